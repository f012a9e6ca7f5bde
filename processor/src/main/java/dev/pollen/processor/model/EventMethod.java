package dev.pollen.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/**
 * A method of a handler, declared or inherited, that an annotation makes an event method.
 *
 * @param event the event of its first annotation
 * @param annotation that annotation
 * @param time the time in that annotation, if the event has one
 * @param others further event annotations on the same method
 * @param qualifiers what stands beside that annotation
 * @param decoder what turns its input into messages, if it takes one
 * @param element the method where it is declared
 * @param type its type as a member of the handler, type arguments of supertypes filled in
 * @param result what it returns
 */
public record EventMethod(
    Event event,
    AnnotationMirror annotation,
    Optional<Time> time,
    List<Marking> others,
    Qualifiers qualifiers,
    Optional<Coder> decoder,
    ExecutableElement element,
    ExecutableType type,
    Result result) {

  /** An event annotation and what it means. */
  public record Marking(Event event, AnnotationMirror annotation) {}

  /** A parameter and its type as seen from the handler. */
  public record Parameter(VariableElement element, TypeMirror type) {

    /** The name, for people. */
    public String name() {
      return element.getSimpleName().toString();
    }
  }

  /** The simple name of the method. */
  public String name() {
    return element.getSimpleName().toString();
  }

  /** The parameters in order. */
  public List<Parameter> parameters() {
    List<? extends TypeMirror> types = type.getParameterTypes();
    return IntStream.range(0, types.size())
        .mapToObj(i -> new Parameter(element.getParameters().get(i), types.get(i)))
        .toList();
  }
}
