package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.Exactly;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Oversized;
import java.nio.ByteBuffer;

/** Bytes whose number the handler knows, at most 8, in each form. */
public final class Bodies {
  /** Closes behind one that is too long. */
  public static final class Buffers extends Lengths {
    @OnRead
    @Exactly(by = "length", max = 8)
    void frame(ByteBuffer frame) {
      arrived();
      tell(frame);
    }
  }

  /** Skips one that is too long. */
  public static final class Bytes extends Lengths {
    @OnRead
    @Exactly(by = "length", max = 8, oversized = Oversized.SKIP)
    void frame(byte[] frame) {
      arrived();
      tell(frame);
    }
  }

  /** Skips one that is too long. */
  public static final class Texts extends Lengths {
    @OnRead
    @Exactly(by = "length", max = 8, oversized = Oversized.SKIP)
    void frame(String frame) {
      arrived();
      tell(frame);
    }
  }

  private Bodies() {}
}
