package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.DispatcherName;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.read.Handlers;
import dev.pollen.processor.read.Markings;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** What a dispatcher may be called. */
final class NameRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    Handler handler = bound.handler();
    handler.annotation().ifPresent(annotation -> checkChosenName(handler, annotation, findings));
    checkTaken(handler, scope).ifPresent(findings);
  }

  private static void checkChosenName(
      Handler handler, AnnotationMirror annotation, Consumer<Finding> findings) {
    Markings.name(annotation)
        .filter(value -> !value.getValue().toString().isEmpty())
        .filter(value -> !Handlers.isClassName(value.getValue().toString()))
        .map(
            value ->
                Diagnostic.BAD_DISPATCHER_NAME.at(
                    handler.type(),
                    annotation,
                    value,
                    value.getValue().toString(),
                    handler.dispatcher().simpleName()))
        .ifPresent(findings);
  }

  /** A dispatcher left over from an earlier compilation does not take the name. */
  private static Optional<Finding> checkTaken(Handler handler, Scope scope) {
    DispatcherName name = handler.dispatcher();
    return scope
        .find(name.qualified())
        .filter(existing -> !isGenerated(existing))
        .map(existing -> Diagnostic.DISPATCHER_NAME_TAKEN.at(handler.type(), name.simpleName()));
  }

  private static boolean isGenerated(TypeElement type) {
    return type.getAnnotationMirrors().stream()
        .map(mirror -> (TypeElement) mirror.getAnnotationType().asElement())
        .anyMatch(marker -> marker.getQualifiedName().contentEquals(RuntimeTypes.MARKER));
  }
}
