package dev.pollen.testkit.protocol;

import dev.pollen.testkit.protocol.Frame.LineEnd;
import java.util.Optional;

/** Puts around the bytes of a frame what says where it ends. */
final class FrameBytes {
  private FrameBytes() {}

  /** What must not be in a frame, since it ends it. */
  static Optional<Delimiter> delimiter(Frame frame) {
    if (frame instanceof Frame.Line line) {
      return Optional.of(line.end() == LineEnd.CRLF ? Delimiter.CRLF : Delimiter.LF);
    }
    return frame instanceof Frame.Until until ? Optional.of(until.delimiter()) : Optional.empty();
  }

  /** Tells whether these bytes can be a frame. */
  static boolean canBe(byte[] body, Frame frame) {
    if (frame instanceof Frame.Exactly exactly) {
      return body.length == exactly.length();
    }
    boolean losesItsEnd =
        frame instanceof Frame.Line line
            && line.end() == LineEnd.LF_OR_CRLF
            && body.length > 0
            && body[body.length - 1] == '\r';
    return body.length <= frame.max()
        && !losesItsEnd
        && delimiter(frame).map(delimiter -> delimiter.ends(body)).orElse(true);
  }

  /** A frame with these bytes. */
  static byte[] enclose(byte[] body, Frame frame, Choices choices) {
    if (frame instanceof Frame.Line line) {
      boolean addsReturn =
          line.end() == LineEnd.CRLF || (line.end() == LineEnd.LF_OR_CRLF && choices.oneIn(2));
      return Bytes.joined(body, (addsReturn ? Delimiter.CRLF : Delimiter.LF).bytes());
    } else if (frame instanceof Frame.Until until) {
      return Bytes.joined(body, until.delimiter().bytes());
    } else if (frame instanceof Frame.Prefixed prefixed) {
      return Bytes.joined(length(prefixed, body.length), body);
    }
    return body;
  }

  /** A length as it stands in front of so many bytes. */
  static byte[] length(Frame.Prefixed frame, long bodyLength) {
    return frame.width() == Frame.VARINT
        ? Bytes.varint(bodyLength, 1)
        : Bytes.number(
            bodyLength + (frame.inclusive() ? frame.width() : 0), frame.width(), frame.little());
  }
}
