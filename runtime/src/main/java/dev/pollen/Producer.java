package dev.pollen;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A source of output that is asked for its bytes when the peer takes them, so that a file of any
 * size, or a stream that goes on for hours, never is in memory as a whole:
 *
 * <pre>{@code
 * connection.send("here it comes\r\n");
 * connection.send(FileProducer.open(connection.loop(), path));
 * connection.send("that was it\r\n");
 * }</pre>
 *
 * <p>All methods are called on the loop thread, and never inside an event, or inside a call that
 * the handler makes. They must not block. What they do wrong costs their own connection only.
 */
@FunctionalInterface
public interface Producer {

  /** What a producer answers. */
  enum Outcome {
    /** It has put at least one byte, and is to be asked again. */
    READY,
    /**
     * It has nothing more for now, and is not asked again before {@link Connection#producerReady()}
     * says that it has. What it has put is sent.
     */
    PENDING,
    /** It has put its last bytes, if there were any left. */
    END
  }

  /**
   * Puts bytes to be sent into a buffer, and says how it goes on.
   *
   * @param room where to put them, from its position on; there are at least 4096 bytes of it. Valid
   *     only until this method returns
   * @return how it goes on
   * @throws Exception if the output cannot be continued. {@link ConnectionDispatcher#handleError}
   *     is told, nothing that was sent behind this producer leaves, and the connection is closed
   *     for {@link CloseReason.Kind#HANDLER_FAILED}: the peer could not know what is missing
   */
  Outcome produce(ByteBuffer room) throws Exception;

  /**
   * Releases what this producer holds. Called exactly once for each producer that was given to
   * {@code send}: when it has ended or failed, or the connection will take nothing more of it. If
   * it is not overridden, nothing happens.
   *
   * @throws Exception to have it logged
   */
  default void close() throws Exception {}

  /**
   * A producer of the remaining bytes of a buffer. They are not copied, and must not change until
   * they have left; the buffer's position stays as it is.
   *
   * @param data the bytes
   * @return the producer
   */
  static Producer of(ByteBuffer data) {
    ByteBuffer rest = data.slice();
    return room -> {
      int count = Math.min(room.remaining(), rest.remaining());
      room.put(rest.slice(rest.position(), count));
      rest.position(rest.position() + count);
      return rest.hasRemaining() ? Outcome.READY : Outcome.END;
    };
  }

  /**
   * A producer of what a channel holds until its end. The channel is closed in any case. A channel
   * that answers a read with nothing, as those do that must not block, counts as pending. For a
   * file, {@link FileProducer} costs less.
   *
   * @param channel what to read from; reading must not wait
   * @return the producer
   */
  static Producer of(ReadableByteChannel channel) {
    return new Producer() {
      @Override
      public Outcome produce(ByteBuffer room) throws IOException {
        int count = channel.read(room);
        if (count < 0) {
          return Outcome.END;
        }
        return count == 0 ? Outcome.PENDING : Outcome.READY;
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
