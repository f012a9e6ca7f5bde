package dev.pollen;

import dev.pollen.wire.Encoder;
import dev.pollen.wire.WireWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an event method answers when that is more than bytes: {@code Reply.of("250
 * ok\r\n").enter(State.MAIL)} sends and enters a state, {@code Reply.of("221 bye\r\n").close()}
 * sends and closes. The answer always goes first.
 *
 * <p>Replies never change, so those that are always the same may be constants.
 *
 * @param <S> the states of the handler
 */
public final class Reply<S extends Enum<S>> {
  private final byte @Nullable [] data;
  private final @Nullable S next;
  private final boolean closes;

  private Reply(byte @Nullable [] data, @Nullable S next, boolean closes) {
    this.data = data;
    this.next = next;
    this.closes = closes;
  }

  /**
   * Answers text, as UTF-8.
   *
   * @param <S> the states of the handler
   * @param text the text
   * @return the reply
   */
  public static <S extends Enum<S>> Reply<S> of(CharSequence text) {
    return new Reply<>(text.toString().getBytes(StandardCharsets.UTF_8), null, false);
  }

  /**
   * Answers bytes.
   *
   * @param <S> the states of the handler
   * @param data the bytes, which are copied
   * @return the reply
   */
  public static <S extends Enum<S>> Reply<S> of(byte[] data) {
    return new Reply<>(data.clone(), null, false);
  }

  /**
   * Answers bytes.
   *
   * @param <S> the states of the handler
   * @param data the bytes, which are copied; the buffer is read to its limit
   * @return the reply
   */
  public static <S extends Enum<S>> Reply<S> of(ByteBuffer data) {
    return new Reply<>(copy(data), null, false);
  }

  /**
   * Answers a message, which becomes bytes now.
   *
   * @param <S> the states of the handler
   * @param <T> the kind of message
   * @param message the message
   * @param encoder what turns it into bytes
   * @return the reply
   * @throws IllegalArgumentException if the message has a value for which there are no bytes
   */
  public static <S extends Enum<S>, T> Reply<S> of(T message, Encoder<? super T> encoder) {
    WireWriter writer = new WireWriter(Integer.MAX_VALUE);
    return new Reply<>(copy(MessageWriters.encode(message, encoder, writer)), null, false);
  }

  /**
   * Answers a message behind its length, as a peer expects it that sends its own messages so.
   *
   * @param <S> the states of the handler
   * @param <T> the kind of message
   * @param message the message
   * @param encoder what turns it into bytes
   * @param prefix what the length looks like; its limits are for what is received
   * @return the reply
   * @throws IllegalArgumentException if the message has a value for which there are no bytes, or
   *     more bytes than such a length can tell
   */
  public static <S extends Enum<S>, T> Reply<S> of(
      T message, Encoder<? super T> encoder, Terminator.LengthPrefix prefix) {
    WireWriter writer = new WireWriter(Integer.MAX_VALUE);
    return new Reply<>(copy(MessageWriters.encode(message, encoder, prefix, writer)), null, false);
  }

  private static byte[] copy(ByteBuffer data) {
    byte[] copy = new byte[data.remaining()];
    data.get(copy);
    return copy;
  }

  /**
   * Answers nothing.
   *
   * @param <S> the states of the handler
   * @return the reply
   */
  public static <S extends Enum<S>> Reply<S> none() {
    return new Reply<>(null, null, false);
  }

  /**
   * The same answer, and then another state. A reply that closes enters none.
   *
   * @param <T> the states of the handler
   * @param state the state to enter
   * @return another reply
   */
  public <T extends Enum<T>> Reply<T> enter(T state) {
    Objects.requireNonNull(state, "state");
    return new Reply<>(data, closes ? null : state, closes);
  }

  /**
   * The same answer, and then {@link Connection#close()}: the answer still leaves.
   *
   * @param <T> the states of the handler
   * @return another reply
   */
  public <T extends Enum<T>> Reply<T> close() {
    return new Reply<>(data, null, true);
  }

  /** Does what it says; on the loop thread. */
  void tell(ConnectionDispatcher dispatcher) {
    dispatcher.reply(data);
    if (next != null) {
      dispatcher.enter(next);
    }
    if (closes) {
      dispatcher.close();
    }
  }

  /** Whether the other one does the same, as for tests of a handler. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reply<?> that
        && Arrays.equals(data, that.data)
        && Objects.equals(next, that.next)
        && closes == that.closes;
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(data), next, closes);
  }

  @Override
  public String toString() {
    return "Reply["
        + (data == null ? "nothing" : data.length + " bytes")
        + (next == null ? "" : ", enter " + next)
        + (closes ? ", close]" : "]");
  }
}
