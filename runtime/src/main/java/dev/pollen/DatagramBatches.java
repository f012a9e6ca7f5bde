package dev.pollen;

import dev.pollen.transport.DatagramBatch;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The batches of a loop: memory for what its sockets send until their turns are over. */
final class DatagramBatches {
  /** Of one batch: room for the largest datagram of UDP, or for a call's worth of usual ones. */
  static final int BYTES = 64 * 1024;

  /**
   * How many there are at most, so that a pass in which very many sockets send does not take memory
   * for each of them.
   */
  private static final int MAX_BATCHES = 8;

  private final RunState state;
  private final ArrayDeque<DatagramBatch> unused = new ArrayDeque<>();
  private int allocated;

  DatagramBatches(RunState state) {
    this.state = state;
  }

  /**
   * An empty batch; none if others have them all, or if the loop is not running, since nobody knows
   * then when the next turn ends. What finds none is sent at once.
   */
  @Nullable DatagramBatch take() {
    if (!state.isRunning()) {
      return null;
    }
    DatagramBatch batch = unused.poll();
    if (batch == null && allocated < MAX_BATCHES) {
      batch = allocate();
    }
    return batch;
  }

  private @Nullable DatagramBatch allocate() {
    try {
      DatagramBatch batch = new DatagramBatch(ByteBuffer.allocateDirect(BYTES));
      allocated++;
      return batch;
    } catch (OutOfMemoryError noDirectMemory) {
      // As for segments: that costs the advantage, not the loop.
      return null;
    }
  }

  void giveBack(DatagramBatch batch) {
    batch.clear();
    unused.push(batch);
  }
}
