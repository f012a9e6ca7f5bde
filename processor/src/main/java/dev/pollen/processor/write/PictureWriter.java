package dev.pollen.processor.write;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.StateFlow;
import dev.pollen.processor.model.StateFlow.Exits;
import dev.pollen.processor.model.TypeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;

/** Draws the states of a handler, as text for Mermaid, beside its class file. */
public final class PictureWriter {
  private final BoundHandler bound;
  private final Optional<StateFlow> flow;
  private final List<String> states;
  private final List<EventMethod> methods;

  private record Arrow(String from, String to) {}

  /**
   * Prepares to draw a handler.
   *
   * @param flow where its code takes connections, if that is known
   */
  public PictureWriter(BoundHandler bound, Optional<StateFlow> flow) {
    this.bound = bound;
    this.flow = flow;
    this.states = bound.protocol().stateNames();
    this.methods = bound.handler().methods();
  }

  /** Writes the file, if the handler has states. */
  public void write(Filer filer) {
    if (bound.handler().states().isEmpty() || states.isEmpty()) {
      return;
    }
    String name = TypeText.flat(bound.handler().type()) + ".mmd";
    ResourceFile.write(bound.handler(), name, this::text, filer);
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    lines.add("%% The states of " + TypeText.of(bound.handler().type()) + ", drawn by Pollen.");
    if (flow.isEmpty()) {
      lines.add("%% Without arrows: this compiler does not show the bodies of methods.");
    }
    lines.add("stateDiagram-v2");
    states.forEach(state -> lines.addAll(box(state)));
    lines.add("  " + StateFlow.END + " --> " + MermaidText.id(states.get(0)));
    arrows()
        .forEach(
            (arrow, labels) ->
                lines.add(
                    String.format(
                        "  %s --> %s : %s",
                        MermaidText.id(arrow.from()),
                        MermaidText.id(arrow.to()),
                        MermaidText.label(labels))));
    if (!bound.protocol().reads().isEmpty()) {
      bound
          .protocol()
          .silentStates()
          .forEach(
              state ->
                  lines.add("  note right of " + MermaidText.id(state) + " : nothing is read"));
    }
    return String.join("\n", lines) + "\n";
  }

  /** A state, with the events that it handles itself: they lead nowhere. */
  private List<String> box(String state) {
    Set<String> inside = new LinkedHashSet<>();
    for (EventMethod method : methods) {
      boolean isDrawn = method.event() == Event.READ || !method.qualifiers().states().isEmpty();
      if (isDrawn && statesOf(method).contains(state) && exits(method).equals(Exits.NONE)) {
        inside.add(EventText.of(method));
      }
    }
    List<String> lines = new ArrayList<>();
    boolean isPlain = inside.isEmpty() && !MermaidText.needsAlias(state);
    String id = MermaidText.id(state);
    lines.add("  " + (isPlain ? id : "state \"" + state + "\" as " + id));
    if (!inside.isEmpty()) {
      lines.add("  " + id + " : " + MermaidText.label(inside));
    }
    return lines;
  }

  /** All arrows by where they begin, then by where they end, each with what it says. */
  private Map<Arrow, Set<String>> arrows() {
    Map<Arrow, Set<String>> arrows = new LinkedHashMap<>();
    for (String from : states) {
      for (String to : Stream.concat(states.stream(), Stream.of(StateFlow.END)).toList()) {
        Set<String> labels = new LinkedHashSet<>();
        for (EventMethod method : methods) {
          label(method, from, to).ifPresent(labels::add);
        }
        if (!labels.isEmpty()) {
          arrows.put(new Arrow(from, to), labels);
        }
      }
    }
    return arrows;
  }

  private Optional<String> label(EventMethod method, String from, String to) {
    Exits exits = exits(method);
    boolean isLeftBehind = isLeftBehind(method);
    if (statesOf(method).contains(from)
        && (exits.now().contains(to) || (!isLeftBehind && exits.later().contains(to)))) {
      return Optional.of(EventText.of(method));
    }
    return isLeftBehind && exits.now().contains(from) && exits.later().contains(to)
        ? Optional.of("later")
        : Optional.empty();
  }

  /**
   * Tells whether a method enters a state itself and leaves code behind that enters another: that
   * one runs in the state that the method has entered.
   */
  private boolean isLeftBehind(EventMethod method) {
    return !(method.result() instanceof Result.Later)
        && exits(method).now().stream().anyMatch(states::contains)
        && !exits(method).later().isEmpty();
  }

  /** A connection is made in the first state, and none is entered when it is closed. */
  private List<String> statesOf(EventMethod method) {
    return switch (method.event()) {
      case ACCEPT, CONNECT -> states.subList(0, 1);
      case CLOSE -> List.of();
      default -> bound.protocol().statesOf(method);
    };
  }

  private Exits exits(EventMethod method) {
    return flow.map(known -> known.of(method)).orElse(Exits.NONE);
  }
}
