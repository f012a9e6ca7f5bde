package dev.pollen.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.type.TypeMirror;

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

  /** The type as it is written. */
  public TypeMirror type() {
    return element.asType();
  }

  /** The annotation of a kind, if there is one. */
  public Optional<Layout> layout(LayoutKind kind) {
    return layouts.stream().filter(layout -> layout.kind() == kind).findFirst();
  }
}
