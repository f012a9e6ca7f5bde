package dev.pollen.processor.write;

import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Time;
import dev.pollen.processor.model.TypeText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Events as the arrows of a picture name them. */
final class EventText {
  private EventText() {}

  /** {@code MAIL}, {@code line}, {@code idle 30s}. */
  static String of(EventMethod method) {
    return switch (method.event()) {
      case READ -> input(method);
      case IDLE, EVERY ->
          name(method) + method.time().map(Time::text).map(text -> " " + text).orElse("");
      default -> name(method);
    };
  }

  private static String name(EventMethod method) {
    return method.event().name().toLowerCase(Locale.ROOT);
  }

  private static String input(EventMethod method) {
    List<String> commands = method.qualifiers().commands();
    if (!commands.isEmpty()) {
      return String.join(", ", commands);
    }
    if (method.qualifiers().servesOtherCommands()) {
      return "other commands";
    }
    Optional<String> message = method.decoder().map(coder -> TypeText.of(coder.message()));
    return message.or(() -> method.qualifiers().frame().map(EventText::frame)).orElse("bytes");
  }

  private static String frame(Frame frame) {
    return switch (frame.kind()) {
      case LINE -> "line";
      case UNTIL -> "until " + visible(frame.delimiter());
      case EXACTLY ->
          (frame.lengthBy().isEmpty() ? String.valueOf(frame.length()) : frame.lengthBy())
              + " bytes";
      case LENGTH_PREFIXED -> "frame";
    };
  }

  /** A delimiter as it would be typed. */
  private static String visible(String delimiter) {
    StringBuilder text = new StringBuilder();
    delimiter
        .codePoints()
        .forEach(
            each -> {
              switch (each) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> {
                  if (Character.isISOControl(each)) {
                    text.append(String.format("\\x%02x", each));
                  } else {
                    text.appendCodePoint(each);
                  }
                }
              }
            });
    return text.toString();
  }
}
