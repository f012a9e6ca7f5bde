package dev.pollen.processor.read;

import dev.pollen.processor.model.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * A class and everything it inherits from, nearest first: the class, its superclasses, then their
 * interfaces, each before those that it extends.
 *
 * <p>{@code Elements.getAllMembers} would leave out what the class cannot access, and that is
 * exactly what a user must be told about.
 */
final class Lineage {
  private final TypeElement type;
  private final Scope scope;

  Lineage(TypeElement type, Scope scope) {
    this.type = type;
    this.scope = scope;
  }

  /** All types from which the class has methods, itself first. */
  Set<TypeElement> types() {
    Set<TypeElement> result = new LinkedHashSet<>();
    for (Optional<TypeElement> next = Optional.of(type);
        next.isPresent();
        next = scope.classOf(next.get().getSuperclass())) {
      result.add(next.get());
    }
    Deque<TypeElement> interfaces = new ArrayDeque<>();
    Set<TypeElement> visited = new HashSet<>();
    List<TypeElement> classes = new ArrayList<>(result);
    Collections.reverse(classes);
    classes.forEach(each -> addInterfaces(each, interfaces, visited));
    result.addAll(interfaces);
    return result;
  }

  /** Goes from the last to the first, so that each can be put before all that it extends. */
  private void addInterfaces(
      TypeElement from, Deque<TypeElement> result, Set<TypeElement> visited) {
    List<TypeMirror> interfaces = new ArrayList<>(from.getInterfaces());
    Collections.reverse(interfaces);
    for (TypeMirror each : interfaces) {
      scope
          .classOf(each)
          .filter(visited::add)
          .ifPresent(
              added -> {
                addInterfaces(added, result, visited);
                result.addFirst(added);
              });
    }
  }

  /**
   * Walks over all methods, nearest first.
   *
   * @param visitor receives each method, and the nearer one that overrides it, if there is one
   */
  void forEachMethod(BiConsumer<ExecutableElement, Optional<ExecutableElement>> visitor) {
    List<ExecutableElement> effective = new ArrayList<>();
    for (TypeElement each : types()) {
      for (ExecutableElement method : ElementFilter.methodsIn(each.getEnclosedElements())) {
        Optional<ExecutableElement> overrider =
            effective.stream()
                .filter(nearer -> scope.elements().overrides(nearer, method, type))
                .findFirst();
        if (overrider.isEmpty()) {
          effective.add(method);
        }
        visitor.accept(method, overrider);
      }
    }
  }
}
