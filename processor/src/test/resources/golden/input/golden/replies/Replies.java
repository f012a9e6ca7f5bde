package golden.replies;

import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnConnect;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnUrgent;
import dev.pollen.annotation.OnWrite;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;

/**
 * Answers in every way.
 *
 * @param <T> text of some kind
 */
public abstract class Replies<T extends CharSequence> {
  @OnAccept
  ByteBuffer buffer() {
    return ByteBuffer.allocate(1);
  }

  @OnConnect
  byte[] bytes() {
    return new byte[1];
  }

  @OnRead
  T text(byte[] data) {
    return null;
  }

  @OnWrite
  MappedByteBuffer mapped() {
    return null;
  }

  @OnUrgent
  StringBuilder builder(byte value) {
    return new StringBuilder();
  }

  /** Fixes the kind of text. */
  @dev.pollen.annotation.Handler
  static final class OfStrings extends Replies<String> {}

  /**
   * Leaves the kind of text open.
   *
   * @param <S> text of some kind
   */
  @dev.pollen.annotation.Handler
  static final class OfAny<S extends CharSequence> extends Replies<S> {}
}
