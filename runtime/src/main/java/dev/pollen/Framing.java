package dev.pollen;

import dev.pollen.Terminator.Delimiter;
import dev.pollen.Terminator.Frameless;
import dev.pollen.Terminator.Length;
import dev.pollen.Terminator.LengthPrefix;
import dev.pollen.Terminator.Messages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the frames in what arrives. It gets the unread bytes, narrows them to what it has found for
 * as long as that is told, and is given the rest again with what follows. However the bytes were
 * cut, the frames are the same, and each byte is looked at once.
 */
final class Framing {
  /** What was found. */
  enum Find {
    /** Nothing before more bytes arrive. */
    NOTHING,
    /** A whole frame. */
    FRAME,
    /** Some bytes of a frame that is told in chunks, or bytes without frames. */
    CHUNK,
    /** The end of a frame that is told in chunks. */
    END,
    /** Bytes in which there may be a message. */
    MESSAGE,
    /** A frame longer than is allowed; told once, also if it is skipped. */
    OVERSIZED,
    /** The end of an oversized frame that was skipped. */
    SKIPPED,
    /** A length that cannot be. */
    MALFORMED
  }

  /**
   * That a frame is too long.
   *
   * @param max how many bytes it may have
   * @param isOverMaxOfItsOwn whether its terminator says so, and not {@link Limits#maxInput()}
   * @param isSkipped whether it is dropped, and the next one follows
   */
  record Excess(int max, boolean isOverMaxOfItsOwn, boolean isSkipped) {}

  private static final int LONGEST_VARINT = 5;

  /** Stands for a length that was given without an object; the fields beside it tell which. */
  private static final Terminator EXACT = new Length(0, false, 0, false);

  /** Stands for a negative length. */
  private static final Terminator IMPOSSIBLE = new Length(0, false, 0, false);

  /** Of the frame that is being received. */
  private Terminator terminator = Frameless.RAW;

  /** Of the frame after it, if it is another one. */
  private @Nullable Terminator next;

  /** How many bytes the frame may have as a whole; 0 for the limit of the connection. */
  private int max;

  private boolean skipsOversized;

  /** How many bytes of a frame with a length have not been told yet, its prefix included. */
  private long untold;

  /** How many bytes the prefix of the frame has, once it is known. */
  private int prefixBytes;

  /** Whether a byte of the frame that is being received has been looked at. */
  private boolean isInside;

  /** Whether that frame is dropped. */
  private boolean isSkipping;

  /** How many of the unread bytes have been looked at. */
  private int scanned;

  /** How much of the delimiter is at the end of those. */
  private int matched;

  /** Whether the end of a frame has been found and is to be told next. */
  private boolean owesEnd;

  /** Whether something may be found without another byte. */
  private boolean isDue = true;

  /** Where in the input the frame or chunk is that was found last. */
  private int from;

  private int to;

  /** Where the input goes on behind it. */
  private int nextPosition;

  /** Where the input ends, while it is narrowed. */
  private int inputLimit;

  /** Whether what is left unread of it is found again. */
  private boolean keepsUnread;

  /** Whether input was let in again by whoever is just told of it. */
  private boolean isLetIn;

  /** What was too long last. */
  private @Nullable Excess excess;

  private long examinedBytes;

  Framing(Terminator first) {
    apply(first);
  }

  /** What was set last, or follows from it. */
  Terminator terminator() {
    if (next != null) {
      return next;
    }
    return terminator == EXACT
        ? new Length(Math.max(0, untold), false, max, skipsOversized)
        : terminator;
  }

  /** Applies from the next frame on. */
  void terminator(Terminator newTerminator) {
    if (isInside) {
      next = Objects.requireNonNull(newTerminator, "terminator");
    } else if (newTerminator != terminator || next != null) {
      apply(newTerminator);
      findAnew();
    }
  }

  /** As a terminator with this length would, but at a boundary it needs none. */
  void exactly(long bytes, int newMax, boolean newSkipsOversized) {
    if (isInside) {
      next = bytes < 0 ? IMPOSSIBLE : new Length(bytes, false, newMax, newSkipsOversized);
    } else {
      apply(EXACT);
      untold = bytes;
      max = newMax;
      skipsOversized = newSkipsOversized;
      findAnew();
    }
  }

  /** What was left unread of bytes without frames has been looked at, but not for this. */
  private void findAnew() {
    scanned = 0;
    isDue = true;
  }

  private void apply(Terminator newTerminator) {
    terminator = Objects.requireNonNull(newTerminator, "terminator");
    next = null;
    untold = 0;
    prefixBytes = 0;
    if (newTerminator instanceof Delimiter delimiter) {
      max = delimiter.max();
      skipsOversized = delimiter.skipsOversized();
    } else if (newTerminator instanceof LengthPrefix prefix) {
      max = prefix.max();
      skipsOversized = prefix.skipsOversized();
    } else if (newTerminator instanceof Length length) {
      untold = newTerminator == IMPOSSIBLE ? -1 : length.bytes();
      max = length.max();
      skipsOversized = length.skipsOversized();
    } else if (newTerminator instanceof Messages messages) {
      max = messages.max();
      skipsOversized = false;
    }
  }

  /** Nothing is told until a terminator is set, or {@link #reframe} is called. */
  void hold() {
    apply(Frameless.HELD);
    isDue = false;
  }

  boolean isHeld() {
    return terminator == Frameless.HELD && !isDue;
  }

  /** How many bytes of a frame with a length have not arrived yet. */
  long remaining() {
    return Math.max(0, untold - scanned);
  }

  /** Whether the stream must not end here. */
  boolean isInsideFrame() {
    return (isInside && !isSkipping) || (terminator instanceof Messages && scanned > 0);
  }

  /** Whether the next byte begins a frame. */
  boolean isAtBoundary() {
    return !isInside && !owesEnd;
  }

  /** Whether something is left that needs no more bytes to go on, only a turn. */
  boolean hasBacklog(int unread) {
    return isDue || owesEnd || unread > scanned;
  }

  /** How many bytes were looked at, each as often as it was. */
  long examinedBytes() {
    return examinedBytes;
  }

  /** How many bytes the frame may have. */
  int max(int maxInput) {
    return max > 0 ? max : maxInput;
  }

  /** That the frame is longer than that. */
  Excess excessOver(int most) {
    return new Excess(most, max > 0, skipsOversized);
  }

  /** Of the frame that was {@linkplain Find#OVERSIZED too long}. */
  Excess excess() {
    assert excess != null : "No frame was too long";
    return excess;
  }

  /** Makes the input what was found last, and nothing else. */
  void narrow(ByteBuffer input) {
    inputLimit = input.limit();
    // The buffer may have served somebody else, who has changed its order.
    input.limit(to).position(from).order(ByteOrder.BIG_ENDIAN);
  }

  /**
   * Makes the input what it was, behind what was found; whatever was done to it meanwhile. Of bytes
   * without frames, what was not read is found again.
   *
   * @return how many bytes were left
   */
  int widen(ByteBuffer input, boolean hasFailed) {
    int left = 0;
    if (keepsUnread) {
      int read = Math.max(from, Math.min(to, input.position()));
      nextPosition = read;
      left = to - read;
      // Whoever fails in the middle of what it has must not wait for more to come, nor who wants it
      // all the same. If nothing was read, that would go on for ever.
      scanned = isDue || ((hasFailed || isLetIn) && read > from) ? 0 : left;
    }
    isLetIn = false;
    input.clear().limit(inputLimit).position(nextPosition);
    return left;
  }

  /** Finds what comes next. */
  Find advance(ByteBuffer input, int maxInput) {
    isDue = false;
    if (owesEnd) {
      owesEnd = false;
      isDue = true;
      return Find.END;
    }
    if (scanned > input.remaining()) {
      // Somebody has read by recv() what belonged to a frame.
      forget();
      isDue = false;
    }
    if (isSkipping) {
      return skip(input);
    }
    if (terminator instanceof Delimiter delimiter) {
      return input.hasRemaining() ? advance(delimiter, input, max(maxInput)) : Find.NOTHING;
    }
    if (terminator instanceof Length length) {
      return length.isChunked() ? advanceChunk(input) : advanceWhole(input, max(maxInput));
    }
    if (terminator instanceof LengthPrefix prefix) {
      Find found = prefixBytes == 0 ? readPrefix(prefix, input) : Find.FRAME;
      return found == Find.FRAME ? advanceWhole(input, max(maxInput)) : found;
    }
    if (terminator == Frameless.HELD || input.remaining() <= scanned) {
      return Find.NOTHING;
    }
    found(input, 0, input.remaining());
    boolean mayHoldMessage = terminator instanceof Messages;
    keepsUnread = mayHoldMessage || terminator == Frameless.UNFRAMED;
    scanned = 0;
    return mayHoldMessage ? Find.MESSAGE : Find.CHUNK;
  }

  private Find advance(Delimiter delimiter, ByteBuffer input, int most) {
    int start = input.position();
    int end = scan(delimiter, input, start + scanned);
    boolean isComplete = matched == delimiter.length();
    int frameEnd = end - matched;
    if (delimiter.dropsReturn() && frameEnd > start && input.get(frameEnd - 1) == '\r') {
      // It belongs to the end, or nobody knows yet.
      frameEnd--;
    }
    int length = frameEnd - start;
    if (delimiter.isChunked()) {
      return isComplete ? lastChunk(input, length, end) : chunk(input, length, end);
    }
    if (length > most) {
      // Another terminator may apply as soon as it is dropped.
      excess = excessOver(most);
      if (skipsOversized) {
        isSkipping = true;
        dropTo(end, isComplete, input);
      }
      return Find.OVERSIZED;
    }
    if (!isComplete) {
      scanned = end - start;
      return Find.NOTHING;
    }
    found(input, 0, length);
    nextPosition = end;
    ended();
    return Find.FRAME;
  }

  private Find lastChunk(ByteBuffer input, int length, int end) {
    found(input, 0, length);
    nextPosition = end;
    ended();
    if (length == 0) {
      input.position(end);
      return Find.END;
    }
    owesEnd = true;
    return Find.CHUNK;
  }

  /** What may be the beginning of the delimiter stays, and comes again with what follows. */
  private Find chunk(ByteBuffer input, int length, int end) {
    scanned = end - input.position() - length;
    if (length == 0) {
      return Find.NOTHING;
    }
    found(input, 0, length);
    return Find.CHUNK;
  }

  /** Looks at bytes up to the end of the delimiter, or of the input; returns where that is. */
  private int scan(Delimiter delimiter, ByteBuffer input, int start) {
    int limit = input.limit();
    int all = delimiter.length();
    int soFar = matched;
    int i = start;
    while (i < limit && soFar < all) {
      soFar = delimiter.matchedAfter(soFar, input.get(i++));
    }
    matched = soFar;
    isInside |= i > start;
    examinedBytes += i - start;
    return i;
  }

  private Find skip(ByteBuffer input) {
    if (terminator instanceof Delimiter delimiter) {
      int end = scan(delimiter, input, input.position() + scanned);
      return dropTo(end, matched == delimiter.length(), input);
    }
    int dropped = (int) Math.min(untold, input.remaining());
    input.position(input.position() + dropped);
    untold -= dropped;
    if (untold > 0) {
      return Find.NOTHING;
    }
    ended();
    return Find.SKIPPED;
  }

  private Find dropTo(int end, boolean isComplete, ByteBuffer input) {
    if (isComplete) {
      input.position(end);
      ended();
      return Find.SKIPPED;
    }
    input.position(end - matched);
    scanned = matched;
    return Find.NOTHING;
  }

  /** Of a frame with a length that is told in chunks. */
  private Find advanceChunk(ByteBuffer input) {
    if (untold == 0) {
      ended();
      return Find.END;
    }
    int count = (int) Math.min(untold, input.remaining());
    if (count == 0) {
      return Find.NOTHING;
    }
    isInside = true;
    untold -= count;
    found(input, 0, count);
    if (untold == 0) {
      ended();
      owesEnd = true;
    }
    return Find.CHUNK;
  }

  /** Of a whole frame whose length is known. */
  private Find advanceWhole(ByteBuffer input, int most) {
    if (untold < 0) {
      return Find.MALFORMED;
    }
    if (untold - prefixBytes > most) {
      excess = excessOver(most);
      if (skipsOversized) {
        isInside = true;
        isSkipping = true;
        scanned = 0;
      }
      return Find.OVERSIZED;
    }
    if (untold > input.remaining()) {
      return waitForMore(input);
    }
    int end = input.position() + (int) untold;
    found(input, prefixBytes, (int) untold - prefixBytes);
    nextPosition = end;
    ended();
    return Find.FRAME;
  }

  private Find waitForMore(ByteBuffer input) {
    isInside |= input.hasRemaining();
    scanned = input.remaining();
    return Find.NOTHING;
  }

  /** Reads the length, or says why not; a negative one is malformed. */
  private Find readPrefix(LengthPrefix prefix, ByteBuffer input) {
    int width = prefix.width();
    if (width == LengthPrefix.VARINT) {
      return readVarint(input);
    }
    if (input.remaining() < width) {
      return waitForMore(input);
    }
    boolean isBigEndian = prefix.order() == ByteOrder.BIG_ENDIAN;
    long value = 0;
    for (int i = 0; i < width; i++) {
      long digit = input.get(input.position() + i) & 0xFF;
      value |= digit << (8 * (isBigEndian ? width - 1 - i : i));
    }
    return prefixed(width, prefix.isInclusive() ? value - width : value);
  }

  private Find readVarint(ByteBuffer input) {
    long value = 0;
    int available = Math.min(input.remaining(), LONGEST_VARINT);
    for (int i = 0; i < available; i++) {
      int digit = input.get(input.position() + i);
      value |= (long) (digit & 0x7F) << (7 * i);
      if (digit >= 0) {
        return prefixed(i + 1, value > Integer.MAX_VALUE ? -1 : value);
      }
    }
    examinedBytes += available;
    return available < LONGEST_VARINT ? waitForMore(input) : Find.MALFORMED;
  }

  private Find prefixed(int bytes, long length) {
    examinedBytes += bytes;
    if (length < 0) {
      return Find.MALFORMED;
    }
    prefixBytes = bytes;
    untold = bytes + length;
    return Find.FRAME;
  }

  private void found(ByteBuffer input, int offset, int length) {
    from = input.position() + offset;
    to = from + length;
    nextPosition = to;
    keepsUnread = false;
  }

  private void ended() {
    Terminator following = terminator instanceof Length ? Frameless.RAW : terminator;
    apply(next != null ? next : following);
    forgetScan();
    isDue = true;
  }

  private void forgetScan() {
    isInside = false;
    isSkipping = false;
    scanned = 0;
    matched = 0;
  }

  /** What was not told is framed anew, but for the rest of a frame that is being skipped. */
  void reframe() {
    if (!isSkipping) {
      forget();
    }
    isDue = true;
  }

  /** What was left unread of bytes without frames is found again at once. */
  void findAgain() {
    isDue = true;
  }

  /**
   * What was left unread of bytes without frames is found again, if it was held back.
   *
   * @param isTelling whether the one who leaves it is being called
   */
  void findHeldBack(boolean isTelling) {
    if (terminator == Frameless.UNFRAMED && isTelling) {
      isLetIn = true;
    } else if (terminator == Frameless.UNFRAMED && scanned > 0) {
      findAnew();
    }
  }

  /** What arrives next begins a frame, with the terminator that was set last. */
  void forget() {
    if (next != null || terminator != EXACT) {
      apply(terminator());
    }
    forgetScan();
    owesEnd = false;
    isDue = true;
  }
}
