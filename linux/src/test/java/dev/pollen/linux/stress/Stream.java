package dev.pollen.linux.stress;

import java.nio.ByteBuffer;

/**
 * The bytes of a connection, each of which tells where it stands and whose it is: what is lost,
 * doubled, or somebody else's does not fit.
 *
 * @param salt of this connection
 */
record Stream(int salt) {

  /** Without a period that a lost or repeated segment could hit. */
  private byte at(int position) {
    return (byte) (salt + position * 31 + position / 251);
  }

  byte[] bytes(int from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = at(from + i);
    }
    return bytes;
  }

  /** Takes bytes that must be those from a position on; answers the position behind them. */
  int check(int from, ByteBuffer received) {
    int position = from;
    while (received.hasRemaining()) {
      byte found = received.get();
      if (found != at(position)) {
        throw new AssertionError("Byte " + position + " is " + found + ", not " + at(position));
      }
      position++;
    }
    return position;
  }
}
