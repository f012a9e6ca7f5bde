package dev.pollen.processor.read;

import dev.pollen.processor.model.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

  /** Visits every type once: supertypes and bounds may refer back to where they come from. */
  private static final class Search {
    private static final String UNKNOWN = "<error>";

    private final Scope scope;
    private final Set<Element> visited = new HashSet<>();

    Search(Scope scope) {
      this.scope = scope;
    }

    Optional<Unresolved> handler() {
      Optional<Unresolved> found = search();
      if (found.isEmpty()) {
        scope.known().complete().addAll(visited);
      }
      return found;
    }

    private Optional<Unresolved> search() {
      return supertypes(scope.home())
          .or(() -> bounds(scope.home()))
          .or(this::members)
          .or(() -> Markings.handler(scope.home()).flatMap(each -> in(each, scope.home())));
    }

    /** What methods mention, and the annotations for them on their classes. */
    private Optional<Unresolved> members() {
      Set<TypeElement> lineage = new Lineage(scope.home(), scope).types();
      List<ExecutableElement> methods = methods(lineage);
      return first(methods, this::signature)
          .or(() -> first(methods, this::annotations))
          .or(() -> first(lineage, this::defaults));
    }

    /** The event methods, and their overloads: a call by name has to be told from these. */
    private List<ExecutableElement> methods(Set<TypeElement> lineage) {
      List<ExecutableElement> all = new ArrayList<>();
      lineage.forEach(type -> all.addAll(ElementFilter.methodsIn(type.getEnclosedElements())));
      List<ExecutableElement> events = new ArrayList<>(all);
      events.removeIf(method -> Markings.of(method).isEmpty());
      all.removeIf(method -> events.stream().noneMatch(event -> isOverload(method, event)));
      return all;
    }

    private boolean isOverload(ExecutableElement method, ExecutableElement event) {
      return method.equals(event)
          || (scope.canCall(method)
              && method.getSimpleName().equals(event.getSimpleName())
              && method.getParameters().size() == event.getParameters().size());
    }

    private Optional<Unresolved> bounds(TypeElement type) {
      return first(type.getTypeParameters(), each -> first(each.getBounds(), b -> in(b, type)));
    }

    private Optional<Unresolved> signature(ExecutableElement method) {
      ExecutableType type = (ExecutableType) method.asType();
      return in(type.getReturnType(), method)
          .or(() -> first(type.getParameterTypes(), each -> in(each, method)))
          .or(() -> first(type.getThrownTypes(), each -> in(each, method)));
    }

    /** What our annotations on a method mention. */
    private Optional<Unresolved> annotations(ExecutableElement method) {
      return first(Markings.of(method), marking -> in(marking.annotation(), method))
          .or(() -> first(Markings.besideEvents(method), each -> in(each, method)));
    }

    /** What our annotations on a class, for its commands, mention. */
    private Optional<Unresolved> defaults(TypeElement type) {
      return first(Markings.besideEvents(type), annotation -> in(annotation, type));
    }

    private Optional<Unresolved> in(AnnotationMirror annotation, Element on) {
      Map<? extends ExecutableElement, ? extends AnnotationValue> values =
          scope.elements().getElementValuesWithDefaults(annotation);
      for (ExecutableElement attribute :
          ElementFilter.methodsIn(
              annotation.getAnnotationType().asElement().getEnclosedElements())) {
        if (!values.containsKey(attribute)) {
          return Optional.of(new Unresolved(attribute.getSimpleName().toString(), on));
        }
      }
      return first(values.values(), value -> in(value, on));
    }

    /** An unknown constant or class has no text of its own; a known text is printed in quotes. */
    private Optional<Unresolved> in(AnnotationValue value, Element on) {
      if (value.getValue() instanceof List<?> list) {
        return first(list, each -> in((AnnotationValue) each, on));
      }
      if (value.getValue() instanceof TypeMirror type) {
        return in(type, on);
      }
      return value.toString().equals(UNKNOWN)
          ? Optional.of(new Unresolved(UNKNOWN, on))
          : Optional.empty();
    }

    private Optional<Unresolved> supertypes(TypeElement type) {
      if (!isNew(type)) {
        return Optional.empty();
      }
      return in(type.getSuperclass(), type)
          .or(() -> first(type.getInterfaces(), each -> in(each, type)));
    }

    private boolean isNew(Element element) {
      return !scope.known().complete().contains(element) && visited.add(element);
    }

    private Optional<Unresolved> in(TypeMirror type, Element mention) {
      return switch (type.getKind()) {
        case ERROR -> Optional.of(new Unresolved(type.toString(), mention));
        case ARRAY -> in(((ArrayType) type).getComponentType(), mention);
        case DECLARED -> in((DeclaredType) type, mention);
        case TYPEVAR -> {
          TypeVariable variable = (TypeVariable) type;
          yield isNew(variable.asElement())
              ? in(variable.getUpperBound(), mention)
              : Optional.empty();
        }
        case WILDCARD -> {
          WildcardType wildcard = (WildcardType) type;
          yield Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
              .flatMap(Stream::ofNullable)
              .flatMap(bound -> in(bound, mention).stream())
              .findFirst();
        }
        default -> Optional.empty();
      };
    }

    private Optional<Unresolved> in(DeclaredType type, Element mention) {
      return first(type.getTypeArguments(), argument -> in(argument, mention))
          .or(() -> supertypes((TypeElement) type.asElement()));
    }

    private static <T> Optional<Unresolved> first(
        Iterable<? extends T> all, Function<T, Optional<Unresolved>> search) {
      for (T each : all) {
        Optional<Unresolved> found = search.apply(each);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
  }
}
