package dev.pollen.processor.report;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where a finding is shown, as narrow as possible.
 *
 * @param element the element
 * @param annotation an annotation of it, if that is what is wrong
 * @param value a value in that annotation, if that is what is wrong
 */
record Position(
    Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {

  static Position of(Element element) {
    return new Position(element, null, null);
  }

  static Position of(Element element, AnnotationMirror annotation) {
    return new Position(element, annotation, null);
  }

  static Position of(Element element, AnnotationMirror annotation, AnnotationValue value) {
    return new Position(element, annotation, value);
  }
}
