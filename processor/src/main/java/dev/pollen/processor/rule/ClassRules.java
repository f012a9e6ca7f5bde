package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Mentions;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** What a class must be so that code beside it can hold an instance of it. */
final class ClassRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    Handler handler = bound.handler();
    TypeElement type = handler.type();
    checkEvents(handler, findings);
    checkPrivate(type, type, findings);
    checkInner(type, findings);
    checkPackage(scope, type, findings);
    type.getTypeParameters().forEach(parameter -> checkBounds(parameter, scope, findings));
    ElementFilter.fieldsIn(type.getEnclosedElements())
        .forEach(field -> checkField(field, findings));
  }

  private static void checkEvents(Handler handler, Consumer<Finding> findings) {
    if (handler.methods().isEmpty()) {
      handler
          .annotation()
          .map(
              annotation ->
                  Diagnostic.NO_EVENTS.at(handler.type(), annotation, TypeText.of(handler.type())))
          .ifPresent(findings);
    }
  }

  private static void checkPrivate(
      TypeElement type, TypeElement handler, Consumer<Finding> findings) {
    if (type.getModifiers().contains(Modifier.PRIVATE)) {
      findings.accept(Diagnostic.PRIVATE_HANDLER.at(type, TypeText.of(type), TypeText.of(handler)));
    }
    if (type.getEnclosingElement() instanceof TypeElement encloser) {
      checkPrivate(encloser, handler, findings);
    }
  }

  private static void checkInner(TypeElement type, Consumer<Finding> findings) {
    if (type.getNestingKind() == NestingKind.MEMBER
        && type.getKind() == ElementKind.CLASS
        && !type.getModifiers().contains(Modifier.STATIC)) {
      TypeElement encloser = Scope.declarer(type);
      findings.accept(Diagnostic.INNER_HANDLER.at(type, TypeText.of(type), TypeText.of(encloser)));
    }
  }

  private static void checkPackage(Scope scope, TypeElement type, Consumer<Finding> findings) {
    if (scope.homePackage().isUnnamed()) {
      findings.accept(Diagnostic.UNNAMED_PACKAGE.at(type, TypeText.of(type)));
    }
  }

  private static void checkBounds(
      TypeParameterElement parameter, Scope scope, Consumer<Finding> findings) {
    for (TypeMirror bound : parameter.getBounds()) {
      for (TypeElement hidden : Mentions.of(bound).inaccessible(scope)) {
        findings.accept(
            Diagnostic.INACCESSIBLE_BOUND.at(
                parameter,
                parameter.toString(),
                TypeText.of(hidden),
                scope.homePackage().toString()));
      }
    }
  }

  private static void checkField(VariableElement field, Consumer<Finding> findings) {
    Set<Modifier> modifiers = field.getModifiers();
    if (field.getKind() == ElementKind.FIELD
        && modifiers.contains(Modifier.STATIC)
        && !modifiers.contains(Modifier.FINAL)) {
      findings.accept(Diagnostic.SHARED_STATE.at(field, field.getSimpleName().toString()));
    }
  }
}
