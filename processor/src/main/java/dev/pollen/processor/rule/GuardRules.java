package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.States;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;

/** What an {@code @In} may name. */
final class GuardRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    Handler handler = bound.handler();
    for (EventMethod method : handler.methods()) {
      if (QualifierRules.isGuarded(method.event(), handler.role())) {
        method.qualifiers().guard().ifPresent(guard -> check(handler, method, guard, findings));
      }
    }
  }

  private static void check(
      Handler handler, EventMethod method, Attributes guard, Consumer<Finding> findings) {
    if (guard.list("value").isEmpty()) {
      findings.accept(
          Diagnostic.EMPTY_GUARD.at(
              method.element(), guard.annotation(), guard.written("value"), method.name()));
    } else if (handler.states().isEmpty()) {
      findings.accept(
          Diagnostic.NO_STATES.at(
              method.element(), guard.annotation(), method.name(), TypeText.of(handler.type())));
    } else if (isUsable(handler.states().get())) {
      checkNames(handler.states().get(), method, guard, findings);
    }
  }

  /** Tells whether there are states at all; else that is a finding of its own. */
  private static boolean isUsable(States states) {
    return states.type().getKind() == ElementKind.ENUM && !states.constants().isEmpty();
  }

  private static void checkNames(
      States states, EventMethod method, Attributes guard, Consumer<Finding> findings) {
    Set<String> seen = new HashSet<>();
    for (AnnotationValue value : guard.list("value")) {
      String name = value.getValue().toString();
      if (!states.names().contains(name)) {
        findings.accept(
            Diagnostic.UNKNOWN_STATE.at(
                method.element(),
                guard.annotation(),
                value,
                Texts.visible(name),
                TypeText.of(states.type()),
                choice(name, states.names())));
      } else if (!seen.add(name)) {
        findings.accept(
            Diagnostic.DUPLICATE_STATE.at(
                method.element(), guard.annotation(), value, name, method.name()));
      }
    }
  }

  /** The state that was probably meant, or all of them. */
  private static String choice(String name, List<String> names) {
    return Texts.nearest(name, names, each -> each)
        .map(nearest -> "\"" + nearest + "\"")
        .orElseGet(() -> Texts.list(names.stream().map(each -> "\"" + each + "\"").toList(), "or"));
  }
}
