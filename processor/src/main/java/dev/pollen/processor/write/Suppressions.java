package dev.pollen.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Mentions;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.ModuleElement.ExportsDirective;
import javax.lang.model.element.ModuleElement.RequiresDirective;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** The lint warnings that a dispatcher would cause by doing what the handler makes it do. */
final class Suppressions {
  private Suppressions() {}

  /** The annotation that silences exactly those, if there are any. */
  static Optional<AnnotationSpec> of(Handler handler, Mentions mentions, Scope scope) {
    SortedSet<String> categories = new TreeSet<>();
    Stream.concat(
            mentions.withEnclosers().stream(), handler.methods().stream().map(EventMethod::element))
        .filter(scope.elements()::isDeprecated)
        .forEach(element -> categories.add(isForRemoval(element) ? "removal" : "deprecation"));
    if (mentions.raw()) {
      categories.add("rawtypes");
    }
    if (handler.methods().stream().anyMatch(Suppressions::returnsRaw)) {
      categories.add("unchecked");
    }
    if (isExported(handler, scope)) {
      categories.add("exports");
    }
    return categories.isEmpty() ? Optional.empty() : Optional.of(annotation(categories));
  }

  private static AnnotationSpec annotation(SortedSet<String> categories) {
    CodeBlock list =
        categories.stream()
            .map(category -> CodeBlock.of("$S", category))
            .collect(CodeBlock.joining(", "));
    return AnnotationSpec.builder(SuppressWarnings.class)
        .addMember("value", categories.size() == 1 ? "$L" : "{$L}", list)
        .build();
  }

  private static boolean isForRemoval(Element element) {
    return element.getAnnotationMirrors().stream()
        .filter(
            mirror ->
                ((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals("java.lang.Deprecated"))
        .anyMatch(Suppressions::saysForRemoval);
  }

  private static boolean saysForRemoval(AnnotationMirror deprecated) {
    return deprecated.getElementValues().entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey().getSimpleName().contentEquals("forRemoval")
                    && entry.getValue().getValue().equals(true));
  }

  private static boolean returnsRaw(EventMethod method) {
    return method.result() instanceof Result.NewHandler accepted && accepted.raw();
  }

  /**
   * Tells whether a module exports the dispatcher without also passing on the runtime, whose
   * classes the dispatcher extends.
   */
  private static boolean isExported(Handler handler, Scope scope) {
    ModuleElement module = scope.module();
    return module != null
        && !module.isUnnamed()
        && Visibility.isPublic(handler.type())
        && ElementFilter.exportsIn(module.getDirectives()).stream()
            .map(ExportsDirective::getPackage)
            .anyMatch(scope.homePackage()::equals)
        && ElementFilter.requiresIn(module.getDirectives()).stream()
            .filter(RequiresDirective::isTransitive)
            .noneMatch(
                requires ->
                    requires.getDependency().getQualifiedName().contentEquals(RuntimeTypes.MODULE));
  }
}
