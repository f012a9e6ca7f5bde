package dev.pollen;

import java.util.function.LongSupplier;

/** What the channels of a loop use one after the other, so that it is not allocated again. */
final class Pools {
  private final SegmentPool segments;
  private final DatagramBatches batches;
  private final MessageWriters messageWriters = new MessageWriters();

  Pools(MemoryBudget memory, RunState state, LongSupplier clock) {
    segments = new SegmentPool(memory, clock);
    batches = new DatagramBatches(state);
  }

  SegmentPool segments() {
    return segments;
  }

  DatagramBatches batches() {
    return batches;
  }

  MessageWriters messageWriters() {
    return messageWriters;
  }
}
