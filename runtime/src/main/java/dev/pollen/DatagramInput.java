package dev.pollen;

import dev.pollen.flight.RunningCallback;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The receiving side of a socket for datagrams: from the socket to {@code handleDatagram}. */
final class DatagramInput {
  /** How often receiving may fail, with nothing in between, until it is left alone for a while. */
  static final int MAX_FAILURES = 16;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final Datagrams channel;
  private final DatagramDriver driver;
  private final DatagramDispatcher dispatcher;
  private ByteBuffer presented = NOTHING;

  /** Who sent the datagram that is being handled. */
  private @Nullable SocketAddress sender;

  private boolean paused;
  private int failures;

  DatagramInput(Datagrams channel, DatagramDriver driver, DatagramDispatcher dispatcher) {
    this.channel = channel;
    this.driver = driver;
    this.dispatcher = dispatcher;
  }

  ByteBuffer presented() {
    return presented;
  }

  @Nullable SocketAddress sender() {
    return sender;
  }

  boolean isPaused() {
    return paused;
  }

  void pause(boolean newPaused) {
    paused = newPaused;
  }

  /** Takes what the socket has, within the bounds of one turn. */
  void receive() {
    for (int i = 0; i < channel.limits.datagramsPerPass() && driver.delivers(); i++) {
      ByteBuffer data;
      try {
        data = driver.socket().receive();
      } catch (IOException e) {
        failed(e);
        continue;
      }
      // To find nothing is a success, too: the socket is in order, and will not spin.
      failures = 0;
      driver.served();
      if (data == null) {
        return;
      }
      tell(data, driver.socket().sender());
    }
  }

  private void tell(ByteBuffer data, SocketAddress from) {
    presented = data;
    sender = from;
    channel.noteReceived(data.remaining());
    RunningCallback call = channel.begin(Event.DATAGRAM);
    try {
      dispatcher.handleDatagram(from);
      forget();
    } catch (Throwable cause) {
      forget();
      channel.tellFailure(Event.DATAGRAM, cause);
    }
    channel.ends(call, Event.DATAGRAM);
  }

  private void forget() {
    presented = NOTHING;
    sender = null;
  }

  /** One failure is about one datagram; many in a row are about the socket. */
  private void failed(IOException cause) {
    failures++;
    channel.tellFailure(null, cause);
    if (failures >= MAX_FAILURES) {
      driver.backOff(cause);
    }
  }
}
