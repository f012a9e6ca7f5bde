package dev.pollen.processor.read;

import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod.Marking;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Reads the annotations of Pollen by name, so that their classes are never loaded. */
public final class Markings {
  /** The qualified name of {@code @Handler}. */
  public static final String HANDLER = Event.ANNOTATIONS + ".Handler";

  /** The qualified name of {@code @Wire}. */
  static final String WIRE = Event.ANNOTATIONS + ".Wire";

  private static final Map<String, Event> EVENTS =
      Arrays.stream(Event.values())
          .collect(Collectors.toUnmodifiableMap(Event::annotationType, Function.identity()));

  private Markings() {}

  /** The qualified names of all annotations, in a fixed order. */
  public static List<String> annotationTypes() {
    return Stream.concat(
            Stream.of(HANDLER, WIRE), Arrays.stream(Event.values()).map(Event::annotationType))
        .toList();
  }

  /** The event annotations of a method, in source order. */
  static List<Marking> of(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .flatMap(
            mirror ->
                Stream.ofNullable(EVENTS.get(typeName(mirror)))
                    .map(event -> new Marking(event, mirror)))
        .toList();
  }

  /** The {@code @Handler} of a class. */
  public static Optional<AnnotationMirror> handler(Element type) {
    return find(HANDLER, type);
  }

  /** An annotation of an element, by its qualified name. */
  static Optional<AnnotationMirror> find(String name, Element element) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> typeName(mirror).equals(name))
        .map(AnnotationMirror.class::cast)
        .findFirst();
  }

  /** The {@code name} that is written in a {@code @Handler}, if one is. */
  public static Optional<AnnotationValue> name(AnnotationMirror handler) {
    return written("name", handler);
  }

  /** The {@code value} that is written in an annotation, if one is. */
  static Optional<AnnotationValue> value(AnnotationMirror annotation) {
    return written("value", annotation);
  }

  static Optional<AnnotationValue> written(String element, AnnotationMirror annotation) {
    return annotation.getElementValues().entrySet().stream()
        .filter(entry -> entry.getKey().getSimpleName().contentEquals(element))
        .map(entry -> (AnnotationValue) entry.getValue())
        .findFirst();
  }

  static String typeName(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }
}
