package dev.pollen.testkit.protocol;

import java.util.Optional;

/** What may be wrong with a record: one of its parts. */
final class RecordMistakes {
  private final Protocol protocol;

  RecordMistakes(Protocol protocol) {
    this.protocol = protocol;
  }

  Optional<Piece> wrongPart(Step step, Choices choices) {
    RecordBytes records = new RecordBytes(protocol, choices);
    return step.intake().parameters().stream()
        .flatMap(parameter -> parameter.value().layout().stream())
        .flatMap(record -> records.makeSpoiled(record, step.frame().max()).stream())
        .findFirst()
        .map(
            body ->
                Mistake.framed(
                    step, body, "a record whose " + records.spoiledPart() + " cannot be", choices));
  }
}
