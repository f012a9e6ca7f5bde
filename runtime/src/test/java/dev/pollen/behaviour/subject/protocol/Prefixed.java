package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.Endian;
import dev.pollen.annotation.LengthPrefixed;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Oversized;
import java.nio.ByteBuffer;

/** Frames behind their length, of at most 8 bytes, in each form. */
public final class Prefixed {
  /** One byte of length; closes behind one that is too long. */
  public static final class Buffers extends Tolerant {
    @OnRead
    @LengthPrefixed(width = 1, max = 8)
    void frame(ByteBuffer frame) {
      tell(frame);
    }
  }

  /** Two bytes, the lower one first; skips one that is too long. */
  public static final class Bytes extends Tolerant {
    @OnRead
    @LengthPrefixed(width = 2, order = Endian.LITTLE, max = 8, oversized = Oversized.SKIP)
    void frame(byte[] frame) {
      tell(frame);
    }
  }

  /** As many bytes of length as it takes; skips one that is too long. */
  public static final class Texts extends Tolerant {
    @OnRead
    @LengthPrefixed(width = LengthPrefixed.VARINT, max = 8, oversized = Oversized.SKIP)
    void frame(String frame) {
      tell(frame);
    }
  }

  /** Three bytes, which count, too; closes behind one that is too long. */
  public static final class Inclusive extends Tolerant {
    @OnRead
    @LengthPrefixed(width = 3, inclusive = true, max = 8)
    void frame(ByteBuffer frame) {
      tell(frame);
    }
  }

  /** Four bytes; skips one that is too long. */
  public static final class Wide extends Tolerant {
    @OnRead
    @LengthPrefixed(max = 8, oversized = Oversized.SKIP)
    void frame(String frame) {
      tell(frame);
    }
  }

  private Prefixed() {}
}
