package dev.pollen.example.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Reads what a packet has behind its fixed header. */
final class Fields {
  private final ByteBuffer input;

  Fields(byte[] body) {
    input = ByteBuffer.wrap(body);
  }

  boolean hasMore() {
    return input.hasRemaining();
  }

  int octet() throws ProtocolException {
    return take(1).get() & 0xff;
  }

  int number() throws ProtocolException {
    return take(2).getShort() & 0xffff;
  }

  /** Tells packets from each other that wait for an answer; never 0 (section 2.3.1). */
  int packetId() throws ProtocolException {
    int id = number();
    if (id == 0) {
      throw new ProtocolException("0 identifies no packet");
    }
    return id;
  }

  byte[] bytes() throws ProtocolException {
    return copy(take(number()));
  }

  /** A text, which must be one, and have no character 0 (section 1.5.3). */
  String text() throws IOException {
    try {
      // A new decoder reports what it cannot decode.
      String text = UTF_8.newDecoder().decode(take(number())).toString();
      if (text.indexOf('\0') >= 0) {
        throw new ProtocolException("A text has the character 0");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new IOException("A text is not UTF-8", e);
    }
  }

  byte[] rest() {
    return copy(input);
  }

  void end() throws ProtocolException {
    if (hasMore()) {
      throw new ProtocolException("A packet has " + input.remaining() + " bytes too many");
    }
  }

  private ByteBuffer take(int length) throws ProtocolException {
    if (length > input.remaining()) {
      throw new ProtocolException("A packet ends too soon");
    }
    ByteBuffer taken = input.slice(input.position(), length);
    input.position(input.position() + length);
    return taken;
  }

  private static byte[] copy(ByteBuffer from) {
    byte[] copy = new byte[from.remaining()];
    from.get(copy);
    return copy;
  }
}
