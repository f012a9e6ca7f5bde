package dev.pollen.testkit.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which bytes a handler takes, as the annotation processor has described it: what cuts the input in
 * each state, which commands there are, what their words may be, how records look, and where each
 * method leads. Immutable.
 */
public final class Protocol {
  static final String VERSION = "pollen-protocol 1";

  private final String handler;
  private final CommandCase commandCase;
  private final List<String> begins;
  private final Map<String, State> states;
  private final Map<String, RecordLayout> records;

  Protocol(
      String handler,
      CommandCase commandCase,
      List<String> begins,
      Map<String, State> states,
      Map<String, RecordLayout> records) {
    this.handler = handler;
    this.commandCase = commandCase;
    this.begins = begins;
    this.states = states;
    this.records = records;
  }

  /**
   * Reads what is described of a handler.
   *
   * @param handler the class with the annotations, not its dispatcher
   * @return its protocol
   * @throws IllegalArgumentException if there is no description, or none that this version can read
   * @throws UncheckedIOException if it cannot be read
   */
  public static Protocol of(Class<?> handler) {
    String name = handler.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".protocol";
    try (InputStream text = handler.getResourceAsStream(file)) {
      if (text == null) {
        throw new IllegalArgumentException(
            name
                + " has no description "
                + file
                + " beside its class file. The processor of Pollen writes one for handlers that"
                + " read frames, commands or messages; a module must open the package to let others"
                + " read it");
      }
      return parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The description of " + name + " cannot be read", e);
    }
  }

  /**
   * Reads a description.
   *
   * @param text the lines of the description
   * @return the protocol
   * @throws IllegalArgumentException if this is no description, or none that this version can read;
   *     it names the line
   */
  public static Protocol parse(String text) {
    return new ProtocolParser(text).parse();
  }

  /**
   * The class that has this protocol.
   *
   * @return its canonical name
   */
  public String handler() {
    return handler;
  }

  /**
   * The states of its connections.
   *
   * @return their names; a single {@code -} if it has none
   */
  public List<String> states() {
    return List.copyOf(states.keySet());
  }

  CommandCase commandCase() {
    return commandCase;
  }

  /** The states in one of which a connection begins. */
  List<State> begins() {
    List<State> known = after(begins);
    return known.isEmpty() ? allStates().subList(0, 1) : known;
  }

  State state(String name) {
    return Objects.requireNonNull(states.get(name), name);
  }

  List<State> allStates() {
    return List.copyOf(states.values());
  }

  /** The states that an arrow may lead to; none if to the end. */
  List<State> after(List<String> next) {
    return next.contains(Intake.ANYWHERE)
        ? allStates()
        : next.stream().filter(name -> !name.equals(Intake.END)).map(this::state).toList();
  }

  RecordLayout record(String name) {
    return Objects.requireNonNull(records.get(name), name);
  }

  /** Tells whether a word is a command that this state serves, whatever its arguments. */
  boolean isCommand(String word, State state) {
    return state.commands().stream().anyMatch(each -> commandCase.isSame(each.verb(), word));
  }

  /** The description, as {@link #parse} reads it. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(List.of(VERSION, "handler " + handler));
    if (commandCase != CommandCase.NONE) {
      lines.add("commands " + commandCase);
    }
    if (!begins.isEmpty()) {
      lines.add("begins " + String.join(" ", begins));
    }
    states.values().forEach(state -> lines.add(state.toString()));
    records.values().forEach(record -> lines.add(record.toString()));
    return String.join("\n", lines) + "\n";
  }
}
