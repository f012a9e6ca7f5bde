package dev.pollen.linux.socket;

import dev.pollen.linux.system.Messages;
import dev.pollen.transport.DatagramBatch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What sendmmsg(2) is told of a batch: where its datagrams are, and for whom. */
final class OutgoingDatagrams {
  private final Messages messages;

  /** Whose addresses stand there: the same receiver as before is not written again. */
  private final @Nullable SocketAddress[] written = new SocketAddress[DatagramBatch.MAX_DATAGRAMS];

  /** As addresses of which family. */
  private final int[] families = new int[DatagramBatch.MAX_DATAGRAMS];

  private final int[] lengths = new int[DatagramBatch.MAX_DATAGRAMS];

  /** The batch that was sent last, whose memory stays where it is. */
  private @Nullable DatagramBatch batch;

  private long memory;

  OutgoingDatagrams(Arena arena) {
    messages = new Messages(DatagramBatch.MAX_DATAGRAMS, arena);
  }

  /**
   * Writes down the datagrams of a batch in direct memory, up to one that cannot be sent.
   *
   * @param from the first one
   * @param family of the socket
   * @return how many were written down
   * @throws RuntimeException if the first one has no receiver that such a socket could send to
   */
  int write(DatagramBatch batch, int from, int family) {
    long start = memory(batch);
    for (int i = from; i < batch.count(); i++) {
      SocketAddress to = batch.receiver(i);
      try {
        messages.nameLength(i, to == null ? 0 : written(i, to, family));
      } catch (RuntimeException e) {
        if (i == from) {
          throw e;
        }
        return i - from;
      }
      messages.bytes(i, start + batch.start(i), batch.size(i));
    }
    return batch.count() - from;
  }

  private long memory(DatagramBatch next) {
    if (next != batch) {
      memory = MemorySegment.ofBuffer(next.all()).address();
      batch = next;
    }
    return memory;
  }

  private int written(int index, SocketAddress to, int family) {
    if (written[index] != to || families[index] != family) {
      written[index] = null;
      lengths[index] = messages.writeName(index, to, family);
      written[index] = to;
      families[index] = family;
    }
    return lengths[index];
  }

  /** The array, from a datagram on. */
  MemorySegment from(int index) {
    return messages.from(index);
  }
}
