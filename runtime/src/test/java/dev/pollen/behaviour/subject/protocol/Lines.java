package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.Line;
import dev.pollen.annotation.LineEnd;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Oversized;
import java.nio.ByteBuffer;

/** Lines in each form, of at most 8 bytes. */
public final class Lines {
  /** Closes behind a line that is too long. */
  public static final class Buffers extends Tolerant {
    @OnRead
    @Line(max = 8)
    void frame(ByteBuffer frame) {
      tell(frame);
    }
  }

  /** Skips a line that is too long; wants both bytes of an end. */
  public static final class Bytes extends Tolerant {
    @OnRead
    @Line(max = 8, end = LineEnd.CRLF, oversized = Oversized.SKIP)
    void frame(byte[] frame) {
      tell(frame);
    }
  }

  /** Skips a line that is too long. */
  public static final class Texts extends Tolerant {
    @OnRead
    @Line(max = 8, oversized = Oversized.SKIP)
    void frame(String frame) {
      tell(frame);
    }
  }

  /** Keeps carriage returns; closes behind a line that is too long. */
  public static final class LineFeeds extends Tolerant {
    @OnRead
    @Line(max = 8, end = LineEnd.LF)
    void frame(String frame) {
      tell(frame);
    }
  }

  private Lines() {}
}
