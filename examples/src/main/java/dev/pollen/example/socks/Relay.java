package dev.pollen.example.socks;

import dev.pollen.ChannelState;
import dev.pollen.CloseReason;
import dev.pollen.Connection;
import java.nio.ByteBuffer;

/** What happens to one end of a relay, done to the other one. */
final class Relay {
  private Relay() {}

  /** Who sends faster than the other one reads has to wait; see {@code @OnWrite}. */
  static void pass(ByteBuffer data, Connection from, Connection to) {
    if (!to.send(data)) {
      from.pauseReading();
    }
  }

  /** One direction is at its end, and with the second one the relay is. */
  static void finish(Connection from, Connection to) {
    to.shutdownOutput();
    if (to.state() == ChannelState.HALF_CLOSED) {
      from.close();
      to.close();
    }
  }

  /** A connection that breaks must not look like one that ends. */
  static void end(Connection other, CloseReason reason) {
    switch (reason.kind()) {
      case BROKEN, ABORTED, LIMIT, HANDLER_FAILED -> other.abort();
      default -> other.close();
    }
  }
}
