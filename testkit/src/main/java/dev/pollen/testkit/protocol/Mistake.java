package dev.pollen.testkit.protocol;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Something small that is wrong with a frame. */
interface Mistake {

  /** All that are known. */
  static List<Mistake> all(Protocol protocol) {
    List<Mistake> ofRecords = List.of(new RecordMistakes(protocol)::wrongPart);
    return Stream.of(
            new WordMistakes(protocol).all(), ofRecords, FrameMistakes.ALL, BodyMistakes.ALL)
        .flatMap(List::stream)
        .toList();
  }

  /** A valid frame with this mistake; nothing if it cannot be made there. */
  Optional<Piece> make(Step step, Choices choices);

  /** A frame with another body. */
  static Piece framed(Step step, byte[] body, String what, Choices choices) {
    return new Piece(FrameBytes.enclose(body, step.frame(), choices), what);
  }
}
