package dev.pollen.flight;

import org.jspecify.annotations.Nullable;

/** Tells nobody: this Java has no module {@code jdk.jfr}. */
final class UnrecordedFlight implements Flight {
  @Override
  public boolean recordsAccepts() {
    return false;
  }

  @Override
  public void accepted(Object listener, Object remote) {}

  @Override
  public boolean recordsCloses() {
    return false;
  }

  @Override
  public void closed(
      Object channel,
      Object reason,
      @Nullable Throwable cause,
      long undeliveredBytes,
      long ageNanos,
      long receivedBytes,
      long sentBytes) {}

  @Override
  public boolean recordsRefusedWrites() {
    return false;
  }

  @Override
  public void writeRefused(Object channel, long queuedBytes, boolean isDropped, long unrecorded) {}

  @Override
  public void acceptPaused(Object listener, Throwable cause, long pauseMillis) {}

  @Override
  public @Nullable RunningCallback begin() {
    return null;
  }
}
