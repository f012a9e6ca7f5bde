package dev.pollen;

import java.util.ArrayDeque;

/**
 * What channels have asked for, to be done at its place in the pass. Nothing of it happens inside
 * the event that asks, so that no event ever runs inside another.
 */
final class Agenda {
  /** How often a channel may be settled in a row; only those that ask again and again need more. */
  private static final int MAX_ROUNDS = 4;

  private final ChannelRegistry channels;

  /** Channels that have output to flush, or another interest than the transport knows. */
  private final ArrayDeque<Channel> unsettled = new ArrayDeque<>();

  /** Channels that are closed and were not told so. */
  private final ArrayDeque<Channel> closed = new ArrayDeque<>();

  /** Who has something to tell although its socket is not ready. */
  private ArrayDeque<Deferred> turns = new ArrayDeque<>();

  private ArrayDeque<Deferred> nextTurns = new ArrayDeque<>();

  /** Who may ask for a turn without readiness. */
  interface Deferred {
    void deferredTurn();
  }

  Agenda(ChannelRegistry channels) {
    this.channels = channels;
  }

  void settle(Channel channel) {
    if (!channel.unsettled) {
      channel.unsettled = true;
      unsettled.add(channel);
    }
  }

  void deferTurn(Deferred turn) {
    nextTurns.add(turn);
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
    ArrayDeque<Deferred> now = nextTurns;
    nextTurns = turns;
    turns = now;
    for (Deferred next = now.poll(); next != null; next = now.poll()) {
      next.deferredTurn();
    }
  }

  /**
   * Sends what was queued, and tells the transport what is wanted. Producers that are asked for it
   * may send something themselves, to any channel and without an end; then the rest is for the next
   * pass.
   */
  void settleChannels() {
    for (int round = 0; round < MAX_ROUNDS && !unsettled.isEmpty(); round++) {
      for (int remaining = unsettled.size(); remaining > 0; remaining--) {
        Channel next = unsettled.remove();
        next.unsettled = false;
        next.settle();
      }
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
