package dev.pollen;

import java.nio.ByteBuffer;

/**
 * The dispatcher of a connection whose bytes come in frames: lines, records, bodies of a known
 * length. A {@link Terminator} says where a frame ends, and each frame may have another one. A
 * protocol that takes requests such as {@code PUT 5}, each followed by so many bytes:
 *
 * <pre>{@code
 * final class Store extends FramedDispatcher {
 *   private static final Terminator LINE = Terminator.delimiter("\r\n");
 *   private long stored;
 *
 *   Store() {
 *     super(LINE);
 *   }
 *
 *   @Override protected void handleFrame(ByteBuffer frame) {
 *     String line = StandardCharsets.US_ASCII.decode(frame).toString();
 *     if (line.startsWith("PUT ")) {
 *       terminator(Terminator.length(Long.parseLong(line.substring(4))).inChunks());
 *     } else {
 *       send("what?\r\n");
 *     }
 *   }
 *
 *   @Override protected void handleChunk(ByteBuffer chunk) {
 *     stored += chunk.remaining();
 *   }
 *
 *   @Override protected void handleFrameEnd() {
 *     send("have " + stored + "\r\n");
 *     terminator(LINE);
 *   }
 *
 *   @Override protected void handleTruncated(ByteBuffer tail) {
 *     send("the last request is incomplete\r\n");
 *   }
 * }
 * }</pre>
 *
 * <p>There are two styles, chosen by each terminator:
 *
 * <ul>
 *   <li><b>Whole frames</b>, the default: {@link #handleFrame} gets each as one buffer. It may have
 *       {@link Limits#maxInput()} bytes, its delimiter not counted; with one more, the connection
 *       fails with a {@link LimitExceededException}, which may be answered in {@link #handleError}
 *       before it is closed.
 *   <li><b>Chunks</b>, by {@code inChunks()}: {@link #handleChunk} gets the bytes of the frame as
 *       they arrive, and {@link #handleFrameEnd} its end. The frame may have any length, and what
 *       is too much for the protocol can be dropped without losing the beginning of the next one.
 *       {@linkplain Terminator#raw() Raw} bytes come in chunks too, and never end.
 * </ul>
 *
 * <p>How the network cuts the bytes makes no difference to the frames, only to the chunks. After
 * {@link #close()} and {@link #abort()} nothing more is told; {@link Connection#pauseReading()}
 * holds back the frames that have arrived already, too. A frame whose hook has failed counts as
 * told, and if {@link #handleError} leaves the connection open, the next ones follow. After {@link
 * Limits#framesPerPass()} frames it is the turn of others.
 *
 * <p>All bytes go through the frames: {@link #recv()} and its like are not for subclasses of this
 * one.
 */
public abstract class FramedDispatcher extends ConnectionDispatcher {
  private final Framing framing;

  /** How many frames were told in this turn of the connection. */
  private int framesTold;

  /** The hook that is running, or ran last, for reports of its failure. */
  private String hook = "handleFrame";

  /**
   * Creates a dispatcher for one connection.
   *
   * @param first what ends its first frame
   */
  protected FramedDispatcher(Terminator first) {
    framing = new Framing(first);
  }

  /**
   * A whole frame has arrived, without its delimiter. If it is not overridden, it fails: whoever
   * asks for whole frames has to take them.
   *
   * @param frame the frame, lent: read-only, and valid only until this method returns; may be
   *     empty. Counts as read, whatever is left in it
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleFrame(ByteBuffer frame) throws Exception {
    throw misused("is told a whole frame: override handleFrame, or use a terminator inChunks()");
  }

  /**
   * Some bytes have arrived, of a frame that is told in chunks, or raw ones. A delimiter does not
   * belong to them. If it is not overridden, it fails: whoever asks for chunks, or sets no
   * terminator after a frame with a length, has to take them.
   *
   * @param chunk the bytes, lent: read-only, and valid only until this method returns; never empty.
   *     Count as read, whatever is left in it
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleChunk(ByteBuffer chunk) throws Exception {
    throw misused(
        "is told a chunk: override handleChunk, or set a terminator for whole frames; after a"
            + " frame with a length, what follows is raw until one is set");
  }

  /**
   * A frame that was told in chunks is complete; an empty one had none. If it is not overridden,
   * nothing happens.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleFrameEnd() throws Exception {}

  /**
   * The peer has finished sending in the middle of a frame, of which at least one byte had arrived.
   * {@link #handleEof} follows. If it is not overridden, the rest is ignored.
   *
   * @param tail what has arrived of the frame and was not told, also if it looked like the
   *     beginning of the delimiter; lent: read-only, and valid only until this method returns.
   *     Empty if the frame is told in chunks and all of them were
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleTruncated(ByteBuffer tail) throws Exception {}

  /**
   * Sets what ends the next frame, which begins behind the frame that is being received, or with
   * the next byte if none is. That byte may have arrived already. May be called at any time.
   *
   * @param next what ends the next frame; a delimiter ends those that follow as well
   */
  protected final void terminator(Terminator next) {
    framing.terminator(next);
  }

  /**
   * What ends the next frame: what was set last, or after a frame with a length {@linkplain
   * Terminator#raw() nothing}.
   *
   * @return the terminator
   */
  protected final Terminator terminator() {
    return framing.terminator();
  }

  /**
   * How many bytes are missing until a frame with a length is complete.
   *
   * @return a number of bytes; 0 if the terminator is not a length
   */
  protected final long remaining() {
    return framing.remaining();
  }

  /**
   * Forgets the bytes that have arrived and were not told, and drops the output that has not left
   * yet, of which the close event will tell as undelivered. The terminator that was set last stays:
   * the next byte to arrive begins a new frame.
   */
  protected final void discardBuffers() {
    framing.forget();
    connection().discardBuffers();
  }

  @Override
  protected final void handleRead() throws Exception {
    ConnectionDriver driver = connection().driver();
    ConnectionInput input = driver.input();
    int maxFrame = driver.limits().maxInput();
    while (framesTold < driver.limits().framesPerPass() && input.delivers()) {
      switch (framing.advance(input.presented(), maxFrame)) {
        case NOTHING -> {
          return;
        }
        case FRAME -> {
          framesTold++;
          hook = "handleFrame";
          handleFrame(framing.takePiece());
        }
        case CHUNK -> {
          hook = "handleChunk";
          handleChunk(framing.takePiece());
        }
        case END -> {
          framesTold++;
          hook = "handleFrameEnd";
          handleFrameEnd();
        }
        case OVERSIZED ->
            driver.end().exceeded("maxInput (" + maxFrame + " bytes) with a single frame", true);
      }
    }
  }

  @Override
  protected String methodFor(Event event) {
    return event == Event.READ ? simpleName() + "." + hook : super.methodFor(event);
  }

  /** The frames of this turn are counted anew. */
  final void beginTurn() {
    framesTold = 0;
  }

  /** Whether something was left that needs no more bytes to go on, only a turn. */
  final boolean hasBacklog(int unread) {
    return framing.hasBacklog(unread);
  }

  /** Whether {@link #handleTruncated} is to be called if the stream ends now. */
  final boolean isInsideFrame() {
    return framing.isInsideFrame();
  }

  final void truncated(ByteBuffer tail) throws Exception {
    framing.forget();
    hook = "handleTruncated";
    handleTruncated(tail);
  }
}
