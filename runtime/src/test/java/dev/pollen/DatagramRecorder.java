package dev.pollen;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A dispatcher that keeps every datagram, notes every event and does what the test says. */
final class DatagramRecorder extends DatagramDispatcher {
  final Journal journal = Journal.withoutBeginning();
  final List<String> received = new ArrayList<>();
  final List<SocketAddress> senders = new ArrayList<>();

  /** In this event, do this; for a datagram, after it was kept. */
  DatagramRecorder on(Event event, Journal.Action action) {
    journal.on(event, action);
    return this;
  }

  List<String> events() {
    return journal.entries;
  }

  boolean isClosed() {
    return journal.isClosed();
  }

  CloseReason reason() {
    return journal.reason();
  }

  String last() {
    return received.get(received.size() - 1);
  }

  @Override
  protected void handleDatagram(SocketAddress from) throws Exception {
    senders.add(from);
    received.add(StandardCharsets.ISO_8859_1.decode(recv().duplicate()).toString());
    journal.tell(Event.DATAGRAM, "datagram");
  }

  @Override
  protected void handleWrite() throws Exception {
    journal.tell(Event.WRITE, "write");
  }

  @Override
  protected void handleError(Throwable cause) throws Exception {
    journal.tellError(cause);
    if (!journal.has(Event.ERROR)) {
      super.handleError(cause);
    }
  }

  /** Noted only where the test cares. */
  @Override
  protected void handleOpen() throws Exception {
    if (journal.has(Event.OPEN)) {
      journal.tell(Event.OPEN, "open");
    }
  }

  @Override
  protected void handleShutdown() throws Exception {
    journal.tell(Event.SHUTDOWN, "shutdown");
    if (!journal.has(Event.SHUTDOWN)) {
      super.handleShutdown();
    }
  }

  @Override
  protected void handleClose(CloseReason reason) throws Exception {
    journal.tellClose(reason);
  }
}
