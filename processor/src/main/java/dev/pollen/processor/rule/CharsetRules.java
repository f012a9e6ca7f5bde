package dev.pollen.processor.rule;

import dev.pollen.processor.bind.Argument;
import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.CharsetName;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** What the charset of a frame must be able to express. */
final class CharsetRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    for (BoundMethod method : bound.methods()) {
      for (Frame frame : method.method().qualifiers().frames()) {
        CharsetName.of(frame.charset())
            .charset()
            .ifPresentOrElse(
                charset -> checkCharset(method, frame, charset, findings),
                () -> findings.accept(unsupported(method.method(), frame)));
      }
    }
  }

  private static void checkCharset(
      BoundMethod method, Frame frame, Charset charset, Consumer<Finding> findings) {
    Attributes attributes = frame.attributes();
    if (frame.kind() == Frame.Kind.UNTIL) {
      if (!isDelimiter(frame.delimiter(), charset)) {
        findings.accept(
            Diagnostic.BAD_TERMINATOR.at(
                method.method().element(),
                attributes.annotation(),
                attributes.written("value"),
                Texts.visible(frame.delimiter()),
                frame.charset()));
      }
    } else if (frame.kind() == Frame.Kind.LINE && !hasLines(charset)) {
      findings.accept(
          Diagnostic.CHARSET_WITHOUT_LINES.at(
              method.method().element(),
              attributes.annotation(),
              attributes.written("charset"),
              frame.charset()));
    } else if (attributes.written("charset").isPresent()
        && isOwn(method, frame)
        && ignoresText(method)) {
      findings.accept(
          Diagnostic.UNUSED_CHARSET.at(
              method.method().element(),
              attributes.annotation(),
              attributes.written("charset"),
              Texts.name(attributes.annotation()),
              method.method().name()));
    }
  }

  /** Tells whether a text has the same bytes wherever it stands, and has any. */
  private static boolean isDelimiter(String text, Charset charset) {
    if (text.isEmpty() || !charset.canEncode() || !charset.newEncoder().canEncode(text)) {
      return false;
    }
    byte[] once = text.getBytes(charset);
    byte[] twice = (text + text).getBytes(charset);
    return twice.length == 2 * once.length
        && Arrays.equals(once, Arrays.copyOfRange(twice, once.length, twice.length));
  }

  private static boolean hasLines(Charset charset) {
    return charset.canEncode()
        && Arrays.equals("\n".getBytes(charset), "\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** What stands on a class is for all its commands, and some of them may have no text. */
  private static boolean isOwn(BoundMethod method, Frame frame) {
    return method
        .method()
        .element()
        .getAnnotationMirrors()
        .contains(frame.attributes().annotation());
  }

  /** A parameter that receives nothing clear may well be meant for text. */
  private static boolean ignoresText(BoundMethod method) {
    return method.arguments().stream()
            .map(Argument::binder)
            .flatMap(binder -> binder.map(each -> each.type().startsWith("String")).stream())
            .noneMatch(isText -> isText)
        && method.arguments().stream().map(Argument::binder).allMatch(Optional::isPresent);
  }

  private static Finding unsupported(EventMethod method, Frame frame) {
    return Diagnostic.UNSUPPORTED_CHARSET.at(
        method.element(),
        frame.attributes().annotation(),
        frame.attributes().written("charset"),
        Texts.visible(frame.charset()));
  }
}
