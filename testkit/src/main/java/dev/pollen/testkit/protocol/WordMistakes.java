package dev.pollen.testkit.protocol;

import dev.pollen.testkit.protocol.Intake.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What may be wrong with the words of a command. */
final class WordMistakes {
  private static final List<String> NO_NUMBERS =
      List.of("12x", "-", "+", "0x10", "1e3", "--1", "1.5", "99999999999999999999", "NaN");

  /** Bytes that are no text in UTF-8, and in few other charsets. */
  private static final byte[] NO_TEXT = {(byte) 0xC3, '(', (byte) 0xFF};

  private static final int MANY = 100;

  private final Protocol protocol;

  WordMistakes(Protocol protocol) {
    this.protocol = protocol;
  }

  List<Mistake> all() {
    return List.of(
        WordMistakes::wrongCount,
        WordMistakes::wrongNumber,
        WordMistakes::wrongConstant,
        WordMistakes::wrongVerb,
        WordMistakes::noText,
        this::wrongCase,
        this::wrongState);
  }

  private static Optional<Piece> wrongCount(Step step, Choices choices) {
    if (!isCommand(step)) {
      return Optional.empty();
    }
    boolean hasTail = step.intake().hasTail();
    int least = step.intake().parameters().size() - (hasTail ? 1 : 0);
    int count = choices.pick(List.of(0, least - 1, least + 1, least + 2, MANY));
    if (count < 0 || count == least || (hasTail && count > least)) {
      return Optional.empty();
    }
    List<byte[]> words = new ArrayList<>(step.words());
    while (words.size() < count + 1) {
      words.add(Bytes.ascii("1"));
    }
    String what =
        step.intake().verb()
            + " with "
            + StepMaker.count(count, "word")
            + " instead of "
            + (hasTail ? "at least " : "")
            + least;
    return line(step, words.subList(0, count + 1), what, choices);
  }

  private static Optional<Piece> wrongNumber(Step step, Choices choices) {
    return replaced(
        step,
        choices,
        value ->
            value instanceof Value.Decimal number
                ? Optional.of(Bytes.ascii(noNumber(number, choices)))
                : Optional.empty());
  }

  private static String noNumber(Value.Decimal range, Choices choices) {
    boolean hasBeyond = range.most() < Long.MAX_VALUE;
    if (hasBeyond && choices.oneIn(2)) {
      return String.valueOf(choices.oneIn(2) ? range.most() + 1 : range.least() - 1);
    }
    return choices.pick(NO_NUMBERS);
  }

  private static Optional<Piece> wrongConstant(Step step, Choices choices) {
    return replaced(
        step,
        choices,
        value ->
            value instanceof Value.Constant constant
                ? Optional.of(
                    (choices.pick(constant.names()) + "_").getBytes(StandardCharsets.UTF_8))
                : Optional.empty());
  }

  private static Optional<Piece> noText(Step step, Choices choices) {
    return replaced(
        step,
        choices,
        value -> value.charset().filter(WordMistakes::canBeMalformed).map(charset -> NO_TEXT));
  }

  /** Tells whether {@link #NO_TEXT} is none in a charset. */
  static boolean canBeMalformed(Charset charset) {
    try {
      // A new decoder reports what it cannot decode.
      charset.newDecoder().decode(ByteBuffer.wrap(NO_TEXT));
      return false;
    } catch (CharacterCodingException malformed) {
      return true;
    }
  }

  static byte[] noText() {
    return NO_TEXT.clone();
  }

  private static Optional<Piece> wrongVerb(Step step, Choices choices) {
    if (!isCommand(step)) {
      return Optional.empty();
    }
    String verb = step.intake().verb();
    String wrong =
        choices.pick(
            List.of(
                verb + "X",
                verb.substring(0, verb.length() - 1),
                "X" + verb,
                verb + "\0",
                verb + verb));
    return line(step, withVerb(step, wrong), shown(wrong) + " instead of " + verb, choices);
  }

  private Optional<Piece> wrongCase(Step step, Choices choices) {
    String verb = step.intake().verb();
    String lower = CommandCase.lower(verb);
    String wrong = verb.equals(lower) ? CommandCase.upper(verb) : lower;
    return isCommand(step) && !protocol.commandCase().isIgnored() && !wrong.equals(verb)
        ? line(step, withVerb(step, wrong), wrong + " instead of " + verb, choices)
        : Optional.empty();
  }

  private Optional<Piece> wrongState(Step step, Choices choices) {
    List<State> others =
        protocol.allStates().stream()
            .filter(state -> state.frame().equals(step.frame()) && !state.equals(step.state()))
            .filter(state -> step.intake().kind() != Kind.TAKES)
            .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    State other = choices.pick(others);
    return choices.shuffled(other.commands()).stream()
        .filter(command -> !protocol.isCommand(command.verb(), step.state()))
        .findFirst()
        .flatMap(
            command ->
                line(
                    step,
                    new CommandWords(protocol, Samples.NONE, choices).of(command, false),
                    command.verb() + ", which is for " + other.name(),
                    choices));
  }

  // ---- how ----

  private interface Replacement {
    Optional<byte[]> of(Value value);
  }

  /** A command with one word that is replaced. */
  private static Optional<Piece> replaced(Step step, Choices choices, Replacement replacement) {
    if (!isCommand(step)) {
      return Optional.empty();
    }
    List<Intake.Parameter> parameters = step.intake().parameters();
    for (int i : choices.shuffled(IntStream.range(0, parameters.size()).boxed().toList())) {
      Optional<byte[]> word = replacement.of(parameters.get(i).value());
      if (word.isPresent()) {
        List<byte[]> words = new ArrayList<>(step.words());
        if (i + 1 < words.size()) {
          words.set(i + 1, word.get());
        } else {
          words.add(word.get());
        }
        return line(
            step,
            words,
            step.intake().verb()
                + " whose "
                + parameters.get(i).name()
                + " is "
                + Bytes.shown(word.get()),
            choices);
      }
    }
    return Optional.empty();
  }

  private static List<byte[]> withVerb(Step step, String verb) {
    List<byte[]> words = new ArrayList<>(step.words());
    words.set(0, verb.getBytes(StandardCharsets.UTF_8));
    return words;
  }

  private static String shown(String word) {
    return Bytes.shown(word.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isCommand(Step step) {
    return step.intake().kind() == Kind.COMMAND;
  }

  private static Optional<Piece> line(Step step, List<byte[]> words, String what, Choices choices) {
    return Optional.of(Mistake.framed(step, step.bodyOf(words), what, choices));
  }
}
