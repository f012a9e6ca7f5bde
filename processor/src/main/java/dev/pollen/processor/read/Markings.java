package dev.pollen.processor.read;

import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod.Marking;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Qualifiers;
import dev.pollen.processor.model.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Reads the annotations of Pollen by name, so that their classes are never loaded. */
public final class Markings {
  /** The qualified name of {@code @Handler}. */
  public static final String HANDLER = Event.ANNOTATIONS + ".Handler";

  private static final String COMMAND = Event.ANNOTATIONS + ".Command";
  private static final String REST = Event.ANNOTATIONS + ".Rest";
  private static final String IN = Event.ANNOTATIONS + ".In";
  private static final String OFFLOAD = Event.ANNOTATIONS + ".Offload";
  private static final String DECODE = Event.ANNOTATIONS + ".Decode";
  private static final String ENCODE = Event.ANNOTATIONS + ".Encode";

  private static final Set<String> BESIDE_EVENTS =
      Stream.concat(
              Stream.of(COMMAND, IN, OFFLOAD, DECODE, ENCODE),
              Arrays.stream(Frame.Kind.values()).map(Frame.Kind::annotationType))
          .collect(Collectors.toUnmodifiableSet());

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

  /** The qualified names of the annotations that mean something only beside those of events. */
  public static Set<String> typesBesideEvents() {
    return BESIDE_EVENTS;
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

  /** The {@code states} that is written in a {@code @Handler}, if one is. */
  public static Optional<AnnotationValue> states(AnnotationMirror handler) {
    return Attributes.written("states", handler);
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
    return Attributes.written("name", handler);
  }

  /** The {@code value} that is written in an annotation, if one is. */
  static Optional<AnnotationValue> value(AnnotationMirror annotation) {
    return Attributes.written("value", annotation);
  }

  /** What stands beside the event annotation of a method. */
  static Qualifiers qualifiers(ExecutableElement method, Scope scope) {
    Optional<Attributes> command = attributes(COMMAND, method, scope);
    Element cut = command.isPresent() ? orItsClass(method, Markings::cutsInput, scope) : method;
    Element guarded =
        command.isPresent()
            ? orItsClass(method, each -> find(IN, each).isPresent(), scope)
            : method;
    return new Qualifiers(
        frames(cut, scope),
        command,
        method.getParameters().stream()
            .filter(parameter -> find(REST, parameter).isPresent())
            .map(VariableElement.class::cast)
            .toList(),
        attributes(IN, guarded, scope),
        find(OFFLOAD, method),
        attributes(DECODE, cut, scope),
        attributes(ENCODE, method, scope));
  }

  /** A method, or, if it says nothing, its class or else the handler, if that does. */
  private static Element orItsClass(
      ExecutableElement method, Predicate<Element> says, Scope scope) {
    return Stream.of(method, Scope.declarer(method), scope.home())
        .filter(says)
        .findFirst()
        .orElse(method);
  }

  /** Tells whether an element has an annotation that says what its methods read. */
  public static boolean cutsInput(Element element) {
    return find(DECODE, element).isPresent()
        || Arrays.stream(Frame.Kind.values())
            .anyMatch(kind -> find(kind.annotationType(), element).isPresent());
  }

  private static List<Frame> frames(Element on, Scope scope) {
    List<Frame> frames = new ArrayList<>();
    for (AnnotationMirror mirror : on.getAnnotationMirrors()) {
      for (Frame.Kind kind : Frame.Kind.values()) {
        if (typeName(mirror).equals(kind.annotationType())) {
          frames.add(frame(kind, Attributes.of(mirror, scope.elements()), scope));
        }
      }
    }
    return frames;
  }

  private static Frame frame(Frame.Kind kind, Attributes attributes, Scope scope) {
    return new Frame(
        kind,
        attributes,
        kind == Frame.Kind.EXACTLY ? member(attributes.text("by"), scope) : Optional.empty());
  }

  /** The nearest method without parameters, or else field, of this name. */
  private static Optional<Element> member(String name, Scope scope) {
    List<Element> members =
        new Lineage(scope.home(), scope)
            .types().stream()
                .flatMap(type -> type.getEnclosedElements().stream())
                .filter(member -> member.getSimpleName().contentEquals(name))
                .map(Element.class::cast)
                .toList();
    Optional<Element> method =
        members.stream()
            .filter(ExecutableElement.class::isInstance)
            .filter(member -> ((ExecutableElement) member).getParameters().isEmpty())
            .findFirst();
    return method.or(() -> members.stream().filter(VariableElement.class::isInstance).findFirst());
  }

  private static Optional<Attributes> attributes(String name, Element on, Scope scope) {
    return find(name, on).map(mirror -> Attributes.of(mirror, scope.elements()));
  }

  /** The annotations of a method, or class, that mean something only beside events. */
  public static List<AnnotationMirror> besideEvents(Element method) {
    return method.getAnnotationMirrors().stream()
        .filter(mirror -> BESIDE_EVENTS.contains(typeName(mirror)))
        .map(AnnotationMirror.class::cast)
        .toList();
  }

  static String typeName(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }
}
