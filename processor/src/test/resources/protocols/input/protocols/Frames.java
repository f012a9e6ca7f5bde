package protocols;

import dev.pollen.annotation.Command;
import dev.pollen.annotation.Decode;
import dev.pollen.annotation.Endian;
import dev.pollen.annotation.Exactly;
import dev.pollen.annotation.LengthPrefixed;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnDatagram;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Oversized;
import dev.pollen.Words;
import dev.pollen.wire.Decoder;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Handlers without states. */
final class Frames {
  private Frames() {}

  static final class Lines {
    @OnRead
    @Line
    void line(String line) {}
  }

  static final class Counting {
    @OnRead
    @Line
    void line() {}
  }

  static final class Blocks {
    @OnRead
    @Exactly(16)
    void block(ByteBuffer bytes) {}
  }

  static final class Prefixed {
    @OnRead
    @LengthPrefixed(
        width = 2,
        order = Endian.LITTLE,
        inclusive = true,
        max = 300,
        oversized = Oversized.SKIP)
    void text(String text) {}
  }

  static final class Varint {
    @OnRead
    @LengthPrefixed(width = LengthPrefixed.VARINT, max = 300)
    void login(Login login) {}
  }

  static final class Records {
    @OnRead
    void login(Login login) {}
  }

  static final class RecordsInDatagrams {
    @OnDatagram
    void login(Login login) {}
  }

  static final class ByHand implements Decoder<Login> {
    @Override
    public Login decode(ByteBuffer input) {
      return null;
    }
  }

  static final class RecordsByHand {
    @OnRead
    @Decode(value = ByHand.class, max = 99)
    void login(Login login) {}
  }

  static final class Seconds implements Decoder<Instant> {
    @Override
    public Instant decode(ByteBuffer input) {
      return null;
    }
  }

  static final class Times {
    @OnRead
    @LengthPrefixed
    @Decode(Seconds.class)
    void time(Instant time) {}
  }

  static final class Ticks {
    @OnRead
    @Decode(Seconds.class)
    void tick() {}
  }

  static final class Split implements Decoder<Words> {
    @Override
    public Words decode(ByteBuffer input) {
      return null;
    }
  }

  @Decode(Split.class)
  static final class Store {
    @OnRead
    @Command(value = "GET", ignoreCase = false)
    void get(String key) {}

    @OnRead
    @Command
    void other(Words words) {}
  }

  /** Nothing to tell. */
  static final class Bytes {
    @OnRead
    void read(ByteBuffer bytes) {}
  }

  /** Nothing to tell. */
  static final class Datagrams {
    @OnDatagram
    void read(byte[] bytes) {}
  }

  /** Nothing is known of these bytes. */
  static final class TimesInDatagrams {
    @OnDatagram
    @Decode(Seconds.class)
    void time(Instant time) {}
  }
}
