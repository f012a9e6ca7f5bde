package dev.pollen;

/** What a dispatcher has done by another thread, because it may block. */
@FunctionalInterface
public interface Work {

  /**
   * Does it, on a thread that is not the loop's.
   *
   * @throws Exception to have it handled by {@link Dispatcher#handleError}
   */
  void run() throws Exception;
}
