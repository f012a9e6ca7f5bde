package dev.pollen.processor;

import dev.pollen.processor.model.Scope;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Handlers that mention a type which nobody has generated yet. They are kept by name, because the
 * elements of one round mean nothing in the next.
 */
final class Waiting {
  private record Name(String module, String type) {}

  private final Set<Name> names = new LinkedHashSet<>();
  private final Set<String> compiled = new HashSet<>();

  /** Keeps a handler for the next round. */
  void add(Scope scope) {
    String module = scope.elements().getModuleOf(scope.home()).getQualifiedName().toString();
    names.add(new Name(module, scope.home().getQualifiedName().toString()));
  }

  /** Takes all handlers that were kept. */
  Stream<TypeElement> drain(Elements elements) {
    List<Name> drained = List.copyOf(names);
    names.clear();
    return drained.stream()
        .flatMap(
            name ->
                Stream.ofNullable(
                    elements.getTypeElement(
                        elements.getModuleElement(name.module()), name.type())));
  }

  /** Remembers what is being compiled from source. */
  void noteSources(Set<? extends Element> roots) {
    ElementFilter.typesIn(roots).forEach(type -> compiled.add(type.toString()));
  }

  /**
   * Tells whether the compiler sees the source of an element, and so reports what is wrong in it.
   */
  boolean isCompiled(Element element) {
    return (element instanceof TypeElement type && compiled.contains(type.toString()))
        || (element.getEnclosingElement() != null && isCompiled(element.getEnclosingElement()));
  }
}
