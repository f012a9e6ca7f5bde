package dev.pollen.processor.rule;

import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.read.Handlers;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** Judges {@code @Handler} on types of which there are no instances, before they are read. */
public final class TypeRules {
  private TypeRules() {}

  /** Finds what is wrong with a {@code @Handler} on a type that is no concrete class. */
  public static Optional<Finding> check(TypeElement type, AnnotationMirror handler) {
    String name = TypeText.of(type);
    if (Handlers.isConcrete(type)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (type.getKind()) {
          case INTERFACE -> Diagnostic.HANDLER_NOT_CLASS.at(type, handler, name, "an interface");
          case ANNOTATION_TYPE ->
              Diagnostic.HANDLER_NOT_CLASS.at(type, handler, name, "an annotation interface");
          default -> Diagnostic.ABSTRACT_HANDLER.at(type, handler, name);
        });
  }
}
