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
  private ArrayDeque<Connection> turns = new ArrayDeque<>();

  private ArrayDeque<Connection> nextTurns = new ArrayDeque<>();

  Agenda(ChannelRegistry channels) {
    this.channels = channels;
  }

  void settle(Channel channel) {
    if (!channel.unsettled) {
      channel.unsettled = true;
      unsettled.add(channel);
    }
  }

  void giveTurn(Connection connection) {
    nextTurns.add(connection);
  }

  void tellClosed(Channel channel) {
    closed.add(channel);
  }

  boolean hasTurns() {
    return !nextTurns.isEmpty();
  }

  boolean hasClosed() {
    return !closed.isEmpty();
  }

  /** Gives the turns that were asked for; what is asked for meanwhile waits for the next pass. */
  void giveTurns() {
    ArrayDeque<Connection> now = nextTurns;
    nextTurns = turns;
    turns = now;
    for (Connection next = now.poll(); next != null; next = now.poll()) {
      next.deferredTurn();
    }
  }

  /**
   * Until nobody has anything more to send, to change or to be told. It ends, since a channel
   * closes only once.
   */
  void settleAll() {
    while (true) {
      Channel next = unsettled.poll();
      if (next != null) {
        next.unsettled = false;
        next.settle();
        continue;
      }
      next = closed.poll();
      if (next == null) {
        return;
      }
      channels.remove(next);
      next.deliverClose();
    }
  }
}
