package dev.pollen;

import java.util.concurrent.Callable;

/** As {@link Recorder}, and asked before every wait. */
final class PolledRecorder extends PolledDispatcher {
  final Journal journal = new Journal();
  private Callable<Boolean> readable = () -> true;
  private Callable<Boolean> writable = () -> false;
  int askedReadable;
  int askedWritable;

  PolledRecorder on(Event event, Journal.Action action) {
    journal.on(event, action);
    return this;
  }

  PolledRecorder readableWhen(Callable<Boolean> predicate) {
    readable = predicate;
    return this;
  }

  PolledRecorder writableWhen(Callable<Boolean> predicate) {
    writable = predicate;
    return this;
  }

  @Override
  protected boolean readable() throws Exception {
    askedReadable++;
    return readable.call();
  }

  @Override
  protected boolean writable() throws Exception {
    askedWritable++;
    return writable.call();
  }

  boolean asksWhetherDrained() throws Exception {
    return super.writable();
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
      journal.received(recvBytes());
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
    super.handleEof();
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
