package dev.pollen.flight;

import org.jspecify.annotations.Nullable;

/**
 * What a loop tells a flight recording. Its methods take what the loop has at hand, and make texts
 * of it only if there is a recording that wants them. May be called from any thread.
 */
public interface Flight {

  /**
   * Finds out whether there can be recordings.
   *
   * @return where to tell events; to nobody, if this Java has no module {@code jdk.jfr}
   */
  static Flight open() {
    try {
      return new RecordedFlight();
    } catch (LinkageError noRecorder) {
      return new UnrecordedFlight();
    }
  }

  /**
   * Whether accepted connections are recorded; asked, since to tell the address of a peer costs
   * some objects.
   *
   * @return whether to call {@link #accepted}
   */
  boolean recordsAccepts();

  /**
   * A peer was accepted.
   *
   * @param listener who accepted it
   * @param remote the address of the peer
   */
  void accepted(Object listener, Object remote);

  /**
   * Whether ends of channels are recorded; asked, since their age costs a look at the clock.
   *
   * @return whether to call {@link #closed}
   */
  boolean recordsCloses();

  /**
   * A channel was closed.
   *
   * @param channel the channel
   * @param reason the kind of its reason
   * @param cause the exception behind it, if there is one
   * @param undeliveredBytes how many bytes it had taken and not delivered
   * @param ageNanos for how long it was registered, in nanoseconds
   * @param receivedBytes how many bytes came from the peer
   * @param sentBytes how many bytes the system took for the peer
   */
  void closed(
      Object channel,
      Object reason,
      @Nullable Throwable cause,
      long undeliveredBytes,
      long ageNanos,
      long receivedBytes,
      long sentBytes);

  /**
   * Whether refused writes are recorded; asked, since there may be very many.
   *
   * @return whether to call {@link #writeRefused}
   */
  boolean recordsRefusedWrites();

  /**
   * A call of {@code send} answered {@code false}.
   *
   * @param channel the channel
   * @param queuedBytes how many bytes were queued then
   * @param isDropped whether the bytes were dropped; else they were queued above the high mark
   * @param unrecorded how many others were not recorded since the one before
   */
  void writeRefused(Object channel, long queuedBytes, boolean isDropped, long unrecorded);

  /**
   * A listener pauses, because accepting failed.
   *
   * @param listener the listener
   * @param cause why
   * @param pauseMillis for how long, in milliseconds
   */
  void acceptPaused(Object listener, Throwable cause, long pauseMillis);

  /**
   * A method of a handler, a task or a timer is about to run.
   *
   * @return to be told when it has returned; {@code null} unless slow ones are recorded
   */
  @Nullable RunningCallback begin();
}
