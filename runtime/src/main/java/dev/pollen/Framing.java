package dev.pollen;

import dev.pollen.Terminator.Delimiter;
import dev.pollen.Terminator.Length;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the frames in what arrives. It gets the unread bytes, moves their position past what it has
 * found, and is given the rest again with what follows. However the bytes were cut, the frames are
 * the same, and each byte is looked at once.
 */
final class Framing {
  /** What was found. */
  enum Find {
    /** Nothing before more bytes arrive. */
    NOTHING,
    /** A whole frame. */
    FRAME,
    /** Some bytes of a frame that is told in chunks, or raw bytes. */
    CHUNK,
    /** The end of a frame that is told in chunks. */
    END,
    /** A frame longer than is allowed. */
    OVERSIZED
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** Of the frame that is being received. */
  private Terminator terminator = Terminator.raw();

  /** Of the frame after it, if it is another one. */
  private @Nullable Terminator next;

  /** How many bytes of a frame with a length have not been told yet. */
  private long untold;

  /** Whether a byte of the frame that is being received has been looked at. */
  private boolean isInside;

  /** How many of the unread bytes have been looked at. */
  private int scanned;

  /** How much of the delimiter is at the end of those. */
  private int matched;

  /** Whether the end of a frame has been found and is to be told next. */
  private boolean owesEnd;

  private ByteBuffer piece = NOTHING;
  private long examinedBytes;

  Framing(Terminator first) {
    apply(first);
  }

  /** What was set last, or follows from it. */
  Terminator terminator() {
    return next != null ? next : terminator;
  }

  /** Applies from the next frame on. */
  void terminator(Terminator newTerminator) {
    if (isInside) {
      next = Objects.requireNonNull(newTerminator, "terminator");
    } else {
      apply(newTerminator);
    }
  }

  private void apply(Terminator newTerminator) {
    terminator = Objects.requireNonNull(newTerminator, "terminator");
    next = null;
    untold = newTerminator instanceof Length length ? length.bytes() : 0;
  }

  /** How many bytes of a frame with a length have not arrived yet. */
  long remaining() {
    return terminator instanceof Length ? untold - scanned : 0;
  }

  /** Whether the stream must not end here. */
  boolean isInsideFrame() {
    return isInside;
  }

  /** Whether something is left that needs no more bytes to go on, only a turn. */
  boolean hasBacklog(int unread) {
    return owesEnd || unread > scanned;
  }

  /** How many bytes were looked at, each as often as it was. */
  long examinedBytes() {
    return examinedBytes;
  }

  /** The frame or chunk that was found last, lent like the input it is part of. */
  ByteBuffer takePiece() {
    ByteBuffer taken = piece;
    piece = NOTHING;
    return taken;
  }

  /** Finds what comes next. */
  Find advance(ByteBuffer input, int maxFrame) {
    if (owesEnd) {
      owesEnd = false;
      return Find.END;
    }
    if (scanned > input.remaining()) {
      // Somebody has read by recv() what belonged to a frame.
      forget();
    }
    if (!input.hasRemaining()) {
      return Find.NOTHING;
    }
    if (terminator instanceof Delimiter delimiter) {
      return advance(delimiter, input, maxFrame);
    }
    if (terminator instanceof Length length) {
      return advance(length, input, maxFrame);
    }
    take(input, input.remaining());
    return Find.CHUNK;
  }

  private Find advance(Delimiter delimiter, ByteBuffer input, int maxFrame) {
    int start = input.position();
    int end = scan(delimiter, input, start + scanned);
    int length = end - start - matched;
    if (!delimiter.isChunked() && length > maxFrame) {
      return Find.OVERSIZED;
    }
    boolean isComplete = matched == delimiter.length();
    if (!isComplete && (length == 0 || !delimiter.isChunked())) {
      scanned = end - start;
      return Find.NOTHING;
    }
    if (!isComplete) {
      // What may be the beginning of the delimiter stays, and comes again with what follows.
      take(input, length);
      scanned = matched;
      return Find.CHUNK;
    }
    take(input, length);
    input.position(end);
    ended();
    if (!delimiter.isChunked()) {
      return Find.FRAME;
    }
    owesEnd = length > 0;
    return owesEnd ? Find.CHUNK : Find.END;
  }

  /** Looks at bytes up to the end of the delimiter, or of the input; returns where that is. */
  private int scan(Delimiter delimiter, ByteBuffer input, int from) {
    int limit = input.limit();
    int all = delimiter.length();
    int soFar = matched;
    int i = from;
    while (i < limit && soFar < all) {
      soFar = delimiter.matchedAfter(soFar, input.get(i++));
    }
    matched = soFar;
    isInside |= i > from;
    examinedBytes += i - from;
    return i;
  }

  private Find advance(Length length, ByteBuffer input, int maxFrame) {
    if (length.isChunked()) {
      int count = (int) Math.min(untold, input.remaining());
      isInside = true;
      untold -= count;
      take(input, count);
      if (untold == 0) {
        owesEnd = true;
        ended();
      }
      return Find.CHUNK;
    }
    if (untold > maxFrame) {
      return Find.OVERSIZED;
    }
    if (untold > input.remaining()) {
      isInside = true;
      scanned = input.remaining();
      return Find.NOTHING;
    }
    take(input, (int) untold);
    ended();
    return Find.FRAME;
  }

  private void take(ByteBuffer input, int count) {
    piece = input.slice(input.position(), count);
    input.position(input.position() + count);
  }

  private void ended() {
    Terminator following = terminator instanceof Length ? Terminator.raw() : terminator;
    apply(next != null ? next : following);
    forgetScan();
  }

  private void forgetScan() {
    isInside = false;
    scanned = 0;
    matched = 0;
  }

  /** What arrives next begins a frame, with the terminator that was set last. */
  void forget() {
    apply(terminator());
    forgetScan();
    owesEnd = false;
  }
}
