package dev.pollen;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The datagrams that the system had no room for, in their order, and the marks of their bytes. */
final class DatagramQueue {
  /** Empty datagrams have no bytes that could be limited, but they take memory all the same. */
  static final int MAX_DATAGRAMS = 64 * 1024;

  /** A datagram that waits; without a receiver, for the one peer. */
  record Waiting(ByteBuffer data, @Nullable SocketAddress to) {}

  /** About what a datagram that waits takes beside its bytes: an entry, a buffer, an address. */
  private static final int OVERHEAD_BYTES = 128;

  private final Limits limits;
  private final MemoryBudget memory;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean aboveHighMark;

  DatagramQueue(Limits limits, MemoryBudget memory) {
    this.limits = limits;
    this.memory = memory;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  /** Whether it is time to slow down. */
  boolean isAboveHighMark() {
    return aboveHighMark;
  }

  /** Copies a datagram, so that the buffer is the caller's again; says whether it had room. */
  boolean add(ByteBuffer data, @Nullable SocketAddress to) {
    int size = data.remaining();
    if (waiting.size() == MAX_DATAGRAMS
        || bytes + size > limits.maxOutput()
        || !memory.take(OVERHEAD_BYTES + size)) {
      // Who hears that there is no room also wants to hear when there is some.
      aboveHighMark = !waiting.isEmpty();
      return false;
    }
    waiting.add(new Waiting(ByteBuffer.allocate(size).put(data).flip(), to));
    bytes += size;
    aboveHighMark |= bytes > limits.outputHighMark();
    return true;
  }

  @Nullable Waiting first() {
    return waiting.peek();
  }

  /** Forgets the first; says whether there is room again, after there had been none. */
  boolean removeFirst(int size) {
    waiting.remove();
    bytes -= size;
    memory.give(OVERHEAD_BYTES + size);
    boolean drained = aboveHighMark && bytes <= limits.outputLowMark();
    aboveHighMark &= !drained;
    return drained;
  }

  void clear() {
    memory.give((long) OVERHEAD_BYTES * waiting.size() + bytes);
    waiting.clear();
    bytes = 0;
  }
}
