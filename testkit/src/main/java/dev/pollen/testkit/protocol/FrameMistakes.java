package dev.pollen.testkit.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may be wrong with that which says where a frame ends. */
final class FrameMistakes {
  static final List<Mistake> ALL =
      List.of(
          FrameMistakes::noDelimiter,
          FrameMistakes::halfDelimiter,
          FrameMistakes::bareLineEnd,
          FrameMistakes::delimiterInside,
          FrameMistakes::wrongPrefix,
          FrameMistakes::longVarint);

  private static final List<String> LINE_ENDS = List.of("\n", "\r", "\n\r", "\r\r\n");

  private FrameMistakes() {}

  private static Optional<Piece> noDelimiter(Step step, Choices choices) {
    return FrameBytes.delimiter(step.frame())
        .map(delimiter -> new Piece(step.body(), step.intake().what() + " without its end"));
  }

  private static Optional<Piece> halfDelimiter(Step step, Choices choices) {
    return FrameBytes.delimiter(step.frame())
        .filter(delimiter -> delimiter.length() > 1)
        .map(
            delimiter -> {
              int length = 1 + choices.upTo(delimiter.length() - 2);
              byte[] half = Arrays.copyOf(delimiter.bytes(), length);
              return new Piece(
                  Bytes.joined(step.body(), half),
                  step.intake().what()
                      + " with "
                      + length
                      + " of "
                      + delimiter.length()
                      + " bytes of its end");
            });
  }

  private static Optional<Piece> bareLineEnd(Step step, Choices choices) {
    if (!(step.frame() instanceof Frame.Line)) {
      return Optional.empty();
    }
    String end = choices.pick(LINE_ENDS);
    byte[] whole = Bytes.joined(step.body(), Bytes.ascii(end));
    return Optional.of(
        new Piece(
            whole, step.intake().what() + " that ends with " + Bytes.shown(Bytes.ascii(end))));
  }

  private static Optional<Piece> delimiterInside(Step step, Choices choices) {
    return FrameBytes.delimiter(step.frame())
        .map(
            delimiter -> {
              int at = choices.upTo(step.body().length);
              byte[] whole =
                  Bytes.joined(
                      Arrays.copyOf(step.body(), at),
                      delimiter.bytes(),
                      Arrays.copyOfRange(step.body(), at, step.body().length),
                      delimiter.bytes());
              return new Piece(whole, step.intake().what() + " that ends at byte " + at);
            });
  }

  private static Optional<Piece> wrongPrefix(Step step, Choices choices) {
    if (!(step.frame() instanceof Frame.Prefixed prefixed)) {
      return Optional.empty();
    }
    long real = step.body().length;
    long told =
        choices.pick(
            List.of(
                real + 1,
                Math.max(0, real - 1),
                0L,
                // For a length that counts itself: less than its own width.
                prefixed.inclusive() ? -1L : 1L,
                (long) prefixed.max(),
                prefixed.max() + 1L));
    return Optional.of(
        new Piece(
            Bytes.joined(FrameBytes.length(prefixed, told), step.body()),
            "a frame of " + StepMaker.count(step.body().length, "byte") + " announced as " + told));
  }

  private static Optional<Piece> longVarint(Step step, Choices choices) {
    if (!(step.frame() instanceof Frame.Prefixed prefixed) || prefixed.width() != Frame.VARINT) {
      return Optional.empty();
    }
    int width = 2 + choices.upTo(4);
    return Optional.of(
        new Piece(
            Bytes.joined(Bytes.varint(step.body().length, width), step.body()),
            "a frame whose length takes " + width + " bytes"));
  }
}
