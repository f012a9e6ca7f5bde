package dev.pollen;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A piece of queued output: one memory seen by who fills it and by who drains it. */
final class Segment {
  final ByteBuffer filling;
  final ByteBuffer draining;
  @Nullable Segment next;

  Segment(ByteBuffer memory) {
    filling = memory;
    draining = memory.duplicate().limit(0);
  }

  /** Takes as much as fits. */
  void fill(ByteBuffer data) {
    int room = filling.remaining();
    if (data.remaining() <= room) {
      filling.put(data);
    } else {
      int limit = data.limit();
      filling.put(data.limit(data.position() + room));
      data.limit(limit);
    }
    draining.limit(filling.position());
  }

  int room() {
    return filling.remaining();
  }

  /** Somebody else has put so many bytes where {@link #filling} stands. */
  void filled(int count) {
    filling.position(filling.position() + count);
    draining.limit(filling.position());
  }

  boolean isDrained() {
    return !draining.hasRemaining();
  }

  void reset() {
    filling.clear();
    draining.clear().limit(0);
    next = null;
  }
}
