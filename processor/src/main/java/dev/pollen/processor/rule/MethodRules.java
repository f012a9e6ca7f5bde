package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;

/** What an event method must be so that a dispatcher can call it. */
final class MethodRules implements Rule {
  private static final String CONTINUATION = "kotlin.coroutines.Continuation";

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    boolean offloads =
        bound.handler().methods().stream()
            .anyMatch(method -> method.qualifiers().offload().isPresent());
    for (BoundMethod each : bound.methods()) {
      EventMethod method = each.method();
      checkAnnotations(method, findings);
      checkModifiers(method, scope, findings);
      if (!offloads) {
        checkLock(method, findings);
      }
      checkAccess(method, scope, findings);
      checkShape(each, scope, findings);
    }
  }

  private static void checkAnnotations(EventMethod method, Consumer<Finding> findings) {
    method
        .others()
        .forEach(
            other ->
                findings.accept(
                    Diagnostic.TWO_EVENTS.at(
                        method.element(),
                        other.annotation(),
                        method.name(),
                        method.event().annotation(),
                        other.event().annotation())));
  }

  private static void checkModifiers(EventMethod method, Scope scope, Consumer<Finding> findings) {
    ExecutableElement element = method.element();
    Set<Modifier> modifiers = element.getModifiers();
    String event = method.event().annotation();
    if (modifiers.contains(Modifier.PRIVATE)) {
      findings.accept(Diagnostic.PRIVATE_EVENT_METHOD.at(element, event, method.name()));
    }
    if (modifiers.contains(Modifier.STATIC)) {
      findings.accept(Diagnostic.STATIC_EVENT_METHOD.at(element, event, method.name()));
    }
    // The constants of an enum have the bodies that the enum itself lacks.
    if (modifiers.contains(Modifier.ABSTRACT) && scope.home().getKind() != ElementKind.ENUM) {
      findings.accept(
          Diagnostic.ABSTRACT_EVENT_METHOD.at(
              element, event, method.name(), TypeText.of(scope.home())));
    }
  }

  /** Without methods on other threads, there is nobody to wait for. */
  private static void checkLock(EventMethod method, Consumer<Finding> findings) {
    if (method.element().getModifiers().contains(Modifier.SYNCHRONIZED)) {
      findings.accept(
          Diagnostic.SYNCHRONIZED_EVENT.at(
              method.element(), method.event().annotation(), method.name()));
    }
  }

  private static void checkAccess(EventMethod method, Scope scope, Consumer<Finding> findings) {
    if (!scope.canCall(method.element())
        && !method.element().getModifiers().contains(Modifier.PRIVATE)) {
      TypeElement declarer = Scope.declarer(method.element());
      findings.accept(
          Diagnostic.INACCESSIBLE_INHERITED.at(
              scope.home(),
              method.event().annotation(),
              declarer.getQualifiedName() + "." + method.name() + "()",
              method.element().getModifiers().contains(Modifier.PROTECTED)
                  ? "protected"
                  : "package-private",
              scope.homePackage().toString(),
              TypeText.of(declarer)));
    }
  }

  private static void checkShape(BoundMethod bound, Scope scope, Consumer<Finding> findings) {
    EventMethod method = bound.method();
    ExecutableElement element = method.element();
    String event = method.event().annotation();
    for (TypeParameterElement parameter : element.getTypeParameters()) {
      findings.accept(
          Diagnostic.GENERIC_EVENT_METHOD.at(
              parameter, event, method.name(), parameter.toString()));
    }
    List<? extends VariableElement> parameters = element.getParameters();
    if (element.isVarArgs() && !WordRules.hasTail(bound)) {
      findings.accept(
          Diagnostic.VARARGS_EVENT_METHOD.at(
              parameters.get(parameters.size() - 1), event, method.name()));
    }
    if (isSuspend(method, scope)) {
      findings.accept(Diagnostic.SUSPEND_EVENT.at(element, event, method.name()));
    }
  }

  /** Tells whether Kotlin compiled a method from a suspend function. */
  static boolean isSuspend(EventMethod method, Scope scope) {
    return method.parameters().stream()
        .anyMatch(parameter -> scope.is(parameter.type(), CONTINUATION));
  }
}
