package dev.pollen.testkit.contract;

import dev.pollen.CloseReason;
import dev.pollen.FramedDispatcher;
import java.nio.ByteBuffer;

/** Tells a subject everything, by hand, and what it reads in frames. */
final class FramedSubject extends FramedDispatcher {
  private final Subject subject;
  private final Frames frames;

  FramedSubject(Subject subject, Frames frames) {
    super(frames.terminator());
    this.subject = subject;
    this.frames = frames;
  }

  @Override
  protected void handleOpen() {
    subject.opened(connection());
  }

  @Override
  protected void handleAccept() {
    subject.accepted(connection());
  }

  @Override
  protected void handleConnect() {
    subject.connected(connection());
  }

  @Override
  protected void handleFrame(ByteBuffer frame) {
    subject.framed(
        connection(),
        () -> {
          frames.frame(frame);
          terminator(frames.terminator());
        });
  }

  @Override
  protected void handleChunk(ByteBuffer chunk) {
    subject.framed(connection(), () -> frames.chunk(chunk));
  }

  @Override
  protected void handleFrameEnd() {
    subject.framed(
        connection(),
        () -> {
          frames.chunksEnd();
          terminator(frames.terminator());
        });
  }

  @Override
  protected void handleTruncated(ByteBuffer tail) {
    subject.truncated(tail);
  }

  @Override
  protected void handleWrite() {
    subject.wrote(connection(), false);
  }

  @Override
  protected void handleEof() throws Exception {
    if (!subject.eof(connection())) {
      super.handleEof();
    }
  }

  @Override
  protected void handleError(Throwable cause) throws Exception {
    if (subject.failed(connection(), cause)) {
      super.handleError(cause);
    }
  }

  @Override
  protected void handleClose(CloseReason reason) {
    subject.closed(connection(), reason);
  }
}
