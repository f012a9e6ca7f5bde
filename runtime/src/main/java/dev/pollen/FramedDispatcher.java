package dev.pollen;

import dev.pollen.text.StrictText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The dispatcher of a connection whose bytes come in frames: lines, records, bodies of a known
 * length. A {@link Terminator} says where a frame ends, and each frame may have another one. A
 * protocol that takes requests such as {@code PUT 5}, each followed by so many bytes:
 *
 * <pre>{@code
 * final class Store extends FramedDispatcher {
 *   private static final Terminator LINE = Terminator.line().max(512);
 *   private long stored;
 *
 *   Store() {
 *     super(LINE);
 *   }
 *
 *   @Override protected void handleFrame(ByteBuffer frame) throws IOException {
 *     String line = text(frame, StandardCharsets.US_ASCII);
 *     long size = line.startsWith("PUT ") ? Long.parseLong(line.substring(4)) : 0;
 *     if (size > 0) {
 *       terminator(Terminator.length(size).inChunks());
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
 * <p>What is no number fails the hook, and so closes the connection.
 *
 * <p>There are two styles, chosen by each terminator:
 *
 * <ul>
 *   <li><b>Whole frames</b>, the default: {@link #handleFrame} gets each as one buffer. It may have
 *       {@link Limits#maxInput()} bytes or what {@code max} says, its delimiter not counted; with
 *       one more, the connection fails with a {@link FrameTooLongException}, which may be answered
 *       in {@link #handleError} before it is closed, or skips the frame.
 *   <li><b>Chunks</b>, by {@code inChunks()}: {@link #handleChunk} gets the bytes of the frame as
 *       they arrive, and {@link #handleFrameEnd} its end. The frame may have any length, and what
 *       is too much for the protocol can be dropped without losing the beginning of the next one.
 *       {@linkplain Terminator#raw() Raw} bytes come in chunks too, and never end.
 * </ul>
 *
 * <p>A protocol with states may say in {@link #handleFrameStart} what the next frame is, instead of
 * setting a terminator wherever the state changes; {@link #reframe} has it asked again.
 *
 * <p>How the network cuts the bytes makes no difference to the frames, only to the chunks. After
 * {@link #close()} and {@link #abort()} nothing more is told; {@link Connection#pauseReading()}
 * holds back the frames that have arrived already, too. A frame whose hook has failed counts as
 * told, and if {@link #handleError} leaves the connection open, the next ones follow. After {@link
 * Limits#framesPerPass()} frames it is the turn of others.
 *
 * <p>All bytes go through the frames: {@link #recv()} and its like are only for {@link
 * #handleChunk} of {@linkplain Terminator#unframed() unframed} bytes.
 */
public abstract class FramedDispatcher extends ConnectionDispatcher {
  private final Framing framing;

  /** What is wrong with the frame that was found last, until that is told. */
  private @Nullable IOException failure;

  /** Whether frames are being told, so that nobody needs to ask for it. */
  private boolean isReading;

  /** How many frames were told in this turn of the connection. */
  private int framesTold;

  /** The hook that is running, or ran last, for reports of its failure. */
  private String hook = "handleFrame";

  /** Who has that hook's work done for it, if it has said so. */
  private @Nullable String server;

  /**
   * Creates a dispatcher for one connection.
   *
   * @param first what ends its first frame
   */
  protected FramedDispatcher(Terminator first) {
    framing = new Framing(first);
  }

  /**
   * Creates a dispatcher for one connection whose {@link #handleFrameStart} says how each frame
   * ends, the first one too.
   */
  protected FramedDispatcher() {
    this(Terminator.held());
  }

  /**
   * Asks how the next frame ends: the place to call {@link #terminator} or {@link #exactly}
   * according to the state of the protocol. Called at each boundary between frames, before the next
   * one is looked for; also when none of its bytes has arrived, so perhaps several times. If it is
   * not overridden, nothing happens.
   *
   * <p>If it fails, nothing is told and nothing is received until {@link #terminator} or {@link
   * #reframe} is called.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleFrameStart() throws Exception {}

  /**
   * A whole frame has arrived, without its delimiter. If it is not overridden, it fails: whoever
   * asks for whole frames has to take them.
   *
   * @param frame the frame, from the position of the buffer to its limit; may be empty. Lent:
   *     read-only, valid only until this method returns, and it may be part of a larger buffer, so
   *     {@code rewind} and {@code clear} lead out of it. Counts as read, whatever is left in it
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
   * @param chunk the bytes, lent as those of a frame; never empty. They count as read, whatever is
   *     left, unless they are {@linkplain Terminator#unframed() unframed}
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
   * Bytes have arrived in which there may be a message; see {@link Terminator#messages}. Called
   * again as long as it has found one. If it is not overridden, it fails.
   *
   * @param input all bytes that were not read yet, lent as those of a frame. What is left unread is
   *     presented again
   * @return whether a message was found, and read; if not, more bytes are needed
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected boolean handleMessage(ByteBuffer input) throws Exception {
    throw misused("is told a message: override handleMessage, or use another terminator");
  }

  /**
   * The peer has finished sending in the middle of a frame, of which at least one byte had arrived.
   * {@link #handleEof} follows. If it is not overridden, the rest is ignored. Not called for a
   * frame that is skipped, nor for bytes without frames.
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
    lookAgain();
  }

  /**
   * Makes the next frame one of so many bytes, as a {@link Terminator#length length} does, but it
   * may be 0: that frame is empty, and told at once. What follows it is raw unless something else
   * is set.
   *
   * @param bytes how many. A negative number, which a peer may have made this dispatcher calculate,
   *     is an error event with a {@link MalformedFrameException}, and closes the connection
   * @param max how many there may be; more is an error event with a {@link FrameTooLongException},
   *     and closes the connection
   * @throws IllegalArgumentException if {@code max} is not positive, or above 512 MiB
   */
  protected final void exactly(long bytes, int max) {
    framing.exactly(bytes, Limits.requireMax(max), false);
    lookAgain();
  }

  /**
   * As {@link #exactly}, but a frame that is too long is skipped.
   *
   * @param bytes how many
   * @param max how many there may be; after the error event for more, so many bytes are dropped as
   *     they arrive
   * @throws IllegalArgumentException if {@code max} is not positive, or above 512 MiB
   */
  protected final void exactlyOrSkip(long bytes, int max) {
    framing.exactly(bytes, Limits.requireMax(max), true);
    lookAgain();
  }

  /**
   * Looks anew at what was received and not told, from its first byte: {@link #handleFrameStart} is
   * asked again. For use when the state of the protocol has changed, from wherever; soon, but not
   * inside this call, what has arrived is told as the new state wants it. The rest of a frame that
   * is being skipped is skipped all the same.
   */
  protected final void reframe() {
    framing.reframe();
    lookAgain();
  }

  /**
   * Names the method to which the hook that is running leaves its work. Until the next hook, it is
   * the answer of {@link #methodFor} for {@link Event#READ}: one of many methods has failed, and a
   * report is to say which.
   *
   * @param method class and method
   */
  protected final void serving(String method) {
    server = method;
  }

  private void lookAgain() {
    if (!isReading && hasConnection()) {
      connection().lookAgain();
    }
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
   * @return a number of bytes; 0 if it is not known
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

  /**
   * The bytes of a frame.
   *
   * @param frame the frame, which is read to its limit
   * @return a copy
   */
  protected static final byte[] bytes(ByteBuffer frame) {
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  /**
   * The text of a frame. Costs no memory but the text, unless that is long.
   *
   * @param frame the frame, which is read to its limit
   * @param charset what it is written in
   * @return the text
   * @throws CharacterCodingException if there are bytes that the charset does not know
   */
  protected static final String text(ByteBuffer frame, Charset charset)
      throws CharacterCodingException {
    int start = frame.position();
    frame.position(frame.limit());
    return StrictText.decode(frame, start, frame.limit(), charset);
  }

  @Override
  protected final void handleRead() throws Exception {
    ConnectionDriver driver = connection().driver();
    isReading = true;
    try {
      tellFrames(driver, driver.input(), driver.limits());
    } finally {
      isReading = false;
    }
  }

  private void tellFrames(ConnectionDriver driver, ConnectionInput input, Limits limits)
      throws Exception {
    while (framesTold < limits.framesPerPass() && input.delivers() && failure == null) {
      if (framing.isAtBoundary()) {
        startFrame();
        if (!input.delivers()) {
          return;
        }
      }
      ByteBuffer presented = input.presented();
      switch (framing.advance(presented, limits.maxInput())) {
        case NOTHING -> {
          return;
        }
        case FRAME -> {
          framesTold++;
          tellFrame(input, presented);
        }
        case CHUNK -> tellChunk(driver, input, presented);
        case MESSAGE -> tellMessage(driver, input, presented);
        case END -> {
          framesTold++;
          begin("handleFrameEnd");
          handleFrameEnd();
        }
        case OVERSIZED -> tooLong(driver, framing.excess());
        case MALFORMED ->
            failure =
                new MalformedFrameException(
                    connection() + " has a frame with a length that cannot be");
        case SKIPPED -> {
          // The next one follows.
        }
      }
    }
  }

  private void startFrame() throws Exception {
    begin("handleFrameStart");
    boolean hasFailed = true;
    try {
      handleFrameStart();
      hasFailed = false;
    } finally {
      if (hasFailed) {
        framing.hold();
      }
    }
  }

  private void begin(String newHook) {
    hook = newHook;
    server = null;
  }

  private void tellFrame(ConnectionInput input, ByteBuffer presented) throws Exception {
    begin("handleFrame");
    framing.narrow(presented);
    try {
      handleFrame(presented);
    } finally {
      // Unless the hook has dropped it, or closed the connection.
      if (input.presents(presented)) {
        framing.widen(presented, false);
      }
    }
  }

  private void tellChunk(ConnectionDriver driver, ConnectionInput input, ByteBuffer presented)
      throws Exception {
    begin("handleChunk");
    framing.narrow(presented);
    boolean hasFailed = true;
    try {
      handleChunk(presented);
      hasFailed = false;
    } finally {
      if (input.presents(presented)) {
        keepUnread(framing.widen(presented, hasFailed), driver);
      }
    }
  }

  private void tellMessage(ConnectionDriver driver, ConnectionInput input, ByteBuffer presented)
      throws Exception {
    begin("handleMessage");
    framing.narrow(presented);
    int before = presented.remaining();
    int left = 0;
    boolean isFound = false;
    boolean hasFailed = true;
    try {
      isFound = handleMessage(presented);
      hasFailed = false;
    } finally {
      if (input.presents(presented)) {
        framesTold++;
        if (isFound) {
          framing.findAgain();
        }
        left = framing.widen(presented, hasFailed);
        int max = framing.max(driver.limits().maxInput());
        if (!isFound && left > max) {
          tooLong(driver, framing.excessOver(max));
        }
      }
    }
    if (isFound && left == before) {
      framing.hold();
      throw misused("has found a message of no bytes, and would do so for ever");
    }
  }

  /** Of bytes without frames. */
  private void keepUnread(int left, ConnectionDriver driver) {
    if (left > 0) {
      // It may ask for them again and again.
      framesTold++;
    }
    int max = driver.limits().maxInput();
    // While an answer is awaited, nothing more could be read.
    if (left > max && !driver.input().isHeld()) {
      driver
          .end()
          .exceeded(
              "maxInput (" + max + " bytes): " + methodFor(Event.READ) + " leaves too much unread",
              true);
    }
  }

  private void tooLong(ConnectionDriver driver, Framing.Excess excess) {
    framesTold++;
    String limit = excess.isOverMaxOfItsOwn() ? "the limit" : "maxInput";
    FrameTooLongException tooLong =
        new FrameTooLongException(
            connection()
                + " exceeds "
                + limit
                + " ("
                + excess.max()
                + " bytes) with a single frame",
            excess.isSkipped());
    if (excess.isSkipped()) {
      failure = tooLong;
    } else {
      driver.end().exceeded(tooLong);
    }
  }

  @Override
  protected String methodFor(Event event) {
    if (event != Event.READ) {
      return super.methodFor(event);
    }
    return server != null ? server : simpleName() + "." + hook;
  }

  /** The frames of this turn are counted anew. */
  final void beginTurn() {
    framesTold = 0;
  }

  /** What was wrong with a frame, once. */
  final @Nullable IOException takeFailure() {
    IOException taken = failure;
    failure = null;
    return taken;
  }

  /** Whether something was left that needs no more bytes to go on, only a turn. */
  final boolean hasBacklog(int unread) {
    return framing.hasBacklog(unread);
  }

  /** Whether nothing is to be told until something is changed. */
  final boolean isHeld() {
    return framing.isHeld();
  }

  /** Whether {@link #handleTruncated} is to be called if the stream ends now. */
  final boolean isInsideFrame() {
    return framing.isInsideFrame();
  }

  final void truncated(ByteBuffer tail) throws Exception {
    framing.forget();
    begin("handleTruncated");
    handleTruncated(tail);
  }

  /** Input was held back, and is not any more. */
  final void findHeldBack() {
    framing.findHeldBack(isReading);
  }

  @Override
  final void presentRestAgain() {
    framing.findAgain();
  }
}
