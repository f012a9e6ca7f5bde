package dev.pollen;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;

/** A dispatcher that reads everything, notes every event and does what the test says. */
final class Recorder extends ConnectionDispatcher {
  final Journal journal = new Journal();

  /** In this event, do this; for a read, instead of reading everything. */
  Recorder on(Event event, Journal.Action action) {
    journal.on(event, action);
    return this;
  }

  List<String> events() {
    return journal.entries;
  }

  String received() {
    return journal.receivedText();
  }

  boolean isClosed() {
    return journal.isClosed();
  }

  CloseReason reason() {
    return journal.reason();
  }

  boolean isOpen() {
    return events().contains("accept") || events().contains("connect");
  }

  /** Reads everything that is presented, and returns how much it was. */
  int readAll() {
    byte[] bytes = recvBytes();
    journal.received(bytes);
    return bytes.length;
  }

  String readText(Charset charset) throws CharacterCodingException {
    return recvText(charset);
  }

  /** Reads so many bytes. */
  void read(int count) {
    byte[] bytes = new byte[count];
    recv().get(bytes);
    journal.received(bytes);
  }

  /** Noted only where it is of interest, since every connection gets it. */
  @Override
  protected void handleOpen() throws Exception {
    if (journal.has(Event.OPEN)) {
      journal.tell(Event.OPEN, "open");
    }
  }

  @Override
  protected void handleAccept() throws Exception {
    journal.tell(Event.ACCEPT, "accept");
  }

  @Override
  protected void handleConnect() throws Exception {
    journal.tell(Event.CONNECT, "connect");
  }

  @Override
  protected void handleRead() throws Exception {
    if (!journal.has(Event.READ)) {
      readAll();
    }
    journal.tell(Event.READ, "read");
  }

  @Override
  protected void handleWrite() throws Exception {
    journal.tell(Event.WRITE, "write");
  }

  @Override
  protected void handleEof() throws Exception {
    journal.tell(Event.EOF, "eof");
    if (!journal.has(Event.EOF)) {
      super.handleEof();
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
  protected void handleError(Throwable cause) throws Exception {
    journal.tellError(cause);
    if (!journal.has(Event.ERROR)) {
      super.handleError(cause);
    }
  }

  @Override
  protected void handleClose(CloseReason reason) throws Exception {
    journal.tellClose(reason);
  }
}
