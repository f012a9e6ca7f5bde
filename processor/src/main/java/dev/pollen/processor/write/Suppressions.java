package dev.pollen.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Mentions;
import dev.pollen.processor.model.Message;
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
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** The lint warnings that a dispatcher would cause by doing what the handler makes it do. */
final class Suppressions {
  private Suppressions() {}

  /** The annotation that silences exactly those, if there are any. */
  static Optional<AnnotationSpec> of(Handler handler, Mentions mentions, Scope scope) {
    SortedSet<String> categories =
        deprecations(mentions, handler.methods().stream().map(EventMethod::element), scope);
    if (mentions.raw()) {
      categories.add("rawtypes");
    }
    if (handler.methods().stream()
        .anyMatch(method -> returnsRaw(method) || isUnchecked(method, scope))) {
      categories.add("unchecked");
    }
    if (isExported(scope)) {
      categories.add("exports");
    }
    return categories.isEmpty() ? Optional.empty() : Optional.of(annotation(categories));
  }

  /** The same for the codec of a message. */
  static Optional<AnnotationSpec> ofCodec(Message message, Mentions mentions, Scope scope) {
    SortedSet<String> categories =
        deprecations(
            mentions,
            message.components().stream().map(component -> component.element().getAccessor()),
            scope);
    if (isExported(scope)) {
      categories.add("exports");
    }
    return categories.isEmpty() ? Optional.empty() : Optional.of(annotation(categories));
  }

  private static SortedSet<String> deprecations(
      Mentions mentions, Stream<? extends Element> members, Scope scope) {
    SortedSet<String> categories = new TreeSet<>();
    Stream.concat(mentions.withEnclosers().stream(), members)
        .filter(scope.elements()::isDeprecated)
        .forEach(element -> categories.add(isForRemoval(element) ? "removal" : "deprecation"));
    return categories;
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

  /** Tells whether a method takes what the handler has left open by extending a raw type. */
  private static boolean isUnchecked(EventMethod method, Scope scope) {
    return method.element().getParameters().stream()
            .map(Element::asType)
            .anyMatch(type -> !scope.types().isSameType(type, scope.types().erasure(type)))
        && extendsRaw(scope.home().asType(), Scope.declarer(method.element()), scope);
  }

  private static boolean extendsRaw(TypeMirror type, TypeElement generic, Scope scope) {
    return scope.types().directSupertypes(type).stream()
        .map(DeclaredType.class::cast)
        .anyMatch(
            each ->
                each.asElement().equals(generic)
                    ? each.getTypeArguments().isEmpty() && !generic.getTypeParameters().isEmpty()
                    : extendsRaw(each, generic, scope));
  }

  /**
   * Tells whether a module exports the dispatcher, but does not pass on everything the dispatcher
   * shows: the runtime, whose classes it extends, and the module of the JDK's marker.
   */
  private static boolean isExported(Scope scope) {
    ModuleElement module = scope.module();
    return module != null
        && !module.isUnnamed()
        && Visibility.isPublic(scope.home())
        && ElementFilter.exportsIn(module.getDirectives()).stream()
            .map(ExportsDirective::getPackage)
            .anyMatch(scope.homePackage()::equals)
        && (!passesOnRuntime(module) || GeneratedMarkers.standard(scope).isPresent());
  }

  private static boolean passesOnRuntime(ModuleElement module) {
    return ElementFilter.requiresIn(module.getDirectives()).stream()
        .filter(RequiresDirective::isTransitive)
        .map(requires -> requires.getDependency().getQualifiedName())
        .anyMatch(name -> name.contentEquals(RuntimeTypes.MODULE));
  }
}
