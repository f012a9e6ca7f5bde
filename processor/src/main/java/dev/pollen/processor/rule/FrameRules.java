package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.List;
import java.util.function.Consumer;

/** What may be written about frames, and what does not go together with them. */
final class FrameRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    for (EventMethod method : bound.handler().methods()) {
      checkNumber(method, findings);
      method.qualifiers().frames().forEach(each -> checkLimit(method, each, findings));
      method.qualifiers().decode().ifPresent(each -> checkLimit(method, each, findings));
      if (method.event().isPredicate() && bound.protocol().isFramed()) {
        findings.accept(
            Diagnostic.FRAMED_POLLING.at(
                method.element(), method.event().annotation(), method.name()));
      }
    }
  }

  private static void checkNumber(EventMethod method, Consumer<Finding> findings) {
    List<Frame> frames = method.qualifiers().frames();
    for (Frame more : frames.subList(Math.min(1, frames.size()), frames.size())) {
      findings.accept(
          Diagnostic.TWO_FRAMES.at(
              method.element(),
              more.attributes().annotation(),
              method.name(),
              frames.get(0).kind().annotation(),
              more.kind().annotation()));
    }
  }

  private static void checkLimit(EventMethod method, Frame frame, Consumer<Finding> findings) {
    checkLimit(method, frame.attributes(), findings);
  }

  private static void checkLimit(
      EventMethod method, Attributes attributes, Consumer<Finding> findings) {
    int max = attributes.number("max");
    if (max < 1 || max > Frame.LARGEST) {
      findings.accept(
          Diagnostic.BAD_LIMIT.at(
              method.element(),
              attributes.annotation(),
              attributes.written("max"),
              Texts.name(attributes.annotation()),
              String.valueOf(max)));
    }
  }
}
