package dev.pollen.testkit.planted.scenario;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import org.jspecify.annotations.Nullable;

/** A handler of a connection, of which everything that it is told is held against its life. */
abstract class WatchedHandler extends ConnectionDispatcher {
  final Witness witness;
  final Life life;
  @Nullable CloseReason reason;

  WatchedHandler(Witness witness) {
    this.witness = witness;
    this.life = new Life(witness);
  }

  void opened() throws Exception {}

  void read() throws Exception {
    discardInput();
  }

  void drained() throws Exception {}

  void ended() throws Exception {
    super.handleEof();
  }

  void failed(Throwable cause) throws Exception {
    leave();
    super.close();
  }

  void closed(CloseReason why) throws Exception {}

  /** It will close itself, or be closed for what it does. */
  final void leave() {
    life.leave();
  }

  @Override
  protected final void handleAccept() throws Exception {
    life.opens("accept", this::opened);
  }

  @Override
  protected final void handleConnect() throws Exception {
    life.opens("connect", this::opened);
  }

  @Override
  protected final void handleRead() throws Exception {
    life.happens("read", this::read);
  }

  @Override
  protected final void handleWrite() throws Exception {
    life.happens("write", this::drained);
  }

  @Override
  protected final void handleEof() throws Exception {
    life.happens("the end of input", this::ended);
  }

  @Override
  protected final void handleError(Throwable cause) throws Exception {
    life.fails(() -> failed(cause));
  }

  @Override
  protected final void handleClose(CloseReason why) throws Exception {
    reason = why;
    life.closes(() -> closed(why));
  }
}
