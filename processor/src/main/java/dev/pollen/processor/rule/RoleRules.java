package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Optional;
import java.util.function.Consumer;

/** Which event methods go together in one class. */
final class RoleRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    Handler handler = bound.handler();
    handler.methods().stream()
        .filter(method -> !method.event().firesOn(handler.role()))
        .flatMap(method -> mixed(handler, method).stream())
        .forEach(findings);
    for (Event event : Event.values()) {
      event
          .governed()
          .filter(governed -> event.firesOn(handler.role()) && !isMeant(governed, handler))
          .ifPresent(governed -> checkPredicates(handler, event, governed, findings));
    }
  }

  /** Tells whether a handler has an event, be it on a method that has too many of them. */
  private static boolean isMeant(Event event, Handler handler) {
    return handler.has(event)
        || handler.methods().stream()
            .flatMap(method -> method.others().stream())
            .anyMatch(other -> other.event() == event);
  }

  /** What keeps an event out of the role; nothing if the role itself is only a guess. */
  private static Optional<Finding> mixed(Handler handler, EventMethod method) {
    boolean datagrams = handler.role() == Role.DATAGRAMS;
    Optional<EventMethod> decisive =
        datagrams ? handler.methods(Event.DATAGRAM).stream().findFirst() : handler.accepting();
    Diagnostic diagnostic = datagrams ? Diagnostic.MIXED_WITH_DATAGRAMS : Diagnostic.MIXED_ROLES;
    return decisive.map(
        other ->
            diagnostic.at(
                method.element(),
                method.event().annotation(),
                TypeText.of(handler.type()),
                other.name()));
  }

  private static void checkPredicates(
      Handler handler, Event event, Event governed, Consumer<Finding> findings) {
    for (EventMethod method : handler.methods(event)) {
      findings.accept(
          Diagnostic.PREDICATE_ALONE.at(
              method.element(),
              event.annotation(),
              method.name(),
              governed.annotation(),
              TypeText.of(handler.type())));
    }
  }
}
