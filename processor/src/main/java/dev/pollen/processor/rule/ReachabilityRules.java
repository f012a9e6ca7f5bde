package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.StateFlow;
import dev.pollen.processor.model.StateFlow.Exits;
import dev.pollen.processor.model.States;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.lang.model.element.VariableElement;

/**
 * That every state can be entered and left. Judges states that are declared in the handler and
 * nowhere else: others may be entered by whoever shares them.
 */
public final class ReachabilityRules implements Rule {
  /** These come in every state, and nobody writes a protocol around them. */
  private static final Set<Event> ENDINGS = Set.of(Event.SHUTDOWN, Event.CLOSE, Event.ERROR);

  private final StateFlow flow;

  /** Judges by what the code of the handler does. */
  public ReachabilityRules(StateFlow flow) {
    this.flow = flow;
  }

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    Optional<States> own =
        bound
            .handler()
            .states()
            .filter(states -> bound.handler().type().equals(states.type().getEnclosingElement()));
    own.ifPresent(states -> check(bound, states, findings));
  }

  private void check(BoundHandler bound, States states, Consumer<Finding> findings) {
    Set<String> entered = entered(bound, states);
    for (VariableElement constant : states.constants()) {
      String state = constant.getSimpleName().toString();
      Optional<Finding> finding =
          entered.contains(state)
              ? dead(bound, state)
                  .filter(why -> !isEnteredClosing(bound, state))
                  .map(why -> Diagnostic.DEAD_STATE.at(constant, state, why))
              : Optional.of(
                  Diagnostic.UNREACHABLE_STATE.at(constant, state, unreachable(bound, state)));
      finding.ifPresent(findings);
    }
  }

  /** The states that connections can come to, the first one included. */
  private Set<String> entered(BoundHandler bound, States states) {
    Set<String> entered = new HashSet<>(flow.elsewhere());
    states.names().stream().findFirst().ifPresent(entered::add);
    boolean grows = true;
    while (grows) {
      List<String> next =
          bound.handler().methods().stream()
              .filter(
                  method -> bound.protocol().statesOf(method).stream().anyMatch(entered::contains))
              .flatMap(this::targets)
              .toList();
      grows = entered.addAll(next);
    }
    return entered;
  }

  private Stream<String> targets(EventMethod method) {
    Exits exits = flow.of(method);
    return Stream.concat(exits.now().stream(), exits.later().stream());
  }

  private String unreachable(BoundHandler bound, String state) {
    Handler handler = bound.handler();
    boolean isMentioned = handler.methods().stream().flatMap(this::targets).anyMatch(state::equals);
    return isMentioned
        ? "only methods of states that are never entered mention it"
        : "nothing in the source of '" + TypeText.of(handler.type()) + "' mentions it";
  }

  /** Why connections stay in a state for ever, if they do. */
  private Optional<String> dead(BoundHandler bound, String state) {
    List<EventMethod> called =
        bound.handler().methods().stream()
            .filter(method -> bound.protocol().statesOf(method).contains(state))
            .toList();
    if (called.stream().allMatch(method -> ENDINGS.contains(method.event()))) {
      return isLeftFromOutside(bound, state)
          ? Optional.empty()
          : Optional.of("no event is handled in it");
    }
    boolean isRead = called.stream().anyMatch(method -> method.event() == Event.READ);
    return isRead
            || isLeftFromOutside(bound, state)
            || called.stream().anyMatch(method -> leaves(method, state))
        ? Optional.empty()
        : Optional.of("nothing is read in it, and no event that is handled in it leaves it");
  }

  /** Tells whether all that enters a state closes the connection besides. */
  private boolean isEnteredClosing(BoundHandler bound, String state) {
    List<Exits> entering =
        bound.handler().methods().stream()
            .map(flow::of)
            .filter(exits -> exits.now().contains(state) || exits.later().contains(state))
            .toList();
    return !entering.isEmpty()
        && entering.stream().allMatch(exits -> exits.now().contains(StateFlow.END));
  }

  /** Tells whether a timer, an answer of others, or what calls the handler may leave a state. */
  private boolean isLeftFromOutside(BoundHandler bound, String state) {
    return Stream.concat(
            flow.elsewhere().stream(),
            bound.handler().methods().stream().flatMap(method -> flow.of(method).later().stream()))
        .anyMatch(other -> !other.equals(state));
  }

  private boolean leaves(EventMethod method, String state) {
    return flow.of(method).now().stream()
        .filter(other -> !other.equals(StateFlow.END) || !ENDINGS.contains(method.event()))
        .anyMatch(other -> !other.equals(state));
  }
}
