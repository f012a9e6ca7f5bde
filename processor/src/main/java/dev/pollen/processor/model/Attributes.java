package dev.pollen.processor.model;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * An annotation with everything that it says, be it written or the default.
 *
 * @param annotation the annotation
 * @param values all its values by name
 */
public record Attributes(AnnotationMirror annotation, Map<String, AnnotationValue> values) {

  /** Reads an annotation. */
  public static Attributes of(AnnotationMirror annotation, Elements elements) {
    return new Attributes(
        annotation,
        elements.getElementValuesWithDefaults(annotation).entrySet().stream()
            .collect(
                toUnmodifiableMap(
                    entry -> entry.getKey().getSimpleName().toString(), Map.Entry::getValue)));
  }

  /** A text. */
  public String text(String name) {
    return value(name).toString();
  }

  /** A number. */
  public int number(String name) {
    return (Integer) value(name);
  }

  /** A yes or no. */
  public boolean flag(String name) {
    return (Boolean) value(name);
  }

  /** The name of a constant of an enum. */
  public String constant(String name) {
    return ((VariableElement) value(name)).getSimpleName().toString();
  }

  /** A class. */
  public TypeMirror type(String name) {
    return (TypeMirror) value(name);
  }

  /** The elements of an array, each with its position. */
  public List<AnnotationValue> list(String name) {
    return ((List<?>) value(name)).stream().map(AnnotationValue.class::cast).toList();
  }

  /** Where a value is written, if it is. */
  public Optional<AnnotationValue> written(String name) {
    return written(name, annotation);
  }

  /** Where a value of an annotation is written, if it is. */
  public static Optional<AnnotationValue> written(String name, AnnotationMirror annotation) {
    return annotation.getElementValues().entrySet().stream()
        .filter(entry -> entry.getKey().getSimpleName().contentEquals(name))
        .map(entry -> (AnnotationValue) entry.getValue())
        .findFirst();
  }

  private Object value(String name) {
    return Objects.requireNonNull(values.get(name), name).getValue();
  }
}
