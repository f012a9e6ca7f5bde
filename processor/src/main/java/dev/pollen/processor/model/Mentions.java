package dev.pollen.processor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * The classes that a type names when it is written down.
 *
 * @param classes the classes, each once, in order
 * @param variables the type variables that are named beside them
 * @param raw whether a generic class is named without its type arguments
 */
public record Mentions(Set<TypeElement> classes, Set<Element> variables, boolean raw) {

  /** The classes that a type names. Those of the bounds of type variables are not among them. */
  public static Mentions of(TypeMirror type) {
    return of(List.of(type));
  }

  /** The classes that some types name. */
  public static Mentions of(Iterable<? extends TypeMirror> types) {
    List<DeclaredType> named = new ArrayList<>();
    Set<Element> variables = new LinkedHashSet<>();
    types.forEach(type -> collect(type, named, variables));
    Set<TypeElement> classes = new LinkedHashSet<>();
    named.forEach(type -> classes.add((TypeElement) type.asElement()));
    return new Mentions(classes, variables, named.stream().anyMatch(Mentions::isRaw));
  }

  private static void collect(TypeMirror type, List<DeclaredType> into, Set<Element> variables) {
    if (type instanceof DeclaredType declared && type.getKind() == TypeKind.DECLARED) {
      into.add(declared);
      collect(declared.getEnclosingType(), into, variables);
      declared.getTypeArguments().forEach(argument -> collect(argument, into, variables));
    } else if (type instanceof TypeVariable variable) {
      variables.add(variable.asElement());
    } else if (type instanceof ArrayType array) {
      collect(array.getComponentType(), into, variables);
    } else if (type instanceof IntersectionType intersection) {
      intersection.getBounds().forEach(bound -> collect(bound, into, variables));
    } else if (type instanceof WildcardType wildcard) {
      if (wildcard.getExtendsBound() != null) {
        collect(wildcard.getExtendsBound(), into, variables);
      }
      if (wildcard.getSuperBound() != null) {
        collect(wildcard.getSuperBound(), into, variables);
      }
    }
  }

  private static boolean isRaw(DeclaredType type) {
    return type.getTypeArguments().isEmpty()
        && !((TypeElement) type.asElement()).getTypeParameters().isEmpty();
  }

  /** Those that code in the handler's package cannot name. */
  public List<TypeElement> inaccessible(Scope scope) {
    return classes.stream().filter(type -> !scope.canAccess(type)).toList();
  }

  /** The classes and the classes that enclose them. */
  public Set<Element> withEnclosers() {
    Set<Element> result = new HashSet<>();
    for (Element type : classes) {
      for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
        result.add(each);
      }
    }
    return result;
  }
}
