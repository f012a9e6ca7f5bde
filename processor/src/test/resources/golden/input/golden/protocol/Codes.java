package golden.protocol;

import dev.pollen.annotation.Decode;
import dev.pollen.annotation.Encode;
import dev.pollen.annotation.LengthPrefixed;
import dev.pollen.annotation.OnRead;
import dev.pollen.wire.Decoder;
import dev.pollen.wire.Encoder;
import dev.pollen.wire.WireWriter;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Decoders and encoders of one's own. */
final class Codes {
  static final class Seconds implements Decoder<Instant>, Encoder<Instant> {
    @Override
    public Instant decode(ByteBuffer input) {
      return input.remaining() < 8 ? null : Instant.ofEpochSecond(input.getLong());
    }

    @Override
    public void encode(Instant message, WireWriter out) {}
  }

  static final class Streamed {
    @OnRead
    @Decode(Seconds.class)
    @Encode(Seconds.class)
    Instant next(Instant time) {
      return time.plusSeconds(1);
    }
  }

  static final class Framed {
    @OnRead
    @LengthPrefixed(width = 2)
    @Decode(Seconds.class)
    @Encode(Seconds.class)
    Instant next(Instant time) {
      return time.plusSeconds(1);
    }
  }

  private Codes() {}
}
