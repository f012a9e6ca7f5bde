package dev.pollen.linux.uring;

import java.util.ArrayDeque;

/**
 * Transmissions that nobody needs now. A socket has one only while it has something to send, which
 * most sockets have not: so those cost nothing, and the ones in use are few and in the caches.
 */
final class Transmissions {
  private final RingPoller poller;
  private final ArrayDeque<Transmission> free = new ArrayDeque<>();

  Transmissions(RingPoller poller) {
    this.poller = poller;
  }

  /** One for this socket, until it is {@linkplain #giveBack given back}. */
  Transmission take(RingStreamSocket socket, int descriptor) {
    Transmission transmission = free.isEmpty() ? new Transmission(poller) : free.pop();
    transmission.begin(socket, descriptor);
    return transmission;
  }

  /** The one that was used last is used next. */
  void giveBack(Transmission transmission) {
    free.push(transmission);
  }
}
