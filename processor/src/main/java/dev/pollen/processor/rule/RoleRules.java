package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.List;
import java.util.function.Consumer;

/** Which event methods go together in one class. */
final class RoleRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    Handler handler = bound.handler();
    handler.accepting().ifPresent(accepting -> checkRole(handler, accepting, findings));
    for (Event event : Event.values()) {
      List<EventMethod> callable =
          handler.methods(event).stream().filter(method -> isMember(method, scope)).toList();
      if (callable.size() > 1) {
        checkDuplicates(event, callable, findings);
      }
      event
          .governed()
          .filter(governed -> governed.firesOn(handler.role()) && !isMeant(governed, handler))
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

  /**
   * Tells whether a method would be called if it were all right: not if it is not even inherited.
   */
  private static boolean isMember(EventMethod method, Scope scope) {
    return scope.canCall(method.element()) || Scope.declarer(method.element()).equals(scope.home());
  }

  private static void checkRole(
      Handler handler, EventMethod accepting, Consumer<Finding> findings) {
    for (EventMethod method : handler.methods()) {
      if (!method.event().firesOn(handler.role())) {
        findings.accept(
            Diagnostic.MIXED_ROLES.at(
                method.element(),
                method.event().annotation(),
                TypeText.of(handler.type()),
                accepting.name()));
      }
    }
  }

  private static void checkDuplicates(
      Event event, List<EventMethod> methods, Consumer<Finding> findings) {
    boolean overloaded =
        methods.stream().map(EventMethod::name).distinct().count() < methods.size();
    List<String> names =
        methods.stream()
            .map(method -> overloaded ? TypeText.signature(method.element()) : method.name())
            .map(name -> "'" + name + "'")
            .toList();
    for (EventMethod method : methods) {
      findings.accept(
          Diagnostic.DUPLICATE_EVENT.at(
              method.element(), event.annotation(), Texts.list(names, "and")));
    }
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
