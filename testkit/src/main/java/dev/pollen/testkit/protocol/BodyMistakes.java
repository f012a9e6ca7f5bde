package dev.pollen.testkit.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may be wrong with the bytes of a frame, whatever says where it ends. */
final class BodyMistakes {
  static final List<Mistake> ALL =
      List.of(
          BodyMistakes::wrongByte,
          BodyMistakes::missingByte,
          BodyMistakes::furtherByte,
          BodyMistakes::noText,
          BodyMistakes::wrongLength);

  private BodyMistakes() {}

  private static Optional<Piece> wrongByte(Step step, Choices choices) {
    byte[] body = step.body().clone();
    if (body.length == 0) {
      return Optional.empty();
    }
    int at = choices.upTo(Math.min(body.length, 64) - 1);
    body[at] = choices.anyByte();
    return of(step, body, "with another byte " + at, choices);
  }

  private static Optional<Piece> missingByte(Step step, Choices choices) {
    byte[] body = step.body();
    return body.length == 0
        ? Optional.empty()
        : of(step, Arrays.copyOf(body, body.length - 1), "without its last byte", choices);
  }

  private static Optional<Piece> furtherByte(Step step, Choices choices) {
    byte[] body = Arrays.copyOf(step.body(), step.body().length + 1);
    body[body.length - 1] = choices.anyByte();
    return of(step, body, "with a byte more", choices);
  }

  private static Optional<Piece> noText(Step step, Choices choices) {
    boolean isText =
        step.intake().kind() == Intake.Kind.TAKES
            && step.intake().parameters().stream()
                .flatMap(parameter -> parameter.value().charset().stream())
                .anyMatch(WordMistakes::canBeMalformed);
    return isText
        ? of(step, Bytes.joined(step.body(), WordMistakes.noText()), "that is no text", choices)
        : Optional.empty();
  }

  /** Around the greatest length that is allowed. */
  private static Optional<Piece> wrongLength(Step step, Choices choices) {
    int max = step.frame().max();
    if (max == 0 || max >= Choices.LARGE) {
      return Optional.empty();
    }
    int length = max + choices.upTo(2) - 1;
    byte[] body = Arrays.copyOf(step.body(), length);
    Arrays.fill(body, Math.min(length, step.body().length), length, (byte) 'x');
    return of(
        step,
        body,
        "of " + StepMaker.count(length, "byte") + ", " + max + " being allowed",
        choices);
  }

  private static Optional<Piece> of(Step step, byte[] body, String how, Choices choices) {
    return Optional.of(Mistake.framed(step, body, step.intake().what() + " " + how, choices));
  }
}
