package dev.pollen;

/**
 * What a timer of a channel runs; from {@link Dispatcher#every} or {@link
 * ConnectionDispatcher#onIdle}.
 */
@FunctionalInterface
public interface TimedHook {

  /**
   * The time has come.
   *
   * @throws Exception to have it handled by {@link Dispatcher#handleError}
   */
  void run() throws Exception;
}
