package dev.pollen.example.keyvalue;

/** Counts roughly what clients make the server keep, and refuses what is too much. */
final class Memory {
  /** What an object costs beside its bytes: itself, and what finds it. */
  static final int OVERHEAD = 128;

  private final long max;
  private long used;

  Memory(long max) {
    this.max = max;
  }

  long used() {
    return used;
  }

  long max() {
    return max;
  }

  /** To be asked before more is kept. */
  void requireSome() throws Refusal {
    if (used > max) {
      throw new Refusal("OOM command not allowed when used memory > 'maxmemory'.");
    }
  }

  void add(long bytes) {
    used += bytes;
  }
}
