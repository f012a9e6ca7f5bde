package dev.pollen.testkit.protocol;

import dev.pollen.testkit.protocol.Intake.Parameter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes the words of commands. */
final class CommandWords {
  /** How long a word is at most for which nothing else is said. */
  private static final int USUAL = 12;

  private static final int FEW = 3;

  private final Protocol protocol;
  private final Samples samples;
  private final Choices choices;

  CommandWords(Protocol protocol, Samples samples, Choices choices) {
    this.protocol = protocol;
    this.samples = samples;
    this.choices = choices;
  }

  /** A command and the words that it takes. */
  List<byte[]> of(Intake command, boolean isShort) {
    List<byte[]> words = new ArrayList<>();
    words.add(verb(command.verb()));
    for (Parameter parameter : command.parameters()) {
      List<byte[]> known = samples.of(parameter.name());
      if (known.isEmpty()) {
        words.addAll(of(parameter.value(), isShort));
      } else {
        words.add(choices.pick(known));
      }
    }
    return words;
  }

  private byte[] verb(String verb) {
    String written =
        protocol.commandCase().isIgnored()
            ? choices.pick(List.of(verb, CommandCase.lower(verb), CommandCase.upper(verb)))
            : verb;
    return written.getBytes(StandardCharsets.UTF_8);
  }

  private List<byte[]> of(Value value, boolean isShort) {
    int most = isShort ? 1 : USUAL;
    if (value.isTail()) {
      return tail(value, isShort ? 0 : choices.upTo(FEW), most);
    } else if (value instanceof Value.Decimal number) {
      return List.of(Bytes.ascii(number(number, isShort)));
    } else if (value instanceof Value.Constant constant) {
      String name = choices.pick(constant.names());
      boolean folds = protocol.commandCase().isIgnored() && choices.oneIn(2);
      return List.of((folds ? CommandCase.lower(name) : name).getBytes(StandardCharsets.UTF_8));
    }
    return List.of(word(value, most));
  }

  private List<byte[]> tail(Value value, int count, int most) {
    List<byte[]> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(word(value, most));
    }
    return words;
  }

  private byte[] word(Value value, int most) {
    return value.charset().map(charset -> text(most, charset)).orElseGet(() -> bytes(most));
  }

  /** Visible text, and at least one letter of it. */
  private byte[] text(int most, Charset charset) {
    byte[] text = choices.text(1 + choices.upTo(most - 1), charset);
    return text.length == 0 ? "x".getBytes(charset) : text;
  }

  /** Any bytes but those that separate words, or end lines. */
  private byte[] bytes(int most) {
    byte[] bytes = choices.bytes(1 + choices.upTo(most - 1));
    for (int i = 0; i < bytes.length; i++) {
      boolean separates = "\t\n\r ".indexOf((char) bytes[i]) >= 0;
      bytes[i] = separates ? (byte) 'z' : bytes[i];
    }
    return bytes;
  }

  private String number(Value.Decimal range, boolean isShort) {
    if (isShort) {
      return String.valueOf(Math.max(range.least(), Math.min(range.most(), 0)));
    }
    long number = choices.number(range.least(), range.most());
    return switch (choices.upTo(9)) {
      case 0 -> number < 0 ? String.valueOf(number) : "+" + number;
      case 1 -> number < 0 ? String.valueOf(number) : "000" + number;
      default -> String.valueOf(number);
    };
  }

  /** A word that is no command of a state, or none at all. */
  byte[] noVerb(State state) {
    String word;
    do {
      word =
          new String(
              choices.text(1 + choices.upTo(USUAL), StandardCharsets.US_ASCII),
              StandardCharsets.US_ASCII);
    } while (protocol.isCommand(word, state));
    return Bytes.ascii(word);
  }

  /** The plainest line of words. */
  static byte[] joined(List<byte[]> words) {
    List<byte[]> parts = new ArrayList<>();
    for (byte[] word : words) {
      if (!parts.isEmpty()) {
        parts.add(new byte[] {' '});
      }
      parts.add(word);
    }
    return Bytes.joined(parts.toArray(byte[][]::new));
  }

  /** A line of words, with blanks of all kinds. */
  byte[] line(List<byte[]> words) {
    List<byte[]> parts = new ArrayList<>();
    for (byte[] word : words) {
      if (!parts.isEmpty()) {
        parts.add(blanks());
      }
      parts.add(word);
    }
    if (choices.oneIn(9)) {
      parts.add(0, blanks());
    }
    if (choices.oneIn(9)) {
      parts.add(blanks());
    }
    return Bytes.joined(parts.toArray(byte[][]::new));
  }

  private byte[] blanks() {
    return Bytes.ascii(choices.oneIn(9) ? choices.pick(List.of("\t", "  ", " \t ")) : " ");
  }
}
