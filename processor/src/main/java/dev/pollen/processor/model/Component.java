package dev.pollen.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * A component of a message.
 *
 * @param element the component
 * @param form what it is on the wire
 * @param layouts the annotations that say something about that, in source order
 */
public record Component(RecordComponentElement element, Form form, List<Layout> layouts) {

  /**
   * An annotation of Pollen on a component.
   *
   * @param kind which one
   * @param annotation the annotation
   */
  public record Layout(LayoutKind kind, AnnotationMirror annotation) {}

  /** The name, which is that of the accessor, too. */
  public String name() {
    return element.getSimpleName().toString();
  }

  /** Where to show what is wrong with it: javac knows the lines of fields, not of components. */
  public Element place() {
    return ElementFilter.fieldsIn(Scope.declarer(element).getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().equals(element.getSimpleName()))
        .map(Element.class::cast)
        .findFirst()
        .orElse(element);
  }

  /** The type as it is written. */
  public TypeMirror type() {
    return element.asType();
  }

  /** The annotation of a kind, if there is one. */
  public Optional<Layout> layout(LayoutKind kind) {
    return layouts.stream().filter(layout -> layout.kind() == kind).findFirst();
  }
}
