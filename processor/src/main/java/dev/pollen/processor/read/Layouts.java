package dev.pollen.processor.read;

import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.Component.Layout;
import dev.pollen.processor.model.LayoutKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

/** Reads the annotations on the components of a message. */
public final class Layouts {
  private static final Map<String, LayoutKind> KINDS =
      Arrays.stream(LayoutKind.values())
          .collect(Collectors.toUnmodifiableMap(LayoutKind::annotationType, kind -> kind));

  private final List<Layout> layouts;

  private Layouts(List<Layout> layouts) {
    this.layouts = layouts;
  }

  /** Those on an element. */
  static Layouts on(Element element) {
    return new Layouts(
        element.getAnnotationMirrors().stream()
            .flatMap(
                mirror ->
                    Stream.ofNullable(KINDS.get(Markings.typeName(mirror)))
                        .map(kind -> new Layout(kind, mirror)))
            .toList());
  }

  List<Layout> all() {
    return layouts;
  }

  boolean has(LayoutKind kind) {
    return layouts.stream().anyMatch(layout -> layout.kind() == kind);
  }

  /** A number that is written in an annotation, or what it is otherwise. */
  int number(LayoutKind kind, String member, int otherwise) {
    return value(kind, member)
        .filter(Integer.class::isInstance)
        .map(Integer.class::cast)
        .orElse(otherwise);
  }

  /** A text that is written in an annotation, or what it is otherwise. */
  String text(LayoutKind kind, String member, String otherwise) {
    return value(kind, member)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .orElse(otherwise);
  }

  /** Whether the lowest byte comes first, if an annotation says which does. */
  Optional<Boolean> little() {
    return value(LayoutKind.ORDER, "value").map(Layouts::isLittle);
  }

  static boolean isLittle(Object endian) {
    return endian instanceof VariableElement constant
        && constant.getSimpleName().contentEquals("LITTLE");
  }

  private Optional<Object> value(LayoutKind kind, String member) {
    return layouts.stream()
        .filter(layout -> layout.kind() == kind)
        .findFirst()
        .flatMap(layout -> written(layout, member))
        .map(AnnotationValue::getValue);
  }

  /** The value that is written in an annotation, if one is. */
  public static Optional<AnnotationValue> written(Layout layout, String member) {
    return Attributes.written(member, layout.annotation());
  }
}
