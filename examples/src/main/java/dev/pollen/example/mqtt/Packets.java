package dev.pollen.example.mqtt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pollen.Words;
import dev.pollen.wire.Decoder;
import dev.pollen.wire.WireWriter;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds packets (section 2) and tells them as words: the name; of PUBLISH, the flags as a number;
 * and what follows the fixed header, unless that is nothing.
 */
final class Packets implements Decoder<Words> {
  /** How many bytes a packet may have. */
  static final int MAX_BYTES = 256 * 1024;

  private static final int SUBACK = 0x90;
  private static final int MAX_LENGTH_BYTES = 4;
  private static final String PUBLISH = "PUBLISH";

  private final Words words = new Words();

  @Override
  public @Nullable Words decode(ByteBuffer input) throws ProtocolException {
    int start = input.position();
    int flags = input.get(start) & 0x0f;
    String name = name(input.get(start) >> 4 & 0x0f, flags);
    int body = start + 1;
    int length = 0;
    byte octet;
    do {
      int found = body - start - 1;
      if (found == MAX_LENGTH_BYTES) {
        throw new ProtocolException("The length has no end");
      }
      if (body == input.limit()) {
        return null;
      }
      octet = input.get(body);
      length |= (octet & 0x7f) << (7 * found);
      body++;
    } while (octet < 0);
    if (length > MAX_BYTES - (body - start)) {
      throw new ProtocolException("A packet of " + length + " bytes is too long");
    }
    if (input.limit() - body < length) {
      return null;
    }
    input.position(body);
    return tell(name, flags, length, input);
  }

  /** The packets that a client sends, and their flags (section 2.2). */
  private static String name(int type, int flags) throws ProtocolException {
    String name =
        switch (type) {
          case 1 -> "CONNECT";
          case 3 -> PUBLISH;
          case 4 -> "PUBACK";
          case 8 -> "SUBSCRIBE";
          case 10 -> "UNSUBSCRIBE";
          case 12 -> "PINGREQ";
          case 14 -> "DISCONNECT";
          default -> throw new ProtocolException("A packet of type " + type);
        };
    boolean isRequest = type == 8 || type == 10;
    if (type != 3 && flags != (isRequest ? 2 : 0)) {
      throw new ProtocolException(name + " with the flags " + flags);
    }
    return name;
  }

  private Words tell(String name, int flags, int length, ByteBuffer input) {
    byte[] head = (name.equals(PUBLISH) ? name + flags : name).getBytes(US_ASCII);
    ByteBuffer packet = ByteBuffer.allocate(head.length + length).put(head);
    packet.put(input.slice(input.position(), length)).flip();
    input.position(input.position() + length);

    words.begin(packet);
    words.add(0, name.length());
    if (head.length > name.length()) {
      words.add(name.length(), head.length);
    }
    if (length > 0) {
      words.add(head.length, packet.limit());
    }
    return words;
  }

  static void writeSuback(int packetId, byte[] codes, WireWriter out) {
    writeHead(SUBACK, 2 + codes.length, out);
    out.putShort(packetId, ByteOrder.BIG_ENDIAN);
    out.putBytes(codes);
  }

  /** The fixed header: the length has seven bits in each byte, the lowest first. */
  static void writeHead(int typeAndFlags, int length, WireWriter out) {
    out.putByte(typeAndFlags);
    int left = length;
    while (left > 0x7f) {
      out.putByte((left & 0x7f) | 0x80);
      left >>= 7;
    }
    out.putByte(left);
  }
}
