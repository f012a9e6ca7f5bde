package dev.pollen.testkit.contract;

import java.nio.ByteBuffer;

/**
 * The bytes of a stream, of which each follows from its place: so whoever receives them sees at
 * once whether one is missing, was there before, or belongs to another stream.
 */
final class Pattern {
  private final int stream;

  /** The pattern of a stream with this number. */
  Pattern(int stream) {
    this.stream = stream;
  }

  byte at(long position) {
    long mixed = (position + 1) * 0x9E3779B97F4A7C15L + stream * 0xBF58476D1CE4E5B9L;
    return (byte) ((mixed ^ (mixed >>> 29)) >>> 32);
  }

  byte[] bytes(long position, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = at(position + i);
    }
    return bytes;
  }

  /** Puts as many bytes into a buffer as it has room for, but no more than so many. */
  void put(ByteBuffer room, long position, int most) {
    int count = Math.min(most, room.remaining());
    for (int i = 0; i < count; i++) {
      room.put(at(position + i));
    }
  }

  /** Where bytes that should stand at a position first differ from those that do; -1 if nowhere. */
  int mismatch(ByteBuffer bytes, long position) {
    for (int i = 0; i < bytes.remaining(); i++) {
      if (bytes.get(bytes.position() + i) != at(position + i)) {
        return i;
      }
    }
    return -1;
  }
}
