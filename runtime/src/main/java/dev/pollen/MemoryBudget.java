package dev.pollen;

/** How many bytes all channels of a loop may hold together; see {@link Limits#maxMemory()}. */
final class MemoryBudget {
  private final long max;
  private long used;

  MemoryBudget(long max) {
    this.max = max;
  }

  /** Takes so many bytes, or says that there are not so many left. */
  boolean take(long bytes) {
    if (bytes > max - used) {
      return false;
    }
    used += bytes;
    return true;
  }

  void give(long bytes) {
    used -= bytes;
  }

  long used() {
    return used;
  }
}
