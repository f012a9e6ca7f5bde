package dev.pollen.processor.bind;

import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.States;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a handler does with its input: which method is called in which state, and how the bytes are
 * cut for it.
 *
 * @param states the states, if there are any
 * @param reads the {@code @OnRead} methods
 */
public record Protocol(Optional<States> states, List<BoundMethod> reads) {
  /** The only state of a handler that has none. */
  public static final String NO_STATE = "";

  static Protocol of(Optional<States> states, List<BoundMethod> methods) {
    return new Protocol(
        states, methods.stream().filter(method -> method.method().event() == Event.READ).toList());
  }

  /** Tells whether the dispatcher has to cut the input, or to hold it back in some state. */
  public boolean isFramed() {
    return reads.stream()
        .map(BoundMethod::method)
        .anyMatch(
            method ->
                method.qualifiers().guard().isPresent()
                    || method.decoder().isPresent()
                    || method.qualifiers().frame().isPresent());
  }

  /** The names of all states, the one where connections begin first. */
  public List<String> stateNames() {
    return states.map(States::names).orElse(List.of(NO_STATE));
  }

  /** The states in which a method is called. */
  public List<String> statesOf(EventMethod method) {
    List<String> guard = method.qualifiers().states();
    return guard.isEmpty() ? stateNames() : stateNames().stream().filter(guard::contains).toList();
  }

  /** The methods that read in a state. */
  public List<BoundMethod> readsIn(String state) {
    return reads.stream().filter(method -> statesOf(method.method()).contains(state)).toList();
  }

  /** How the input is cut in a state; nothing where nothing is read. */
  public Optional<Cut> cutIn(String state) {
    return readsIn(state).stream().findFirst().map(method -> Cut.of(method.method()));
  }

  /** The states by how the input is cut in them; the order is that of the states. */
  public Map<Cut, List<String>> cuts(Cut.Style style) {
    Map<Object, Cut> byShape = new LinkedHashMap<>();
    Map<Cut, List<String>> result = new LinkedHashMap<>();
    for (String state : stateNames()) {
      cutIn(state)
          .filter(cut -> cut.style() == style)
          .map(cut -> byShape.computeIfAbsent(cut.shape(), shape -> cut))
          .ifPresent(
              cut ->
                  result.merge(
                      cut,
                      List.of(state),
                      (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
    }
    return result;
  }

  /** The states in which nothing is read. */
  public List<String> silentStates() {
    return stateNames().stream().filter(state -> readsIn(state).isEmpty()).toList();
  }

  /** The methods for commands, the default ones included. */
  public List<BoundMethod> commands() {
    return reads.stream()
        .filter(method -> method.method().qualifiers().command().isPresent())
        .toList();
  }
}
