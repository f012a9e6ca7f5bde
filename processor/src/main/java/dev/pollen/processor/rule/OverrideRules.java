package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Handler.Overriding;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Optional;
import java.util.function.Consumer;

/** What overriding an event method may do to the event. */
final class OverrideRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    Handler handler = bound.handler();
    for (Overriding each : handler.overrides()) {
      Optional<EventMethod> overrider =
          handler.methods().stream()
              .filter(method -> method.element().equals(each.element()))
              .findFirst();
      overrider
          .map(method -> changed(each, method))
          .orElseGet(() -> Optional.of(dropped(each)))
          .ifPresent(findings);
    }
  }

  private static Finding dropped(Overriding overriding) {
    return Diagnostic.EVENT_DROPPED.at(
        overriding.element(),
        TypeText.member(overriding.element()),
        overriding.event().annotation(),
        declarer(overriding));
  }

  private static Optional<Finding> changed(Overriding overriding, EventMethod method) {
    Event event = method.event();
    return event == overriding.event()
        ? Optional.empty()
        : Optional.of(
            Diagnostic.EVENT_CHANGED.at(
                method.element(),
                method.annotation(),
                method.name(),
                event.annotation(),
                overriding.event().annotation(),
                declarer(overriding)));
  }

  private static String declarer(Overriding overriding) {
    return TypeText.of(Scope.declarer(overriding.base()));
  }
}
