package dev.pollen.testkit.protocol;

import java.util.List;
import java.util.Locale;

/**
 * A method that gets some of the input.
 *
 * @param kind which input
 * @param verb the word of a command; empty for the other kinds
 * @param parameters what the method takes of it
 * @param next the states where the method leads; none if it stays
 */
record Intake(Kind kind, String verb, List<Parameter> parameters, List<String> next) {
  static final String ARROW = "->";

  /** Stands for the end of the connection among the states. */
  static final String END = "[*]";

  /** Stands among the states for each of them, where nobody could see the method. */
  static final String ANYWHERE = "?";

  enum Kind {
    /** The lines that begin with one word. */
    COMMAND,
    /** The lines that begin with any other word. */
    OTHERS,
    /** All of it. */
    TAKES
  }

  /** What a parameter of the method is called, and what it receives. */
  record Parameter(String name, Value value) {
    @Override
    public String toString() {
      return name + ":" + value;
    }
  }

  /** Tells whether it does not matter how many words there are. */
  boolean hasTail() {
    return parameters.stream().anyMatch(parameter -> parameter.value().isTail());
  }

  /** For people. */
  String what() {
    return switch (kind) {
      case COMMAND -> verb;
      case OTHERS -> "another command";
      case TAKES -> "a frame";
    };
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind.name().toLowerCase(Locale.ROOT));
    if (kind == Kind.COMMAND) {
      text.append(' ').append(verb);
    }
    parameters.forEach(parameter -> text.append(' ').append(parameter));
    if (!next.isEmpty()) {
      text.append(' ').append(ARROW).append(' ').append(String.join(" ", next));
    }
    return text.toString();
  }
}
