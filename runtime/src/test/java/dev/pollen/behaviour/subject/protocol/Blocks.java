package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.Exactly;
import dev.pollen.annotation.OnRead;
import java.nio.ByteBuffer;

/** Four bytes at a time, in each form. */
public final class Blocks {
  /** Lent. */
  public static final class Buffers extends Tolerant {
    @OnRead
    @Exactly(4)
    void frame(ByteBuffer frame) {
      tell(frame);
    }
  }

  /** Copied. */
  public static final class Bytes extends Tolerant {
    @OnRead
    @Exactly(4)
    void frame(byte[] frame) {
      tell(frame);
    }
  }

  /** Decoded. */
  public static final class Texts extends Tolerant {
    @OnRead
    @Exactly(4)
    void frame(String frame) {
      tell(frame);
    }
  }

  private Blocks() {}
}
