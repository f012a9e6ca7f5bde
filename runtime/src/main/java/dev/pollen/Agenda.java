package dev.pollen;

import java.util.ArrayDeque;

/**
 * What channels have asked for, to be done at its place in the pass. Nothing of it happens inside
 * the event that asks, so that no event ever runs inside another.
 */
final class Agenda {
  private final ChannelRegistry channels;

  /** Channels that have output to flush, or another interest than the transport knows. */
  private final ArrayDeque<Channel> unsettled = new ArrayDeque<>();

  /** Channels that are closed and were not told so. */
  private final ArrayDeque<Channel> closed = new ArrayDeque<>();

  /** Connections that have something to tell although their sockets are not ready. */
  private ArrayDeque<ConnectionDriver> turns = new ArrayDeque<>();

  private ArrayDeque<ConnectionDriver> nextTurns = new ArrayDeque<>();

  Agenda(ChannelRegistry channels) {
    this.channels = channels;
  }

  void settle(Channel channel) {
    if (!channel.unsettled) {
      channel.unsettled = true;
      unsettled.add(channel);
    }
  }

  void deferTurn(ConnectionDriver connection) {
    nextTurns.add(connection);
  }

  void tellClosed(Channel channel) {
    closed.add(channel);
  }

  /** Whether something is left for the next pass, which must not wait then. */
  boolean hasWork() {
    return !nextTurns.isEmpty() || !unsettled.isEmpty() || !closed.isEmpty();
  }

  /** Gives the turns that were asked for; what is asked for meanwhile waits for the next pass. */
  void runDeferredTurns() {
    ArrayDeque<ConnectionDriver> now = nextTurns;
    nextTurns = turns;
    turns = now;
    for (ConnectionDriver next = now.poll(); next != null; next = now.poll()) {
      next.deferredTurn();
    }
  }

  /** Sends what was queued, and tells the transport what is wanted. */
  void settleChannels() {
    for (Channel next = unsettled.poll(); next != null; next = unsettled.poll()) {
      next.unsettled = false;
      next.settle();
    }
  }

  /**
   * Tells the ends of the channels that are closed by now. What is closed by these last events is
   * told in the next pass.
   */
  void tellCloses() {
    for (int remaining = closed.size(); remaining > 0; remaining--) {
      Channel next = closed.remove();
      channels.remove(next);
      next.deliverClose();
    }
  }
}
