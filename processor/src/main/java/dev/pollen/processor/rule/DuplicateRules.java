package dev.pollen.processor.rule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Qualifiers;
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
import javax.lang.model.element.AnnotationValue;

/** What tells methods for one event apart: times, states, and whether they serve commands. */
final class DuplicateRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    Guards guards = new Guards(bound);
    for (Event event : Event.values()) {
      List<EventMethod> callable =
          bound.handler().methods(event).stream().filter(each -> isMember(each, scope)).toList();
      sameEvents(event, callable)
          .filter(group -> group.size() > 1)
          .forEach(
              group -> {
                checkDuplicates(group.stream().filter(guards::areMissing).toList(), findings);
                checkOverlaps(group, guards, findings);
              });
    }
  }

  /**
   * Tells whether a method would be called if it were all right: not if it is not even inherited.
   */
  private static boolean isMember(EventMethod method, Scope scope) {
    return scope.canCall(method.element()) || Scope.declarer(method.element()).equals(scope.home());
  }

  /**
   * The groups of methods for one event that only states tell apart. Idle times do so, too, any
   * number of methods can be called on a period, and commands have rules of their own.
   */
  private static Stream<List<EventMethod>> sameEvents(Event event, List<EventMethod> methods) {
    return switch (event) {
      case EVERY -> Stream.of();
      case IDLE ->
          methods.stream()
              .filter(method -> durationOf(method).isPresent())
              .collect(groupingBy(DuplicateRules::durationOf, LinkedHashMap::new, toList()))
              .values()
              .stream();
      case READ ->
          Stream.of(
              methods.stream().filter(method -> method.qualifiers().command().isEmpty()).toList(),
              methods.stream().filter(DuplicateRules::servesOtherCommands).toList());
      default -> Stream.of(methods);
    };
  }

  private static boolean servesOtherCommands(EventMethod method) {
    return method.qualifiers().servesOtherCommands();
  }

  private static Optional<Duration> durationOf(EventMethod method) {
    return method.time().flatMap(Time::duration);
  }

  private static void checkDuplicates(List<EventMethod> methods, Consumer<Finding> findings) {
    if (methods.size() < 2) {
      return;
    }
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
              method.element(), annotation(method), Texts.list(names, "and")));
    }
  }

  /** {@code @OnRead}, or {@code @OnIdle("30s")}. */
  private static String annotation(EventMethod method) {
    return servesOtherCommands(method)
        ? "@Command without a word"
        : method.event().annotation()
            + method.time().map(time -> "(\"" + time.text() + "\")").orElse("");
  }

  private static void checkOverlaps(
      List<EventMethod> methods, Guards guards, Consumer<Finding> findings) {
    for (EventMethod method : methods) {
      for (EventMethod earlier : methods.subList(0, methods.indexOf(method))) {
        List<String> shared = guards.shared(earlier, method);
        if (!shared.isEmpty() && !(guards.areMissing(earlier) && guards.areMissing(method))) {
          checkOverlap(earlier, method, shared, findings);
          break;
        }
      }
    }
  }

  private static void checkOverlap(
      EventMethod earlier, EventMethod later, List<String> shared, Consumer<Finding> findings) {
    Qualifiers qualifiers = later.qualifiers();
    if (qualifiers.guard().isEmpty()) {
      findings.accept(
          Diagnostic.OVERLAPPING_STATES.at(
              later.element(),
              earlier.name(),
              later.name(),
              annotation(later),
              Texts.states(shared)));
      return;
    }
    for (AnnotationValue state : qualifiers.guard().get().list("value")) {
      if (shared.contains(state.getValue().toString())) {
        findings.accept(
            Diagnostic.OVERLAPPING_STATES.at(
                later.element(),
                qualifiers.guard().get().annotation(),
                state,
                earlier.name(),
                later.name(),
                annotation(later),
                Texts.states(List.of(state.getValue().toString()))));
      }
    }
  }
}
