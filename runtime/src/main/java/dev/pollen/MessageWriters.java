package dev.pollen;

import dev.pollen.Terminator.LengthPrefix;
import dev.pollen.wire.Encoder;
import dev.pollen.wire.WireWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The memory in which the messages of a loop become bytes before they are sent: one writer, unless
 * an encoder sends something itself.
 */
final class MessageWriters {
  /** The memory for a message that was larger than this is not kept. */
  private static final int MAX_KEPT = 64 * 1024;

  /** The longest varint that is a length. */
  private static final int VARINT_BYTES = 5;

  private @Nullable WireWriter unused;

  /** An empty writer for one message. */
  WireWriter take(int max) {
    WireWriter writer = unused;
    unused = null;
    if (writer == null) {
      return new WireWriter(max);
    }
    writer.reset(max);
    return writer;
  }

  void giveBack(WireWriter writer) {
    if (writer.capacity() <= MAX_KEPT) {
      unused = writer;
    }
  }

  /** The bytes of a message, in memory of the writer. */
  static <T> ByteBuffer encode(T message, Encoder<? super T> encoder, WireWriter writer) {
    encoder.encode(message, writer);
    return writer.written();
  }

  /** The bytes of a message behind their number, in memory of the writer. */
  static <T> ByteBuffer encode(
      T message, Encoder<? super T> encoder, LengthPrefix prefix, WireWriter writer) {
    int width = prefix.width();
    int reserved = width == LengthPrefix.VARINT ? VARINT_BYTES : width;
    writer.skip(reserved);
    encoder.encode(message, writer);
    int length = writer.size() - reserved;
    if (width == LengthPrefix.VARINT) {
      int from = VARINT_BYTES - varintBytes(length);
      setVarint(writer, from, length);
      return writer.written().position(from);
    }
    int told = prefix.isInclusive() ? Math.addExact(length, width) : length;
    if (told >>> (Byte.SIZE * width - 1) > 1) {
      throw new IllegalArgumentException(
          "A message of " + length + " bytes is too long for a length of " + width + " bytes");
    }
    writer.setNumber(0, told, width, prefix.order());
    return writer.written();
  }

  private static int varintBytes(int length) {
    int significant = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(length));
    return (significant + 6) / 7;
  }

  private static void setVarint(WireWriter writer, int from, int length) {
    int rest = length;
    for (int at = from; at < VARINT_BYTES; at++) {
      int next = at == VARINT_BYTES - 1 ? 0 : 0x80;
      writer.setNumber(at, (rest & 0x7F) | next, 1, ByteOrder.BIG_ENDIAN);
      rest >>>= 7;
    }
  }
}
