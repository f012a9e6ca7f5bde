package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.pollen.processor.model.CharsetName;
import dev.pollen.processor.model.Frame;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the expression that makes a terminator. */
final class TerminatorCode {
  private TerminatorCode() {}

  static CodeBlock of(Frame frame) {
    if (frame.kind() == Frame.Kind.EXACTLY) {
      // A frame of a constant length is never too long, also where the limit is lower by default.
      return CodeBlock.of("$L$Z.max($L)", ending(frame), frame.length());
    }
    CodeBlock end = CodeBlock.of("$L$Z.max($L)", ending(frame), frame.max());
    return frame.skipsOversized() ? CodeBlock.of("$L$Z.skippingOversized()", end) : end;
  }

  private static CodeBlock ending(Frame frame) {
    return switch (frame.kind()) {
      case LINE -> line(frame.lineEnd());
      case UNTIL -> delimiter(frame);
      case EXACTLY -> CodeBlock.of("$T.length($L)", Names.TERMINATOR, frame.length());
      case LENGTH_PREFIXED -> lengthPrefixed(frame);
    };
  }

  private static CodeBlock line(String end) {
    return switch (end) {
      case "CRLF" -> CodeBlock.of("$T.delimiter($L)", Names.TERMINATOR, Names.literal("\r\n"));
      case "LF" -> CodeBlock.of("$T.delimiter($L)", Names.TERMINATOR, Names.literal("\n"));
      default -> CodeBlock.of("$T.line()", Names.TERMINATOR);
    };
  }

  /** A text is received as UTF-8; in another charset, a delimiter is what its bytes are. */
  private static CodeBlock delimiter(Frame frame) {
    String text = frame.delimiter();
    Charset charset = CharsetName.of(frame.charset()).charset().orElse(StandardCharsets.UTF_8);
    byte[] bytes = text.getBytes(charset);
    if (Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
      return CodeBlock.of("$T.delimiter($L)", Names.TERMINATOR, Names.literal(text));
    }
    CodeBlock.Builder list = CodeBlock.builder();
    for (int i = 0; i < bytes.length; i++) {
      list.add(i == 0 ? "$L" : ", $L", bytes[i]);
    }
    return CodeBlock.of("$T.delimiter(new byte[] {$L})", Names.TERMINATOR, list.build());
  }

  private static CodeBlock lengthPrefixed(Frame frame) {
    return frame.width() == Frame.VARINT
        ? CodeBlock.of("$T.varintPrefixed()", Names.TERMINATOR)
        : CodeBlock.of(
            "$T.lengthPrefixed($L,$W$T.$L,$W$L)",
            Names.TERMINATOR,
            frame.width(),
            ByteOrder.class,
            frame.isLittleEndian() ? "LITTLE_ENDIAN" : "BIG_ENDIAN",
            frame.isInclusive());
  }
}
