package dev.pollen.processor.write;

import dev.pollen.processor.bind.Cut;
import dev.pollen.processor.model.Frame;
import java.nio.charset.Charset;

/** How bytes are cut, as the description of a protocol tells it. */
final class FrameText {
  private FrameText() {}

  /** {@code line end=CRLF max=512 oversized=CLOSE}. */
  static String of(Cut cut) {
    return switch (cut.style()) {
      case FRAMES -> of(cut.frame().orElseThrow());
      case MESSAGES -> "messages max=" + cut.max();
      case UNFRAMED -> "unframed";
    };
  }

  private static String of(Frame frame) {
    return switch (frame.kind()) {
      case LINE -> "line end=" + frame.lineEnd() + limit(frame);
      case UNTIL -> "until delimiter=" + delimiter(frame) + limit(frame);
      case EXACTLY ->
          frame.lengthBy().isEmpty()
              ? "exactly length=" + frame.length()
              : "exactly by=" + frame.lengthBy() + limit(frame);
      case LENGTH_PREFIXED -> "prefixed " + prefix(frame) + limit(frame);
    };
  }

  private static String limit(Frame frame) {
    return " max=" + frame.max() + " oversized=" + (frame.skipsOversized() ? "SKIP" : "CLOSE");
  }

  private static String prefix(Frame frame) {
    return frame.width() == Frame.VARINT
        ? "width=varint"
        : "width="
            + frame.width()
            + " order="
            + (frame.isLittleEndian() ? "LITTLE" : "BIG")
            + " inclusive="
            + frame.isInclusive();
  }

  /** Bytes, since that is what is compared: those that are no visible ASCII as numbers. */
  private static String delimiter(Frame frame) {
    StringBuilder text = new StringBuilder();
    for (byte each : frame.delimiter().getBytes(Charset.forName(frame.charset()))) {
      switch (each) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '\\' -> text.append("\\\\");
        default -> {
          if (each > ' ' && each <= '~') {
            text.append((char) each);
          } else {
            text.append(String.format("\\x%02x", each));
          }
        }
      }
    }
    return text.toString();
  }
}
