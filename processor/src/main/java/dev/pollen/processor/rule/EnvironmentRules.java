package dev.pollen.processor.rule;

import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** What a compilation must offer so that generated code can be compiled in it. */
public final class EnvironmentRules {
  /** The API level that generated code is written for. */
  static final int API_LEVEL = 3;

  private EnvironmentRules() {}

  /** Finds what is missing, as seen from a handler. */
  public static Optional<Finding> check(Scope scope, SourceVersion source) {
    if (source.compareTo(SourceVersion.RELEASE_17) < 0) {
      return Optional.of(
          Diagnostic.SOURCE_LEVEL.at(scope.home(), source.name().replace("RELEASE_", "")));
    }
    return scope
        .find(RuntimeTypes.DISPATCHER)
        .map(dispatcher -> version(dispatcher, scope))
        .orElseGet(() -> Optional.of(missing(scope)));
  }

  private static Finding missing(Scope scope) {
    ModuleElement module = scope.module();
    return module == null || module.isUnnamed()
        ? Diagnostic.RUNTIME_MISSING.at(scope.home(), RuntimeTypes.DISPATCHER)
        : Diagnostic.MODULE_READS.at(
            scope.home(), module.getQualifiedName().toString(), RuntimeTypes.MODULE);
  }

  private static Optional<Finding> version(TypeElement dispatcher, Scope scope) {
    int level =
        ElementFilter.fieldsIn(dispatcher.getEnclosedElements()).stream()
            .filter(field -> field.getSimpleName().contentEquals("API_LEVEL"))
            .map(VariableElement::getConstantValue)
            .filter(Integer.class::isInstance)
            .map(Integer.class::cast)
            .findFirst()
            .orElse(0);
    return level == API_LEVEL
        ? Optional.empty()
        : Optional.of(
            Diagnostic.VERSION_SKEW.at(
                scope.home(), String.valueOf(level), String.valueOf(API_LEVEL)));
  }
}
