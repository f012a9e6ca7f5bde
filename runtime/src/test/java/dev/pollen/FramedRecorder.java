package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A dispatcher that notes its frames among the events, and does what the test says. */
final class FramedRecorder extends FramedDispatcher {
  final Journal journal = new Journal();

  /** What was told as frames, whole or in chunks. */
  final List<String> frames = new ArrayList<>();

  private final StringBuilder chunks = new StringBuilder();

  private Journal.@Nullable Action start;
  private IntUnaryOperator reading = available -> available;

  FramedRecorder(Terminator first) {
    super(first);
  }

  /** Before each frame, do this. */
  FramedRecorder atStart(Journal.Action action) {
    start = action;
    return this;
  }

  /** Of so many bytes in a chunk, read so many. */
  FramedRecorder reads(IntUnaryOperator newReading) {
    reading = newReading;
    return this;
  }

  /** In this event, do this; a read is whatever is told of a frame. */
  FramedRecorder on(Event event, Journal.Action action) {
    journal.on(event, action);
    return this;
  }

  List<String> events() {
    return journal.entries;
  }

  /** The last event that was told. */
  String last() {
    return events().get(events().size() - 1);
  }

  boolean isClosed() {
    return journal.isClosed();
  }

  CloseReason reason() {
    return journal.reason();
  }

  /** The chunks of the frame that is not complete. */
  String chunks() {
    return chunks.toString();
  }

  void set(Terminator next) {
    terminator(next);
  }

  Terminator current() {
    return terminator();
  }

  long missing() {
    return remaining();
  }

  void exact(long bytes, int max) {
    exactly(bytes, max);
  }

  void exactOrSkip(long bytes, int max) {
    exactlyOrSkip(bytes, max);
  }

  void again() {
    reframe();
  }

  void discard() {
    discardBuffers();
  }

  private static String text(ByteBuffer bytes) {
    return ISO_8859_1.decode(bytes).toString();
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
  protected void handleFrameStart() throws Exception {
    if (start != null) {
      start.run();
    }
  }

  @Override
  protected void handleFrame(ByteBuffer frame) throws Exception {
    String text = text(frame);
    frames.add(text);
    journal.tell(Event.READ, "frame " + text);
  }

  @Override
  protected void handleChunk(ByteBuffer chunk) throws Exception {
    int count = reading.applyAsInt(chunk.remaining());
    String text = text(chunk.slice(chunk.position(), count));
    chunk.position(chunk.position() + count);
    chunks.append(text);
    journal.tell(Event.READ, "chunk " + text);
  }

  @Override
  protected void handleFrameEnd() throws Exception {
    frames.add(chunks.toString());
    chunks.setLength(0);
    journal.tell(Event.READ, "end");
  }

  @Override
  protected void handleTruncated(ByteBuffer tail) throws Exception {
    journal.tell(Event.READ, "truncated " + text(tail));
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
