package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.States;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.read.Markings;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What the states of a connection must be. */
final class StateRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    Handler handler = bound.handler();
    Optional<AnnotationValue> named = handler.annotation().flatMap(Markings::states);
    if (named.isPresent() && handler.role() != Role.CONNECTION) {
      findings.accept(
          finding(
              Diagnostic.STATES_WITHOUT_CONNECTION, handler, named, TypeText.of(handler.type())));
    } else if (named.filter(value -> !namesEnum(value, scope)).isPresent()) {
      String name = TypeText.of((TypeMirror) named.get().getValue());
      findings.accept(finding(Diagnostic.STATES_NOT_ENUM, handler, named, name));
    } else {
      handler.states().ifPresent(states -> checkStates(handler, states, named, scope, findings));
    }
  }

  /** {@code void} is what stands there if nothing is written. */
  private static boolean namesEnum(AnnotationValue value, Scope scope) {
    TypeMirror type = (TypeMirror) value.getValue();
    return type.getKind() == TypeKind.VOID
        || scope.classOf(type).filter(each -> each.getKind() == ElementKind.ENUM).isPresent();
  }

  private static void checkStates(
      Handler handler,
      States states,
      Optional<AnnotationValue> named,
      Scope scope,
      Consumer<Finding> findings) {
    String name = TypeText.of(states.type());
    if (states.type().getKind() != ElementKind.ENUM) {
      findings.accept(Diagnostic.STATES_NOT_ENUM.at(states.type(), name));
      return;
    }
    if (states.constants().isEmpty()) {
      findings.accept(
          named.isPresent()
              ? finding(Diagnostic.EMPTY_STATES, handler, named, name)
              : Diagnostic.EMPTY_STATES.at(states.type(), name));
    }
    if (!scope.canAccess(states.type()) && !isInPrivateHandler(handler, states)) {
      String home = scope.homePackage().toString();
      findings.accept(
          named.isPresent()
              ? finding(Diagnostic.INACCESSIBLE_STATES, handler, named, name, home)
              : Diagnostic.INACCESSIBLE_STATES.at(states.type(), name, home));
    }
  }

  /** That is a finding of its own. */
  private static boolean isInPrivateHandler(Handler handler, States states) {
    return handler.type().equals(states.type().getEnclosingElement())
        && !states.type().getModifiers().contains(Modifier.PRIVATE);
  }

  private static Finding finding(
      Diagnostic diagnostic,
      Handler handler,
      Optional<AnnotationValue> value,
      String... arguments) {
    return diagnostic.at(handler.type(), handler.annotation().orElseThrow(), value, arguments);
  }
}
