package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Returns;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.function.Consumer;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What event methods may return. */
final class ReturnRules implements Rule {

  @Override
  public void check(BoundHandler handler, Scope scope, Consumer<Finding> findings) {
    for (BoundMethod bound : handler.methods()) {
      EventMethod method = bound.method();
      Returns returns = bound.signature().returns();
      boolean duplicateAccept =
          handler.handler().accepting().isPresent()
              && method.event() == Event.ACCEPT
              && !method.result().makesListener();
      if (!returns.permits(method.result())
          && !duplicateAccept
          && !MethodRules.isSuspend(method, scope)) {
        findings.accept(finding(bound));
      }
    }
  }

  private static Finding finding(BoundMethod bound) {
    EventMethod method = bound.method();
    String event = method.event().annotation();
    TypeMirror type = method.type().getReturnType();
    String text = TypeText.of(type);
    return switch (bound.signature().returns()) {
      case NOTHING -> Diagnostic.MUST_BE_VOID.at(method.element(), event, method.name(), text);
      case ANSWER -> Diagnostic.PREDICATE_RETURN.at(method.element(), event, method.name(), text);
      case NOTHING_OR_REPLY, HANDLER -> {
        if (method.result() instanceof Result.Pending) {
          yield Diagnostic.ASYNC_RETURN.at(method.element(), event, method.name(), text);
        }
        if (method.event() == Event.ACCEPT
            && (type.getKind() == TypeKind.DECLARED || type.getKind() == TypeKind.TYPEVAR)) {
          yield Diagnostic.ACCEPT_RETURNS_NON_HANDLER.at(method.element(), method.name(), text);
        }
        yield Diagnostic.BAD_RETURN.at(
            method.element(), event, method.name(), text, bound.signature().returns().text());
      }
    };
  }
}
