package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Returns;
import dev.pollen.processor.model.DispatcherName;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What event methods may return. */
final class ReturnRules implements Rule {

  @Override
  public void check(BoundHandler handler, Scope scope, Consumer<Finding> findings) {
    for (BoundMethod bound : handler.methods()) {
      EventMethod method = bound.method();
      if (!bound.signature().returns().permits(method.result())
          && !isSecondAccept(handler, method)
          && !MethodRules.isSuspend(method, scope)
          && !isForEncoder(bound)) {
        findings.accept(foreignState(handler, bound, scope).orElseGet(() -> finding(bound, scope)));
      }
      if (method.result() instanceof Result.NewHandler accepted) {
        checkAccess(method, scope, findings);
        checkDispatcher(method, accepted.dispatcher(), scope, findings);
      }
    }
  }

  /** Tells whether a method is in a listener only by mistake, which is a finding of its own. */
  private static boolean isSecondAccept(BoundHandler handler, EventMethod method) {
    return method.event() == Event.ACCEPT
        && handler.handler().accepting().isPresent()
        && !method.result().makesListener();
  }

  /** Tells whether {@link CoderRules} has to say what a method returns. */
  private static boolean isForEncoder(BoundMethod bound) {
    return bound.method().qualifiers().encode().isPresent() && QualifierRules.sends(bound);
  }

  /** Finds the constant, or {@code Reply}, of some enum that is not that of the states. */
  private static Optional<Finding> foreignState(
      BoundHandler handler, BoundMethod bound, Scope scope) {
    EventMethod method = bound.method();
    TypeMirror type = method.type().getReturnType();
    boolean isState =
        scope.is(type, RuntimeTypes.REPLY)
            || scope.classOf(type).filter(each -> each.getKind() == ElementKind.ENUM).isPresent();
    return handler
        .handler()
        .states()
        .filter(states -> isState && bound.signature().returns() == Returns.NOTHING_OR_REPLY)
        .map(
            states ->
                Diagnostic.FOREIGN_STATE.at(
                    method.element(),
                    method.event().annotation(),
                    method.name(),
                    TypeText.of(type),
                    TypeText.of(handler.handler().type()),
                    TypeText.of(states.type())));
  }

  /** A private handler in the same package has findings of its own. */
  private static void checkAccess(EventMethod method, Scope scope, Consumer<Finding> findings) {
    scope
        .classOf(method.type().getReturnType())
        .filter(type -> !scope.elements().getPackageOf(type).equals(scope.homePackage()))
        .filter(type -> !scope.canAccess(type))
        .map(type -> Inaccessible.in(method.element(), method, type, scope))
        .ifPresent(findings);
  }

  /** The dispatcher of a class that is compiled now is, or will be, generated. */
  private static void checkDispatcher(
      EventMethod method, DispatcherName dispatcher, Scope scope, Consumer<Finding> findings) {
    scope
        .classOf(method.type().getReturnType())
        .filter(type -> !scope.compiled().test(type))
        .filter(type -> scope.find(dispatcher.qualified()).isEmpty())
        .map(
            type ->
                Diagnostic.MISSING_DISPATCHER.at(
                    method.element(), method.name(), TypeText.of(type), dispatcher.qualified()))
        .ifPresent(findings);
  }

  private static Finding finding(BoundMethod bound, Scope scope) {
    EventMethod method = bound.method();
    String event = method.event().annotation();
    TypeMirror type = method.type().getReturnType();
    String text = TypeText.of(type);
    return switch (bound.signature().returns()) {
      case NOTHING -> Diagnostic.MUST_BE_VOID.at(method.element(), event, method.name(), text);
      case ANSWER -> Diagnostic.PREDICATE_RETURN.at(method.element(), event, method.name(), text);
      case NOTHING_OR_REPLY, NOTHING_OR_MESSAGE, HANDLER -> {
        if (isDropped(bound, scope)) {
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

  /** Tells whether a result comes later, and nobody is there to wait for results of its type. */
  private static boolean isDropped(BoundMethod bound, Scope scope) {
    return bound.method().result() instanceof Result.Later
        || (bound.method().result() instanceof Result.Pending pending
            && (bound.signature().returns() != Returns.NOTHING_OR_REPLY
                || !scope.isA(pending.type(), "java.util.concurrent.CompletionStage")));
  }
}
