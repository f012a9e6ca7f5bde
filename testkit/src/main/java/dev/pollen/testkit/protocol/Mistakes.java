package dev.pollen.testkit.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes mistakes in valid conversations. */
final class Mistakes {
  private static final int MOST = 3;

  private final List<Mistake> mistakes;
  private final Choices choices;

  Mistakes(Protocol protocol, Choices choices) {
    this.mistakes = Mistake.all(protocol);
    this.choices = choices;
  }

  /** The pieces of these steps, with one mistake at least if there is a step. */
  List<Piece> in(List<Step> steps) {
    List<Piece> pieces = new ArrayList<>(steps.stream().map(Step::piece).toList());
    int left = steps.isEmpty() ? 0 : 1 + choices.upTo(MOST - 1);
    while (left-- > 0) {
      int at = choices.upTo(steps.size() - 1);
      makeIn(steps.get(at)).ifPresent(piece -> pieces.set(at, piece));
    }
    if (!pieces.isEmpty() && choices.oneIn(MOST)) {
      disturb(pieces);
    }
    return pieces;
  }

  private Optional<Piece> makeIn(Step step) {
    return choices.shuffled(mistakes).stream()
        .flatMap(mistake -> mistake.make(step, choices).stream())
        .findFirst();
  }

  /** What is wrong with the order of pieces, or with the end of all. */
  private void disturb(List<Piece> pieces) {
    int at = choices.upTo(pieces.size() - 1);
    Piece piece = pieces.get(at);
    switch (choices.upTo(3)) {
      case 0 -> pieces.add(at, new Piece(piece.bytes(), piece.what() + ", once more"));
      case 1 -> pieces.remove(at);
      case 2 -> Collections.swap(pieces, at, choices.upTo(pieces.size() - 1));
      default -> {
        Piece last = pieces.get(pieces.size() - 1);
        int length = choices.upTo(last.length());
        pieces.set(
            pieces.size() - 1,
            new Piece(Arrays.copyOf(last.bytes(), length), last.what() + ", cut off"));
      }
    }
  }
}
