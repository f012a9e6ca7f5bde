package dev.pollen.processor.read;

import dev.pollen.processor.model.EventMethod.Marking;
import dev.pollen.processor.model.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/**
 * A type, or a constant in an annotation, that the compiler does not know, perhaps because another
 * processor has yet to generate it.
 *
 * @param type its name as written
 * @param element what mentions it
 */
public record Unresolved(String type, Element element) {

  /** Finds the first unknown type on which the dispatcher of a handler may depend. */
  public static Optional<Unresolved> in(Scope scope) {
    return new Search(scope).handler();
  }

  /** Finds the first unknown type or constant in an annotation. */
  static Optional<Unresolved> in(AnnotationMirror annotation, Element on, Scope scope) {
    return new Search(scope).in(annotation, on);
  }

  /** Visits every type once: supertypes and bounds may refer back to where they come from. */
  private static final class Search {
    private static final String UNKNOWN = "<error>";

    private final Scope scope;
    private final Set<Element> visited = new HashSet<>();

    Search(Scope scope) {
      this.scope = scope;
    }

    Optional<Unresolved> handler() {
      return supertypes(scope.home())
          .or(() -> bounds(scope.home()))
          .or(() -> first(methods().stream().map(this::signature)))
          .or(() -> first(methods().stream().map(this::annotations)))
          .or(() -> first(new Lineage(scope.home(), scope).types().stream().map(this::defaults)))
          .or(() -> Markings.handler(scope.home()).flatMap(each -> in(each, scope.home())));
    }

    /** The event methods, and their overloads: a call by name has to be told from these. */
    private List<ExecutableElement> methods() {
      List<ExecutableElement> all =
          new Lineage(scope.home(), scope)
              .types().stream()
                  .flatMap(type -> ElementFilter.methodsIn(type.getEnclosedElements()).stream())
                  .toList();
      List<ExecutableElement> events =
          all.stream().filter(method -> !Markings.of(method).isEmpty()).toList();
      return all.stream()
          .filter(method -> events.stream().anyMatch(event -> isOverload(method, event)))
          .toList();
    }

    private boolean isOverload(ExecutableElement method, ExecutableElement event) {
      return method.equals(event)
          || (scope.canCall(method)
              && method.getSimpleName().equals(event.getSimpleName())
              && method.getParameters().size() == event.getParameters().size());
    }

    private Optional<Unresolved> bounds(TypeElement type) {
      return first(
          type.getTypeParameters().stream()
              .flatMap(parameter -> parameter.getBounds().stream())
              .map(bound -> in(bound, type)));
    }

    private Optional<Unresolved> signature(ExecutableElement method) {
      ExecutableType type = (ExecutableType) method.asType();
      return first(
          Stream.of(List.of(type.getReturnType()), type.getParameterTypes(), type.getThrownTypes())
              .flatMap(List::stream)
              .map(each -> in(each, method)));
    }

    /** What our annotations on a method mention. */
    private Optional<Unresolved> annotations(ExecutableElement method) {
      return first(
          Stream.concat(
                  Markings.of(method).stream().map(Marking::annotation),
                  Markings.besideEvents(method).stream())
              .map(annotation -> in(annotation, method)));
    }

    /** What our annotations on a class, for its commands, mention. */
    private Optional<Unresolved> defaults(TypeElement type) {
      return first(Markings.besideEvents(type).stream().map(annotation -> in(annotation, type)));
    }

    private Optional<Unresolved> in(AnnotationMirror annotation, Element on) {
      Map<? extends ExecutableElement, ? extends AnnotationValue> values =
          scope.elements().getElementValuesWithDefaults(annotation);
      Optional<Unresolved> missing =
          ElementFilter.methodsIn(annotation.getAnnotationType().asElement().getEnclosedElements())
              .stream()
              .filter(attribute -> !values.containsKey(attribute))
              .map(attribute -> new Unresolved(attribute.getSimpleName().toString(), on))
              .findFirst();
      return missing.or(() -> first(values.values().stream().map(value -> in(value, on))));
    }

    /** An unknown constant or class has no text of its own; a known text is printed in quotes. */
    private Optional<Unresolved> in(AnnotationValue value, Element on) {
      if (value.getValue() instanceof List<?> list) {
        return first(list.stream().map(each -> in((AnnotationValue) each, on)));
      }
      if (value.getValue() instanceof TypeMirror type) {
        return in(type, on);
      }
      return value.toString().equals(UNKNOWN)
          ? Optional.of(new Unresolved(UNKNOWN, on))
          : Optional.empty();
    }

    private Optional<Unresolved> supertypes(TypeElement type) {
      if (!visited.add(type)) {
        return Optional.empty();
      }
      return first(
          Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
              .map(supertype -> in(supertype, type)));
    }

    private Optional<Unresolved> in(TypeMirror type, Element mention) {
      return switch (type.getKind()) {
        case ERROR -> Optional.of(new Unresolved(type.toString(), mention));
        case ARRAY -> in(((ArrayType) type).getComponentType(), mention);
        case DECLARED -> in((DeclaredType) type, mention);
        case TYPEVAR -> {
          TypeVariable variable = (TypeVariable) type;
          yield visited.add(variable.asElement())
              ? in(variable.getUpperBound(), mention)
              : Optional.empty();
        }
        case WILDCARD -> {
          WildcardType wildcard = (WildcardType) type;
          yield first(
              Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
                  .flatMap(Stream::ofNullable)
                  .map(bound -> in(bound, mention)));
        }
        default -> Optional.empty();
      };
    }

    private Optional<Unresolved> in(DeclaredType type, Element mention) {
      return first(type.getTypeArguments().stream().map(argument -> in(argument, mention)))
          .or(() -> supertypes((TypeElement) type.asElement()));
    }

    private static Optional<Unresolved> first(Stream<Optional<Unresolved>> found) {
      return found.flatMap(Optional::stream).findFirst();
    }
  }
}
