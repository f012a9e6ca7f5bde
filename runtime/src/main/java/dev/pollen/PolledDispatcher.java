package dev.pollen;

/**
 * A connection dispatcher that is asked before every wait what it wants, as every dispatcher of
 * asyncore is. The price is a call for each such connection in each pass of the loop; {@link
 * Connection#pauseReading()} and the answer of {@code send} do the same without it.
 */
public abstract class PolledDispatcher extends ConnectionDispatcher {

  /** Creates a dispatcher for one connection. */
  protected PolledDispatcher() {}

  /**
   * Whether to read now. While it is {@code false}, the end of the stream is not noticed either.
   *
   * @return if it is not overridden, {@code true}
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected boolean readable() throws Exception {
    return true;
  }

  /**
   * Whether {@link #handleWrite} is to be called when the socket takes data and nothing is queued.
   * As long as both hold, the loop does not sleep.
   *
   * @return if it is not overridden, whether the queue has drained since {@code send} last answered
   *     {@code false}, as for dispatchers that are not asked
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected boolean writable() throws Exception {
    return connection().driver().output().hasDrained();
  }
}
