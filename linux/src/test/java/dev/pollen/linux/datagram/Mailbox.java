package dev.pollen.linux.datagram;

import dev.pollen.CloseReason;
import dev.pollen.DatagramDispatcher;
import dev.pollen.Datagrams;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what arrives, in its order, errors among it, and does what the test says. */
final class Mailbox extends DatagramDispatcher {
  /** What is done when a datagram has arrived. */
  @FunctionalInterface
  interface Action {
    void run(Mailbox mailbox) throws Exception;
  }

  /**
   * Datagrams of more than a hundred bytes are kept as their length and what their bytes add to.
   */
  final List<String> received = new ArrayList<>();

  final List<SocketAddress> senders = new ArrayList<>();
  final List<Throwable> errors = new ArrayList<>();
  boolean isClosed;
  private Action action = mailbox -> {};

  /** What is told of a large datagram. */
  static String digest(byte[] bytes) {
    long sum = 0;
    for (byte each : bytes) {
      sum = 31 * sum + each;
    }
    return bytes.length + ":" + sum;
  }

  Mailbox on(Action newAction) {
    action = newAction;
    return this;
  }

  Datagrams socket() {
    return datagrams();
  }

  void answer(String text) {
    reply(text);
  }

  @Override
  protected void handleDatagram(SocketAddress from) throws Exception {
    ByteBuffer data = recv();
    received.add(
        data.remaining() > 100
            ? digest(recvBytes())
            : StandardCharsets.UTF_8.decode(data).toString());
    senders.add(from);
    action.run(this);
  }

  @Override
  protected void handleError(Throwable cause) {
    received.add("error");
    errors.add(cause);
  }

  @Override
  protected void handleClose(CloseReason reason) {
    isClosed = true;
  }
}
