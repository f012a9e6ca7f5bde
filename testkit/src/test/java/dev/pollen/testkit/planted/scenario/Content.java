package dev.pollen.testkit.planted.scenario;

import java.nio.ByteBuffer;

/** Bytes of which each says where it belongs, so that none can be lost, repeated or spoilt. */
final class Content {
  private final Witness witness;
  private final String of;
  private long written;
  private long read;

  Content(Witness witness, String of) {
    this.witness = witness;
    this.of = of;
  }

  private static byte at(long index) {
    return (byte) (index + 31 * (index >>> 8) + 7 * (index >>> 16));
  }

  /** The next bytes. */
  byte[] write(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = at(written++);
    }
    return bytes;
  }

  /** Writes bytes that will not be sent, after all. */
  void unwrite(int count) {
    written -= count;
  }

  void read(ByteBuffer bytes, int count) {
    for (int i = 0; i < count; i++) {
      boolean isNext = bytes.get() == at(read++);
      witness.require(isNext, of + ": byte " + (read - 1) + " is another one");
    }
  }

  long written() {
    return written;
  }

  long read() {
    return read;
  }
}
