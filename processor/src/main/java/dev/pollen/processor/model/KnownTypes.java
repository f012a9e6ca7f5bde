package dev.pollen.processor.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the types that all handlers of a round have to do with. To look up a name is
 * slow, above all one that nobody has, so it is done once for all of them; and only once in a
 * round, because its elements mean nothing in the next.
 */
public final class KnownTypes {
  private record Name(@Nullable ModuleElement module, String type) {}

  private final Elements elements;
  private final Map<Name, Optional<TypeElement>> found = new HashMap<>();
  private final Set<Element> complete = new HashSet<>();

  /** Prepares for one round, in which nothing is known yet. */
  public KnownTypes(Elements elements) {
    this.elements = elements;
  }

  /** Finds a type by its canonical name, as seen from a module; null below source level 9. */
  Optional<TypeElement> find(@Nullable ModuleElement module, String name) {
    return found.computeIfAbsent(new Name(module, name), this::lookUp);
  }

  private Optional<TypeElement> lookUp(Name name) {
    return Optional.ofNullable(
        name.module() == null
            ? elements.getTypeElement(name.type())
            : elements.getTypeElement(name.module(), name.type()));
  }

  /** The types and type variables of which is known that nothing is missing above them. */
  public Set<Element> complete() {
    return complete;
  }
}
