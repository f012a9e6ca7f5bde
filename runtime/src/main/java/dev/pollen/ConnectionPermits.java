package dev.pollen;

import java.util.ArrayList;
import java.util.List;

/**
 * How many more connections may be accepted, by a listener or on a loop. A permit is taken before
 * the system is asked for a peer, so that there is never one connection too many.
 */
final class ConnectionPermits {
  private int left;
  private List<Listener> waiting = new ArrayList<>();

  ConnectionPermits(int max) {
    left = max;
  }

  /** Takes a permit; if there is none, the listener is told when there is one again. */
  boolean take(Listener listener) {
    if (left > 0) {
      left--;
      return true;
    }
    waiting.add(listener);
    return false;
  }

  /** The listener is closed and waits no more. */
  void forget(Listener listener) {
    waiting.remove(listener);
  }

  void give() {
    left++;
    if (!waiting.isEmpty()) {
      List<Listener> told = waiting;
      waiting = new ArrayList<>();
      told.forEach(Listener::mayAcceptAgain);
    }
  }
}
