package dev.pollen.behaviour.subject.protocol;

import dev.pollen.ConnectionDispatcher;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Each qualifier of frames with each payload. */
@SuppressWarnings("ImmutableEnumChecker") // its functions have no state
public enum Frames {
  LINE_BUFFER(true, false, frame -> frame + "\n", Frames::lineBuffers),
  LINE_BYTES(true, true, frame -> frame + "\r\n", Frames::lineBytes),
  LINE_TEXT(true, true, frame -> frame + "\r\n", Frames::lineTexts),
  LINE_FEED_TEXT(true, false, frame -> frame + "\n", Frames::lineFeeds),
  UNTIL_BUFFER(true, false, frame -> frame + "--", Frames::sectionBuffers),
  UNTIL_BYTES(true, true, frame -> frame + "\r\n.\r\n", Frames::sectionBytes),
  UNTIL_TEXT(true, true, frame -> frame + "\u00E2\u0082\u00AC", Frames::sectionTexts),
  UNTIL_LATIN_TEXT(true, false, frame -> frame + "\u00A7", Frames::sectionsInLatin),
  BLOCK_BUFFER(false, false, frame -> frame, Frames::blockBuffers),
  BLOCK_BYTES(false, false, frame -> frame, Frames::blockBytes),
  BLOCK_TEXT(false, false, frame -> frame, Frames::blockTexts),
  BODY_BUFFER(true, false, frame -> frame, Frames::bodyBuffers),
  BODY_BYTES(true, true, frame -> frame, Frames::bodyBytes),
  BODY_TEXT(true, true, frame -> frame, Frames::bodyTexts),
  PREFIXED_BUFFER(true, false, frame -> (char) frame.length() + frame, Frames::prefixedBuffers),
  PREFIXED_BYTES(true, true, frame -> (char) frame.length() + "\0" + frame, Frames::prefixedBytes),
  PREFIXED_TEXT(true, true, frame -> (char) frame.length() + frame, Frames::prefixedTexts),
  INCLUSIVE(true, false, frame -> "\0\0" + (char) (frame.length() + 3) + frame, Frames::inclusive),
  WIDE(true, true, frame -> "\0\0\0" + (char) frame.length() + frame, Frames::wide);

  /** The longest frame, where there is a limit. */
  public static final int MAX = 8;

  /** A handler and its dispatcher. */
  public record Served(Diary diary, ConnectionDispatcher dispatcher) {}

  private final boolean hasAnyLength;
  private final boolean skips;
  private final UnaryOperator<String> wire;
  private final Supplier<Served> subjects;

  Frames(
      boolean hasAnyLength, boolean skips, UnaryOperator<String> wire, Supplier<Served> subjects) {
    this.hasAnyLength = hasAnyLength;
    this.skips = skips;
    this.wire = wire;
    this.subjects = subjects;
  }

  /** Whether a frame may have any length to {@link #MAX}; if not, each has four bytes. */
  public boolean hasAnyLength() {
    return hasAnyLength;
  }

  /** Whether a frame that is too long is skipped. */
  public boolean skips() {
    return skips;
  }

  public boolean isText() {
    return name().endsWith("_TEXT") || this == WIDE;
  }

  /** Whether there are bytes that are no text. */
  public boolean isStrict() {
    return isText() && this != UNTIL_LATIN_TEXT;
  }

  /** What goes over the wire. */
  public String wire(String frame) {
    return wire.apply(frame);
  }

  /** A new handler for one connection. */
  public Served serve() {
    return subjects.get();
  }

  private static Served lineBuffers() {
    Lines.Buffers handler = new Lines.Buffers();
    return new Served(handler, new Lines_BuffersDispatcher(handler));
  }

  private static Served lineBytes() {
    Lines.Bytes handler = new Lines.Bytes();
    return new Served(handler, new Lines_BytesDispatcher(handler));
  }

  private static Served lineTexts() {
    Lines.Texts handler = new Lines.Texts();
    return new Served(handler, new Lines_TextsDispatcher(handler));
  }

  private static Served lineFeeds() {
    Lines.LineFeeds handler = new Lines.LineFeeds();
    return new Served(handler, new Lines_LineFeedsDispatcher(handler));
  }

  private static Served sectionBuffers() {
    Sections.Buffers handler = new Sections.Buffers();
    return new Served(handler, new Sections_BuffersDispatcher(handler));
  }

  private static Served sectionBytes() {
    Sections.Bytes handler = new Sections.Bytes();
    return new Served(handler, new Sections_BytesDispatcher(handler));
  }

  private static Served sectionTexts() {
    Sections.Texts handler = new Sections.Texts();
    return new Served(handler, new Sections_TextsDispatcher(handler));
  }

  private static Served sectionsInLatin() {
    Sections.Latin handler = new Sections.Latin();
    return new Served(handler, new Sections_LatinDispatcher(handler));
  }

  private static Served blockBuffers() {
    Blocks.Buffers handler = new Blocks.Buffers();
    return new Served(handler, new Blocks_BuffersDispatcher(handler));
  }

  private static Served blockBytes() {
    Blocks.Bytes handler = new Blocks.Bytes();
    return new Served(handler, new Blocks_BytesDispatcher(handler));
  }

  private static Served blockTexts() {
    Blocks.Texts handler = new Blocks.Texts();
    return new Served(handler, new Blocks_TextsDispatcher(handler));
  }

  private static Served bodyBuffers() {
    Bodies.Buffers handler = new Bodies.Buffers();
    return new Served(handler, new Bodies_BuffersDispatcher(handler));
  }

  private static Served bodyBytes() {
    Bodies.Bytes handler = new Bodies.Bytes();
    return new Served(handler, new Bodies_BytesDispatcher(handler));
  }

  private static Served bodyTexts() {
    Bodies.Texts handler = new Bodies.Texts();
    return new Served(handler, new Bodies_TextsDispatcher(handler));
  }

  private static Served prefixedBuffers() {
    Prefixed.Buffers handler = new Prefixed.Buffers();
    return new Served(handler, new Prefixed_BuffersDispatcher(handler));
  }

  private static Served prefixedBytes() {
    Prefixed.Bytes handler = new Prefixed.Bytes();
    return new Served(handler, new Prefixed_BytesDispatcher(handler));
  }

  private static Served prefixedTexts() {
    Prefixed.Texts handler = new Prefixed.Texts();
    return new Served(handler, new Prefixed_TextsDispatcher(handler));
  }

  private static Served inclusive() {
    Prefixed.Inclusive handler = new Prefixed.Inclusive();
    return new Served(handler, new Prefixed_InclusiveDispatcher(handler));
  }

  private static Served wide() {
    Prefixed.Wide handler = new Prefixed.Wide();
    return new Served(handler, new Prefixed_WideDispatcher(handler));
  }
}
