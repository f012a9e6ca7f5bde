package dev.pollen.linux.uring;

/**
 * A request that may make a socket ready. The poller tells that for as long as it is so, and not
 * only when it has become so, since whoever is told may take less than there is.
 */
abstract class ToldRequest extends Request {

  /** Whether the poller looks at it already. */
  boolean isListed;

  ToldRequest(Exchange exchange, int descriptor) {
    super(exchange, descriptor);
  }

  /** Of the socket that is told. */
  abstract long key();

  /** For what it is ready and wants to be told: events of the poller. */
  abstract int readyEvents();

  /** That has been told. */
  void told() {}
}
