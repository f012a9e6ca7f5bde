package dev.pollen.testkit.protocol;

import dev.pollen.testkit.protocol.Intake.Parameter;
import dev.pollen.testkit.protocol.RecordLayout.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads descriptions, line by line; what is indented belongs to the line above that is not. */
final class ProtocolParser {
  private final List<String> lines;
  private int at;

  ProtocolParser(String text) {
    this.lines = text.lines().toList();
  }

  Protocol parse() {
    if (lines.isEmpty() || !lines.get(0).equals(Protocol.VERSION)) {
      throw here().wrong("it must be \"" + Protocol.VERSION + "\"");
    }
    at++;
    String handler = take("handler").only();
    CommandCase commandCase = CommandCase.NONE;
    if (isAt("commands")) {
      commandCase =
          here().only().equals("ignore-case") ? CommandCase.IGNORE_CASE : CommandCase.EXACT_CASE;
      at++;
    }
    List<String> begins = isAt("begins") ? take("begins").rest() : List.of();
    Map<String, State> states = new LinkedHashMap<>();
    while (isAt("state")) {
      State state = state();
      states.put(state.name(), state);
    }
    Map<String, RecordLayout> records = new LinkedHashMap<>();
    while (isAt("record")) {
      RecordLayout record = record();
      records.put(record.name(), record);
    }
    if (states.isEmpty() || at < lines.size()) {
      throw here().wrong("it begins neither a state nor a record");
    }
    checkNames(begins, states, records);
    return new Protocol(handler, commandCase, begins, states, records);
  }

  private static void checkNames(
      List<String> begins, Map<String, State> states, Map<String, RecordLayout> records) {
    List<Intake> intakes =
        states.values().stream().flatMap(state -> state.intakes().stream()).toList();
    Stream.concat(begins.stream(), intakes.stream().flatMap(intake -> intake.next().stream()))
        .filter(name -> !name.equals(Intake.END) && !name.equals(Intake.ANYWHERE))
        .filter(name -> !states.containsKey(name))
        .forEach(name -> unknown("state", name));
    Stream.concat(
            records.values().stream()
                .flatMap(record -> record.components().stream())
                .map(component -> component.form().nested()),
            intakes.stream()
                .flatMap(intake -> intake.parameters().stream())
                .map(parameter -> parameter.value().layout()))
        .flatMap(Optional::stream)
        .filter(name -> !records.containsKey(name))
        .forEach(name -> unknown("record", name));
  }

  private static void unknown(String what, String name) {
    throw new IllegalArgumentException(
        "No description of a protocol: the " + what + " " + name + " is not described");
  }

  private State state() {
    String name = take("state").only();
    if (!isInside()) {
      throw here().wrong("it is not said how the input of " + name + " is cut");
    }
    Frame frame = Frame.parse(here());
    at++;
    List<Intake> intakes = new ArrayList<>();
    while (isInside()) {
      intakes.add(intake(here()));
      at++;
    }
    return new State(name, frame, List.copyOf(intakes));
  }

  private static Intake intake(TextLine line) {
    Intake.Kind kind =
        switch (line.keyword()) {
          case "command" -> Intake.Kind.COMMAND;
          case "others" -> Intake.Kind.OTHERS;
          case "takes" -> Intake.Kind.TAKES;
          default -> throw line.wrong("\"" + line.keyword() + "\" is no kind of input");
        };
    int begin = kind == Intake.Kind.COMMAND ? 2 : 1;
    String verb = begin == 2 ? line.from(1).keyword() : "";
    List<String> words = line.words();
    List<String> behind = words.subList(begin, words.size());
    int arrow = behind.indexOf(Intake.ARROW);
    List<String> parameters = arrow < 0 ? behind : behind.subList(0, arrow);
    return new Intake(
        kind,
        verb,
        parameters.stream().map(each -> parameter(each, line)).toList(),
        arrow < 0 ? List.of() : List.copyOf(behind.subList(arrow + 1, behind.size())));
  }

  private static Parameter parameter(String text, TextLine line) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw line.wrong("\"" + text + "\" is no parameter");
    }
    return new Parameter(text.substring(0, colon), Value.parse(text.substring(colon + 1), line));
  }

  private RecordLayout record() {
    String name = take("record").only();
    List<Component> components = new ArrayList<>();
    while (isInside()) {
      components.add(new Component(here().keyword(), Form.parse(here().from(1))));
      at++;
    }
    return new RecordLayout(name, List.copyOf(components));
  }

  // ---- where it is ----

  private TextLine here() {
    return TextLine.of(at + 1, at < lines.size() ? lines.get(at) : "");
  }

  private TextLine take(String keyword) {
    TextLine line = here();
    if (!isAt(keyword)) {
      throw line.wrong("it must begin with \"" + keyword + "\"");
    }
    at++;
    return line;
  }

  private boolean isAt(String keyword) {
    return at < lines.size() && !isInside() && here().keyword().equals(keyword);
  }

  private boolean isInside() {
    return at < lines.size() && lines.get(at).startsWith("  ");
  }
}
