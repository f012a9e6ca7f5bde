package dev.pollen.flight;

import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Tells the JDK's recorder, once anybody has woken it: to load it takes longer than to start a
 * server, and no event can be wanted before.
 */
final class RecordedFlight implements Flight {
  /**
   * Of each event one instance is kept and never recorded: to ask it whether its kind is wanted
   * costs a flag, and no object is made as long as it is not. The first use registers the kinds.
   */
  private static final class Kinds {
    static final AcceptEvent ACCEPT = new AcceptEvent();
    static final CloseEvent CLOSE = new CloseEvent();
    static final RefusedWriteEvent REFUSED_WRITE = new RefusedWriteEvent();
    static final AcceptPauseEvent ACCEPT_PAUSE = new AcceptPauseEvent();
    static final SlowCallbackEvent SLOW_CALLBACK = new SlowCallbackEvent();
  }

  RecordedFlight() {
    // Fails here, and not in the middle of an event, if there is no recorder.
    FlightRecorder.isInitialized();
  }

  @Override
  public boolean recordsAccepts() {
    return FlightRecorder.isInitialized() && Kinds.ACCEPT.isEnabled();
  }

  @Override
  public void accepted(Object listener, Object remote) {
    AcceptEvent event = new AcceptEvent();
    event.listener = listener.toString();
    event.remoteAddress = remote.toString();
    event.commit();
  }

  @Override
  public boolean recordsCloses() {
    return FlightRecorder.isInitialized() && Kinds.CLOSE.isEnabled();
  }

  @Override
  public void closed(
      Object channel,
      Object reason,
      @Nullable Throwable cause,
      long undeliveredBytes,
      long ageNanos,
      long receivedBytes,
      long sentBytes) {
    CloseEvent event = new CloseEvent();
    event.channel = channel.toString();
    event.reason = reason.toString();
    event.cause = cause == null ? null : describe(cause);
    event.undeliveredBytes = undeliveredBytes;
    event.age = ageNanos;
    event.receivedBytes = receivedBytes;
    event.sentBytes = sentBytes;
    event.commit();
  }

  @Override
  public boolean recordsRefusedWrites() {
    return FlightRecorder.isInitialized() && Kinds.REFUSED_WRITE.isEnabled();
  }

  @Override
  public void writeRefused(Object channel, long queuedBytes, boolean isDropped, long unrecorded) {
    RefusedWriteEvent event = new RefusedWriteEvent();
    event.channel = channel.toString();
    event.queuedBytes = queuedBytes;
    event.dropped = isDropped;
    event.unrecorded = unrecorded;
    event.commit();
  }

  @Override
  public void acceptPaused(Object listener, Throwable cause, long pauseMillis) {
    if (FlightRecorder.isInitialized() && Kinds.ACCEPT_PAUSE.isEnabled()) {
      AcceptPauseEvent event = new AcceptPauseEvent();
      event.listener = listener.toString();
      event.cause = describe(cause);
      event.pause = pauseMillis;
      event.commit();
    }
  }

  @Override
  public @Nullable RunningCallback begin() {
    if (!FlightRecorder.isInitialized() || !Kinds.SLOW_CALLBACK.isEnabled()) {
      return null;
    }
    SlowCallbackEvent event = new SlowCallbackEvent();
    event.begin();
    return event;
  }

  /** Class and message; the class alone, if the exception cannot build its message. */
  private static String describe(Throwable cause) {
    try {
      return String.valueOf(cause.toString());
    } catch (RuntimeException untold) {
      return cause.getClass().getName();
    }
  }
}
