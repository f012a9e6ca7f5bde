package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.Time;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What may be written as the time of a timed event. */
final class TimeRules implements Rule {

  @Override
  public void check(BoundHandler handler, Scope scope, Consumer<Finding> findings) {
    for (EventMethod method : handler.handler().methods()) {
      method.time().ifPresent(time -> check(method, time, findings));
    }
  }

  private static void check(EventMethod method, Time time, Consumer<Finding> findings) {
    Optional<Duration> duration = time.duration();
    if (duration.isEmpty()) {
      findings.accept(finding(Diagnostic.BAD_DURATION, method, time));
    } else if (!Time.isInRange(duration.get())) {
      findings.accept(finding(Diagnostic.DURATION_OUT_OF_RANGE, method, time));
    }
  }

  private static Finding finding(Diagnostic diagnostic, EventMethod method, Time time) {
    return diagnostic.at(
        method.element(),
        method.annotation(),
        time.value(),
        method.event().annotation(),
        time.text());
  }
}
