package dev.pollen.processor.rule;

import dev.pollen.processor.model.Component;
import dev.pollen.processor.model.Form;
import dev.pollen.processor.model.Mentions;
import dev.pollen.processor.model.Message;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What types components of messages may have. */
final class ComponentRules {
  private ComponentRules() {}

  static void check(Component component, Message message, Scope scope, Consumer<Finding> findings) {
    Form form = component.form().each();
    if (form instanceof Form.Unknown) {
      findings.accept(unknown(component, scope));
      return;
    }
    for (TypeElement hidden : Mentions.of(component.type()).inaccessible(scope)) {
      findings.accept(
          Diagnostic.INACCESSIBLE_COMPONENT.at(
              component.place(),
              component.name(),
              TypeText.of(hidden),
              scope.homePackage().toString()));
    }
    if (form instanceof Form.Nested nested) {
      checkNested(component, nested, message, scope, findings);
    }
  }

  private static Finding unknown(Component component, Scope scope) {
    TypeMirror type = component.form() instanceof Form.Many many ? many.type() : component.type();
    return scope
        .classOf(type)
        .filter(each -> each.getKind() == ElementKind.RECORD)
        .filter(each -> type.getKind() == TypeKind.DECLARED)
        .map(
            each ->
                Diagnostic.UNMARKED_RECORD.at(
                    component.place(), component.name(), TypeText.of(each)))
        .orElseGet(
            () ->
                Diagnostic.UNSUPPORTED_COMPONENT.at(
                    component.place(), component.name(), TypeText.of(component.type())));
  }

  private static void checkNested(
      Component component,
      Form.Nested nested,
      Message message,
      Scope scope,
      Consumer<Finding> findings) {
    if (reaches(nested.type(), message.type(), new HashSet<>())) {
      findings.accept(
          Diagnostic.RECURSIVE_MESSAGE.at(
              component.place(), TypeText.of(message.type()), component.name()));
    } else if (!scope.compiled().test(nested.type())
        && scope.find(nested.codec().qualified()).isEmpty()) {
      findings.accept(
          Diagnostic.MISSING_CODEC.at(
              component.place(),
              component.name(),
              TypeText.of(nested.type()),
              nested.codec().simpleName()));
    }
  }

  /** Whether a record contains another one, however deep. */
  private static boolean reaches(TypeElement from, TypeElement wanted, Set<TypeElement> visited) {
    return from.equals(wanted)
        || (visited.add(from)
            && from.getRecordComponents().stream()
                .map(RecordComponentElement::asType)
                .flatMap(type -> records(type).stream())
                .anyMatch(record -> reaches(record, wanted, visited)));
  }

  /** The records that a type names: itself, or the elements of a list. */
  private static List<TypeElement> records(TypeMirror type) {
    return type instanceof DeclaredType
        ? Mentions.of(type).classes().stream()
            .filter(each -> each.getKind() == ElementKind.RECORD)
            .toList()
        : List.of();
  }
}
