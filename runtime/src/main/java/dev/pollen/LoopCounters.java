package dev.pollen;

/** What a loop counts, on its own thread: plain numbers, so that counting costs next to nothing. */
final class LoopCounters {
  long passes;
  long idleWakeups;
  long ready;
  long accepted;
  long refused;
  long bytesReceived;
  long bytesSent;
  long failures;
  long suppressedFailures;

  LoopStatistics snapshot() {
    return new LoopStatistics(
        passes,
        idleWakeups,
        ready,
        accepted,
        refused,
        bytesReceived,
        bytesSent,
        failures,
        suppressedFailures);
  }
}
