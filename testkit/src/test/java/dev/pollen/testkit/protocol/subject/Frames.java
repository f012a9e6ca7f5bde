package dev.pollen.testkit.protocol.subject;

import dev.pollen.Words;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.Decode;
import dev.pollen.annotation.Endian;
import dev.pollen.annotation.Exactly;
import dev.pollen.annotation.LengthPrefixed;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.LineEnd;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Oversized;
import dev.pollen.annotation.Until;
import dev.pollen.wire.Decoder;
import dev.pollen.wire.MalformedMessageException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A handler for each kind of frame. */
public final class Frames {
  private Frames() {}

  /** Lines of bytes. */
  public static final class Lines extends Tally {
    @OnRead
    @Line(max = 100)
    void line(byte[] line) {
      count();
    }
  }

  /** Lines that end with a line feed. */
  public static final class Feeds extends Tally {
    @OnRead
    @Line(max = 100, end = LineEnd.LF, charset = "windows-1252")
    String line(String line) {
      count();
      return line + "\n";
    }
  }

  /** What ends with a delimiter that begins as it ends. */
  public static final class Sections extends Tally {
    @OnRead
    @Until(value = "--x--", max = 300, oversized = Oversized.SKIP)
    void section(byte[] section) {
      count();
    }
  }

  /** Blocks of one length. */
  public static final class Blocks extends Tally {
    @OnRead
    @Exactly(16)
    ByteBuffer block(ByteBuffer block) {
      count();
      return block;
    }
  }

  /** Text behind its length, which counts itself. */
  public static final class Texts extends Tally {
    @OnRead
    @LengthPrefixed(width = 2, order = Endian.LITTLE, inclusive = true, max = 300)
    void text(String text) {
      count();
    }
  }

  /** The widest length; what is too long is skipped. */
  public static final class Wide extends Tally {
    @OnRead
    @LengthPrefixed(max = 20_000, oversized = Oversized.SKIP)
    void bytes(byte[] bytes) {
      count();
    }
  }

  /** Bytes behind a length that takes as many bytes as it needs. */
  public static final class Varints extends Tally {
    @OnRead
    @LengthPrefixed(width = LengthPrefixed.VARINT, max = 300)
    void bytes(byte[] bytes) {
      count();
    }
  }

  /** Messages as they come. */
  public static final class Logins extends Tally {
    @OnRead
    void login(Login login) {
      count();
    }
  }

  /** Messages behind their length. */
  public static final class FramedLogins extends Tally {
    @OnRead
    @LengthPrefixed(width = 3, max = 2000)
    void login(Login login) {
      count();
    }
  }

  /** Tells whether bytes are a whole message. */
  public static boolean isLogin(ByteBuffer bytes) {
    try {
      return new LoginCodec().decode(bytes) != null && !bytes.hasRemaining();
    } catch (MalformedMessageException malformed) {
      return false;
    }
  }

  /** A word behind each of its lengths, until one is zero. */
  public static final class Split implements Decoder<Words> {
    private final Words words = new Words();

    @Override
    public @Nullable Words decode(ByteBuffer input) {
      words.begin(input);
      int at = input.position();
      while (at < input.limit()) {
        int length = input.get(at) & 0xFF;
        if (length == 0) {
          input.position(at + 1);
          return words;
        } else if (at + 1 + length > input.limit()) {
          return null;
        }
        words.add(at + 1, at + 1 + length);
        at += 1 + length;
      }
      return null;
    }
  }

  /** Commands that a decoder finds. */
  @Decode(Split.class)
  public static final class Store extends Tally {
    @OnRead
    @Command("PUT")
    void put(String key, int value) {
      count();
    }

    @OnRead
    @Command
    void other() {
      count();
    }
  }
}
