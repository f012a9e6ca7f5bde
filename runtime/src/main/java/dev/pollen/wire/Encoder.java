package dev.pollen.wire;

/**
 * Turns messages into bytes.
 *
 * @param <T> the messages
 */
@FunctionalInterface
public interface Encoder<T> {

  /**
   * Writes one message. If that fails, nothing of it is sent.
   *
   * @param message the message
   * @param out where to; it may hold something before it already
   * @throws IllegalArgumentException if the message has a value for which there are no bytes
   * @throws IllegalStateException if it is too long for the writer
   */
  void encode(T message, WireWriter out);
}
