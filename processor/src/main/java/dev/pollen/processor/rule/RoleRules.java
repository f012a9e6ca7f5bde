package dev.pollen.processor.rule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.Time;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
      List<EventMethod> callable =
          handler.methods(event).stream().filter(method -> isMember(method, scope)).toList();
      sameEvents(event, callable).forEach(methods -> checkDuplicates(event, methods, findings));
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

  /**
   * Tells whether a method would be called if it were all right: not if it is not even inherited.
   */
  private static boolean isMember(EventMethod method, Scope scope) {
    return scope.canCall(method.element()) || Scope.declarer(method.element()).equals(scope.home());
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

  /**
   * The groups of methods for one event that nothing tells apart. Idle times do, and any number of
   * methods can be called on a period.
   */
  private static Stream<List<EventMethod>> sameEvents(Event event, List<EventMethod> methods) {
    Stream<List<EventMethod>> groups =
        switch (event) {
          case EVERY -> Stream.of();
          case IDLE ->
              methods.stream()
                  .filter(method -> durationOf(method).isPresent())
                  .collect(groupingBy(RoleRules::durationOf, LinkedHashMap::new, toList()))
                  .values()
                  .stream();
          default -> Stream.of(methods.stream().filter(method -> !isToldApart(method)).toList());
        };
    return groups.filter(group -> group.size() > 1);
  }

  /** States and commands tell methods apart. */
  private static boolean isToldApart(EventMethod method) {
    return method.qualifiers().guard().isPresent() || method.qualifiers().command().isPresent();
  }

  private static Optional<Duration> durationOf(EventMethod method) {
    return method.time().flatMap(Time::duration);
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
              method.element(), annotation(event, method), Texts.list(names, "and")));
    }
  }

  /** {@code @OnRead}, or {@code @OnIdle("30s")}. */
  private static String annotation(Event event, EventMethod method) {
    return event.annotation() + method.time().map(time -> "(\"" + time.text() + "\")").orElse("");
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
