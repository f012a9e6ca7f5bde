package dev.pollen.example.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pollen.wire.MalformedMessageException;
import dev.pollen.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes as a message: they are one, the beginning of one, or none, and nothing else happens. */
final class MessageFuzzTest {
  private static final EverythingCodec CODEC = new EverythingCodec();
  private static final int MOST_BYTES = 1 << 20;

  /** What became of some bytes. */
  private record Outcome(@Nullable Everything message, int read, boolean isMalformed) {}

  @FuzzTest
  void bytesAreAMessageOrItsBeginningOrNone(byte[] bytes) {
    Outcome whole = decode(bytes, bytes.length);
    if (whole.message() != null) {
      byte[] again = encode(whole.message());
      assertThat(again).isEqualTo(Arrays.copyOf(bytes, whole.read()));
      assertThat(again).isEqualTo(encode(decode(again, again.length).message()));
    }
    for (int arrived = 0; arrived < bytes.length; arrived++) {
      Outcome part = decode(bytes, arrived);
      if (part.isMalformed()) {
        assertThat(whole.isMalformed()).as("malformed after %d bytes", arrived).isTrue();
        return;
      }
      if (part.message() != null) {
        assertThat(part.read()).as("bytes of the message").isEqualTo(whole.read());
        return;
      }
      assertThat(part.read()).as("bytes taken of %d", arrived).isZero();
      assertThat(whole.message() != null && whole.read() <= arrived)
          .as("asked for more than %d", arrived)
          .isFalse();
    }
  }

  private static Outcome decode(byte[] bytes, int arrived) {
    ByteBuffer input = ByteBuffer.wrap(bytes, 0, arrived).slice().asReadOnlyBuffer();
    try {
      Everything message = CODEC.decode(input);
      return new Outcome(message, input.position(), false);
    } catch (MalformedMessageException e) {
      return new Outcome(null, 0, true);
    }
  }

  private static byte[] encode(@Nullable Everything message) {
    assertThat(message).isNotNull();
    WireWriter writer = new WireWriter(MOST_BYTES);
    CODEC.encode(message, writer);
    byte[] bytes = new byte[writer.size()];
    writer.written().get(bytes);
    return bytes;
  }
}
