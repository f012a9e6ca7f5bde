package dev.pollen.testkit.protocol;

import dev.pollen.testkit.protocol.Intake.Kind;
import dev.pollen.testkit.protocol.Intake.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes valid frames for methods. */
final class StepMaker {
  /** How often it is tried to make one that the frame can hold. */
  private static final int TRIES = 8;

  private final Samples samples;
  private final Choices choices;
  private final CommandWords words;
  private final RecordBytes records;

  StepMaker(Protocol protocol, Samples samples, Choices choices) {
    this.samples = samples;
    this.choices = choices;
    this.words = new CommandWords(protocol, samples, choices);
    this.records = new RecordBytes(protocol, choices);
  }

  /** A frame for a method; nothing if the description does not tell how to make one. */
  Optional<Step> make(State state, Intake intake) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Step> step = tryToMake(state, intake, i > TRIES / 2);
      if (step.isEmpty() || isPossible(step.get())) {
        return step;
      }
    }
    return Optional.empty();
  }

  private static boolean isPossible(Step step) {
    return FrameBytes.canBe(step.body(), step.frame());
  }

  private Optional<Step> tryToMake(State state, Intake intake, boolean isShort) {
    if (intake.kind() == Kind.TAKES) {
      return body(state.frame(), intake.parameters(), isShort)
          .map(body -> step(state, intake, List.of(), CommandWords::joined, body));
    }
    List<byte[]> list =
        intake.kind() == Kind.COMMAND
            ? words.of(intake, isShort)
            : List.of(words.noVerb(state), new byte[] {'x'});
    if (state.frame() instanceof Frame.Line line) {
      byte[] body = padded(words.line(list), line);
      return Optional.of(step(state, intake, list, CommandWords::joined, body));
    }
    return samples
        .encoder()
        .map(encoder -> step(state, intake, list, encoder, encoder.apply(list)));
  }

  private Step step(
      State state,
      Intake intake,
      List<byte[]> list,
      Function<List<byte[]>, byte[]> encoder,
      byte[] body) {
    byte[] whole = FrameBytes.enclose(body, state.frame(), choices);
    String what =
        switch (intake.kind()) {
          case COMMAND -> intake.verb() + " with " + count(list.size() - 1, "word");
          case OTHERS -> "a command that is none";
          case TAKES -> "a frame of " + count(body.length, "byte");
        };
    return new Step(state, intake, list, encoder, body, new Piece(whole, what));
  }

  static String count(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  /** At times as long as a line may be: blanks at its end mean nothing. */
  private byte[] padded(byte[] line, Frame frame) {
    int missing = Math.min(frame.max(), Choices.LARGE) - line.length;
    return missing > 0 && choices.oneIn(TRIES)
        ? Bytes.joined(line, Bytes.repeated(new byte[] {' '}, missing))
        : line;
  }

  private Optional<byte[]> body(Frame frame, List<Parameter> parameters, boolean isShort) {
    boolean isTooLong = frame instanceof Frame.Exactly exactly && exactly.length() > Choices.LARGE;
    if (isTooLong || frame instanceof Frame.Nothing) {
      return Optional.empty();
    }
    Optional<Parameter> parameter = parameters.stream().findFirst();
    List<byte[]> known = parameter.map(each -> samples.of(each.name())).orElse(List.of());
    if (!known.isEmpty()) {
      return Optional.of(choices.pick(known));
    }
    if (frame instanceof Frame.ExactlyBy) {
      return Optional.empty();
    }
    int most = isShort ? Math.min(1, frame.max()) : Math.min(frame.max(), Choices.LARGE);
    return parameter
        .map(Parameter::value)
        .map(value -> body(frame, value, most))
        .orElseGet(() -> Optional.of(bytes(frame, most)));
  }

  private Optional<byte[]> body(Frame frame, Value value, int most) {
    if (value.layout().isPresent()) {
      return records.make(value.layout().get(), frame.max());
    } else if (value instanceof Value.Message) {
      return Optional.empty();
    }
    return Optional.of(
        value
            .charset()
            .map(charset -> choices.text(length(frame, most), charset))
            .orElseGet(() -> bytes(frame, most)));
  }

  private int length(Frame frame, int most) {
    return frame instanceof Frame.Exactly exactly ? exactly.length() : choices.length(most);
  }

  private byte[] bytes(Frame frame, int most) {
    byte[] bytes = choices.bytes(length(frame, most));
    FrameBytes.delimiter(frame).ifPresent(delimiter -> remove(delimiter.first(), bytes));
    return bytes;
  }

  private static void remove(byte first, byte[] bytes) {
    byte instead = (byte) (first == 'z' ? 'y' : 'z');
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == first ? instead : bytes[i];
    }
  }
}
