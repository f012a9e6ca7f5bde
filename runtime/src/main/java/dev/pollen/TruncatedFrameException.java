package dev.pollen;

import java.io.EOFException;
import java.nio.ByteBuffer;

/** The peer has finished sending in the middle of a frame. */
public final class TruncatedFrameException extends EOFException {
  private static final long serialVersionUID = 1;

  /** What has arrived of the frame and was not told. */
  private final byte[] tail;

  /**
   * Keeps what has arrived of the frame.
   *
   * @param tail what {@link FramedDispatcher#handleTruncated} was told; it is copied
   */
  public TruncatedFrameException(ByteBuffer tail) {
    super("The stream ends inside a frame, of which " + tail.remaining() + " bytes were not told");
    this.tail = new byte[tail.remaining()];
    tail.duplicate().get(this.tail);
  }

  /**
   * What has arrived of the frame and was not told.
   *
   * @return a copy
   */
  public byte[] tail() {
    return tail.clone();
  }
}
