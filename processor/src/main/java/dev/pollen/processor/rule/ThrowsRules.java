package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Mentions;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.Thrown;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.function.Consumer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** What event methods may throw. */
final class ThrowsRules implements Rule {

  @Override
  public void check(BoundHandler handler, Scope scope, Consumer<Finding> findings) {
    for (EventMethod method : handler.handler().methods()) {
      for (TypeMirror thrown : Thrown.checked(method, scope)) {
        check(method, thrown, scope, findings);
      }
    }
  }

  private static void check(
      EventMethod method, TypeMirror thrown, Scope scope, Consumer<Finding> findings) {
    String event = method.event().annotation();
    if (scope.is(thrown, "java.lang.Exception")) {
      findings.accept(Diagnostic.BROAD_THROWS.at(method.element(), event, method.name()));
    } else if (!scope.isA(thrown, "java.io.IOException")) {
      findings.accept(
          Diagnostic.CHECKED_EXCEPTION.at(
              method.element(), event, method.name(), TypeText.of(thrown)));
    }
    for (TypeElement hidden : Mentions.of(thrown).inaccessible(scope)) {
      findings.accept(Inaccessible.in(method.element(), method, hidden, scope));
    }
  }
}
