package dev.pollen.behaviour.subject.protocol;

import dev.pollen.wire.Codec;
import dev.pollen.wire.WireWriter;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A number in digits up to a comma. Counts its messages, so that none may be shared. */
public final class Digits implements Codec<Integer> {
  private int messages;

  @Override
  public @Nullable Integer decode(ByteBuffer input) throws ProtocolException {
    int number = 0;
    for (int i = input.position(); i < input.limit(); i++) {
      int digit = input.get(i) - '0';
      if (digit == ',' - '0') {
        input.position(i + 1);
        messages++;
        return number * 100 + messages;
      }
      if (digit < 0 || digit > 9) {
        input.position(i + 1);
        throw new ProtocolException("no digit");
      }
      number = number * 10 + digit;
    }
    return null;
  }

  @Override
  public void encode(Integer message, WireWriter out) {
    for (byte digit : (message + ",").getBytes(StandardCharsets.US_ASCII)) {
      out.putByte(digit);
    }
  }
}
