package dev.pollen.processor.write;

import dev.pollen.processor.bind.Argument;
import dev.pollen.processor.bind.Binder;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Source;
import dev.pollen.processor.bind.WordBinder;
import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Message;
import dev.pollen.processor.model.TypeText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** What a method takes of the input, as the description of a protocol tells it. */
final class InputText {
  private final BoundMethod bound;
  private final EventMethod method;
  private final List<Message> records;

  private InputText(BoundMethod bound, List<Message> records) {
    this.bound = bound;
    this.method = bound.method();
    this.records = records;
  }

  /**
   * Its parameters, each with a space before it: {@code name:text:UTF-8 size:number:0..9}.
   *
   * @param records the records whose layout is described
   */
  static String of(BoundMethod bound, List<Message> records) {
    return new InputText(bound, records).parameters();
  }

  private String parameters() {
    boolean ignoresMessage =
        method.decoder().isPresent()
            && method.qualifiers().command().isEmpty()
            && !bound.receives(Source.INPUT);
    return ignoresMessage
        ? " message:" + message(method.decoder().orElseThrow())
        : bound.arguments().stream()
            .flatMap(argument -> argument.binder().stream().map(binder -> of(argument, binder)))
            .flatMap(Optional::stream)
            .map(text -> " " + text)
            .collect(Collectors.joining());
  }

  private Optional<String> of(Argument argument, Binder binder) {
    Optional<String> kind =
        switch (binder.source()) {
          case WORD -> Optional.of(word(argument, (WordBinder) binder));
          case INPUT -> Optional.of(payload(binder));
          default -> Optional.empty();
        };
    return kind.map(text -> argument.parameter().name() + ":" + text);
  }

  private String payload(Binder binder) {
    return method
        .decoder()
        .map(this::message)
        .orElseGet(() -> binder.type().equals("String") ? "text:" + charset() : "bytes");
  }

  /** What a decoder makes; a record of which it is known how it looks on the wire, or not. */
  private String message(Coder decoder) {
    boolean isDescribed =
        records.stream()
            .anyMatch(record -> record.codec().qualified().equals(decoder.qualifiedName()));
    String name =
        decoder.message() instanceof DeclaredType type
            ? classOf(type).getQualifiedName().toString()
            : TypeText.of(decoder.message());
    return (isDescribed ? "record:" : "message:") + name;
  }

  private String word(Argument argument, WordBinder binder) {
    return switch (binder) {
      case TEXT -> (isRest(argument) ? "rest:" : "text:") + charset();
      case BYTES -> "bytes";
      case BYTE -> number(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SHORT -> number(Short.MIN_VALUE, Short.MAX_VALUE);
      case INT -> number(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> number(Long.MIN_VALUE, Long.MAX_VALUE);
      case CONSTANT -> "constant:" + constants(argument.parameter().type());
      case TEXTS -> "texts:" + charset();
      case ALL_BYTES -> "arrays";
    };
  }

  private boolean isRest(Argument argument) {
    return method.qualifiers().rest().contains(argument.parameter().element());
  }

  private static String number(long least, long most) {
    return "number:" + least + ".." + most;
  }

  private static String constants(TypeMirror type) {
    return classOf((DeclaredType) type).getEnclosedElements().stream()
        .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
        .map(constant -> constant.getSimpleName().toString())
        .collect(Collectors.joining("|"));
  }

  private static TypeElement classOf(DeclaredType type) {
    return (TypeElement) type.asElement();
  }

  private String charset() {
    return method.qualifiers().frame().map(Frame::charset).orElse("UTF-8");
  }
}
