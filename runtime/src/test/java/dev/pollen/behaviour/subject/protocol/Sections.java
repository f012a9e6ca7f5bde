package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Oversized;
import dev.pollen.annotation.Until;
import java.nio.ByteBuffer;

/** What ends with a delimiter, in each form, of at most 8 bytes. */
public final class Sections {
  /** Closes behind one that is too long. */
  public static final class Buffers extends Tolerant {
    @OnRead
    @Until(value = "--", max = 8)
    void frame(ByteBuffer frame) {
      tell(frame);
    }
  }

  /** Skips one that is too long. */
  public static final class Bytes extends Tolerant {
    @OnRead
    @Until(value = "\r\n.\r\n", max = 8, oversized = Oversized.SKIP)
    void frame(byte[] frame) {
      tell(frame);
    }
  }

  /** Skips one that is too long. */
  public static final class Texts extends Tolerant {
    @OnRead
    @Until(value = "€", max = 8, oversized = Oversized.SKIP)
    void frame(String frame) {
      tell(frame);
    }
  }

  /** In another charset, in which the delimiter is one byte. */
  public static final class Latin extends Tolerant {
    @OnRead
    @Until(value = "§", max = 8, charset = "ISO-8859-1")
    void frame(String frame) {
      tell(frame);
    }
  }

  private Sections() {}
}
