package dev.pollen.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages in bytes.
 *
 * @param <T> the messages
 */
@FunctionalInterface
public interface Decoder<T> {

  /**
   * Takes one message from the beginning of what has arrived.
   *
   * @param input the bytes from position to limit, lent: read-only perhaps, and valid only during
   *     this call. What is read is gone; what is not is presented again, with what follows it
   * @return the message; {@code null} if it has not arrived as a whole. Then it is asked again when
   *     there are more bytes, and must have left unread what it will want
   * @throws Exception if these bytes are no message, for example a {@link
   *     MalformedMessageException}; how many of them were read has no meaning then
   */
  @Nullable T decode(ByteBuffer input) throws Exception;

  /**
   * Takes the one message that some bytes are, such as those of a frame or a datagram.
   *
   * @param input all bytes of the message, and no others
   * @return the message
   * @throws MalformedMessageException if they are less or more than a message
   * @throws Exception if they are no message
   */
  default T decodeWhole(ByteBuffer input) throws Exception {
    int length = input.remaining();
    T message = decode(input);
    if (message == null) {
      throw new MalformedMessageException(
          getClass().getSimpleName(), "has " + length + " bytes, which end too soon");
    }
    if (input.hasRemaining()) {
      throw new MalformedMessageException(
          getClass().getSimpleName(), "leaves " + input.remaining() + " bytes");
    }
    return message;
  }
}
