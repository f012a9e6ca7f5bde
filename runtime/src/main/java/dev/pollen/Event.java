package dev.pollen;

/**
 * What can happen to a channel; each event has the hook of the dispatcher that is called for it.
 */
public enum Event {
  /** A channel is open, and its first event follows. */
  OPEN("handleOpen"),

  /** An accepted connection is open; on a listener, a peer wants one. */
  ACCEPT("handleAccept"),
  /** An outgoing connection is open. */
  CONNECT("handleConnect"),
  /** Bytes have arrived. */
  READ("handleRead"),
  /** There is room for output. */
  WRITE("handleWrite"),
  /** An urgent byte has arrived. */
  URGENT("handleUrgent"),
  /** A datagram has arrived. */
  DATAGRAM("handleDatagram"),

  /** A timer of the channel is due. */
  TIMER("timer"),

  /** The loop is shutting down. */
  SHUTDOWN("handleShutdown"),

  /** The peer has finished sending. */
  EOF("handleEof"),
  /** The channel is closed. */
  CLOSE("handleClose"),
  /** Something failed. */
  ERROR("handleError"),
  /** The dispatcher is asked whether it wants to read. */
  READABLE("readable"),
  /** The dispatcher is asked whether it wants to write. */
  WRITABLE("writable");

  private final String hook;

  Event(String hook) {
    this.hook = hook;
  }

  /**
   * The hook for this event.
   *
   * @return the name of the method of {@link Dispatcher} or of its subclasses
   */
  public String hook() {
    return hook;
  }
}
