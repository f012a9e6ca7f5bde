package dev.pollen.testkit.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes pieces of those who mean harm. */
final class Attacks {
  private static final int MOST_PIECES = 4;

  /** How many bytes a flood has at least, if the handler does not allow frames so long. */
  private static final int FLOOD = 1 << 17;

  private static final int MANY = 4000;

  /** Something that a peer may send at any time. */
  private interface Attack {
    Optional<Piece> make();
  }

  private final Choices choices;
  private final List<Step> valid;
  private final Frame frame;
  private final List<Attack> attacks =
      List.of(
          this::noise,
          this::zeros,
          this::noEnd,
          this::manyEnds,
          this::halfEnds,
          this::hugeLength,
          this::endlessLength,
          this::manyWords,
          this::blanks,
          this::noText,
          this::pipeline);

  /**
   * Prepares to attack.
   *
   * @param valid valid frames to be made worse
   * @param frame how the input is cut where the attack begins, as far as it is known
   */
  Attacks(List<Step> valid, Frame frame, Choices choices) {
    this.valid = valid;
    this.frame = frame;
    this.choices = choices;
  }

  /** What is sent after these valid frames. */
  List<Piece> after(List<Step> before) {
    List<Piece> pieces = new ArrayList<>(before.stream().map(Step::piece).toList());
    for (int left = 1 + choices.upTo(MOST_PIECES - 1); left > 0; left--) {
      choices.shuffled(attacks).stream()
          .flatMap(attack -> attack.make().stream())
          .findFirst()
          .ifPresent(pieces::add);
    }
    return pieces;
  }

  private Optional<Piece> noise() {
    return of(choices.bytes(choices.length(FLOOD)), "noise");
  }

  private Optional<Piece> zeros() {
    return of(new byte[choices.length(FLOOD)], "zeros");
  }

  private Optional<Piece> noEnd() {
    byte[] flood = new byte[(int) Math.min(Choices.LARGE, Math.max(FLOOD, 2L * frame.max()))];
    Arrays.fill(flood, (byte) 'x');
    return of(flood, "a frame without an end");
  }

  private Optional<Piece> manyEnds() {
    return FrameBytes.delimiter(frame)
        .flatMap(end -> of(Bytes.repeated(end.bytes(), MANY), "nothing but ends of frames"));
  }

  private Optional<Piece> halfEnds() {
    return FrameBytes.delimiter(frame)
        .filter(end -> end.length() > 1)
        .flatMap(
            end ->
                of(
                    Bytes.repeated(Arrays.copyOf(end.bytes(), end.length() - 1), MANY),
                    "nothing but beginnings of ends"));
  }

  private Optional<Piece> hugeLength() {
    if (!(frame instanceof Frame.Prefixed prefixed)) {
      return Optional.empty();
    }
    byte[] length =
        prefixed.width() == Frame.VARINT
            ? Bytes.varint(
                choices.pick(List.of(1L << 28, (1L << 31) - 1, (1L << 32) - 1, 1L << 34)), 1)
            : Bytes.number(
                choices.oneIn(2)
                    ? -1
                    : Long.MAX_VALUE >> (Byte.SIZE * (Long.BYTES - prefixed.width())),
                prefixed.width(),
                prefixed.little());
    return of(Bytes.joined(length, choices.bytes(choices.upTo(100))), "a huge length");
  }

  private Optional<Piece> endlessLength() {
    byte[] flood = new byte[MANY];
    Arrays.fill(flood, (byte) 0x80);
    return frame instanceof Frame.Prefixed
        ? of(flood, "a length without an end")
        : Optional.empty();
  }

  private Optional<Piece> manyWords() {
    return frame instanceof Frame.Line
        ? of(
            Bytes.joined(
                firstWord(), Bytes.repeated(Bytes.ascii(" x"), MANY), Delimiter.CRLF.bytes()),
            MANY + " words")
        : Optional.empty();
  }

  private byte[] firstWord() {
    return valid.stream()
        .flatMap(step -> step.words().stream())
        .findFirst()
        .orElse(Bytes.ascii("x"));
  }

  private Optional<Piece> blanks() {
    return frame instanceof Frame.Line
        ? of(
            Bytes.joined(Bytes.repeated(Bytes.ascii(" \t"), MANY), Delimiter.CRLF.bytes()),
            "nothing but blanks")
        : Optional.empty();
  }

  private Optional<Piece> noText() {
    byte[] body = Bytes.repeated(WordMistakes.noText(), 1 + choices.upTo(9));
    return of(FrameBytes.enclose(body, frame, choices), "no text");
  }

  private Optional<Piece> pipeline() {
    if (valid.isEmpty()) {
      return Optional.empty();
    }
    Piece piece = choices.pick(valid).piece();
    int times = Math.max(1, Math.min(MANY, FLOOD / Math.max(1, piece.length())));
    return of(Bytes.repeated(piece.bytes(), times), piece.what() + ", " + times + " times");
  }

  private static Optional<Piece> of(byte[] bytes, String what) {
    return Optional.of(new Piece(bytes, what));
  }
}
