package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnRead;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Counts lines and answers a few of them, which costs nothing: what does is how they are told. */
public abstract class Tally {
  private final ByteBuffer answer;
  private final int answered;
  private int lines;

  private Tally(int answered, int answerBytes) {
    this.answered = answered;
    this.answer = ByteBuffer.allocate(answerBytes);
  }

  final @Nullable ByteBuffer count() {
    return ++lines % answered == 0 ? answer.clear() : null;
  }

  /** As buffers. */
  public static final class Buffers extends Tally {
    public Buffers(int answered, int answerBytes) {
      super(answered, answerBytes);
    }

    @OnRead
    @Line(max = 100)
    @Nullable ByteBuffer line(ByteBuffer line) {
      return count();
    }
  }

  /** As arrays. */
  public static final class Bytes extends Tally {
    public Bytes(int answered, int answerBytes) {
      super(answered, answerBytes);
    }

    @OnRead
    @Line(max = 100)
    @Nullable ByteBuffer line(byte[] line) {
      return count();
    }
  }

  /** As texts. */
  public static final class Texts extends Tally {
    public Texts(int answered, int answerBytes) {
      super(answered, answerBytes);
    }

    @OnRead
    @Line(max = 100)
    @Nullable ByteBuffer line(String line) {
      return count();
    }
  }
}
