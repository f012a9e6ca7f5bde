package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.Decode;
import dev.pollen.annotation.Encode;
import dev.pollen.annotation.Endian;
import dev.pollen.annotation.LengthPrefixed;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Oversized;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Messages instead of bytes. */
public final class Messages {
  /** Records, one behind the other. */
  public static final class Records extends Tolerant {
    @OnRead
    Welcome login(Login login) {
      tell(login.toString());
      return new Welcome((byte) login.version(), login.name());
    }
  }

  /** Records behind their length, answered later. */
  public static final class PrefixedRecords extends Tolerant {
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    /** The name in the answer, which the test gives. */
    public CompletableFuture<String> answer() {
      return answer;
    }

    @OnRead
    @LengthPrefixed(width = 2, order = Endian.LITTLE, inclusive = true, oversized = Oversized.SKIP)
    CompletionStage<Welcome> login(Login login) {
      tell(login.toString());
      return answer.thenApply(name -> new Welcome((byte) 7, name));
    }
  }

  /** Numbers, one behind the other. */
  public static final class Numbers extends Tolerant {
    @OnRead
    @Decode(value = Digits.class, max = 8)
    @Encode(Digits.class)
    Integer number(Integer number) {
      tell(number.toString());
      return number;
    }
  }

  /** Numbers behind their length. */
  public static final class PrefixedNumbers extends Tolerant {
    @OnRead
    @LengthPrefixed(width = LengthPrefixed.VARINT)
    @Decode(Digits.class)
    @Encode(Digits.class)
    Integer number(Integer number) {
      tell(number.toString());
      return number;
    }
  }

  private Messages() {}
}
