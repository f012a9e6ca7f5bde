package dev.pollen.processor.rule;

import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * A type in the signature of an event method that the dispatcher would have to name, but cannot.
 */
final class Inaccessible {
  private Inaccessible() {}

  static Finding in(Element element, EventMethod method, TypeElement hidden, Scope scope) {
    return Diagnostic.INACCESSIBLE_TYPE.at(
        element,
        method.event().annotation(),
        method.name(),
        TypeText.of(hidden),
        scope.homePackage().toString());
  }
}
