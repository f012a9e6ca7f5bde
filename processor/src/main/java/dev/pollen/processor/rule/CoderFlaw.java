package dev.pollen.processor.rule;

import dev.pollen.processor.model.Scope;
import dev.pollen.processor.read.CoderReader;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Why a dispatcher cannot make itself a decoder or encoder of some class. */
enum CoderFlaw {
  OTHER("is no %s"),
  ABSTRACT("is no concrete class"),
  INNER("is an inner class"),
  HIDDEN("generated code cannot access"),
  VAGUE("does not say of what type its messages are"),
  NO_CONSTRUCTOR("has no constructor without parameters that generated code can call"),
  THROWING("has a constructor that throws checked exceptions");

  private final String text;

  CoderFlaw(String text) {
    this.text = text;
  }

  /** As in "which is no Decoder". */
  String text(String kind) {
    return String.format(text, kind.substring(kind.lastIndexOf('.') + 1));
  }

  /** Finds what is wrong with a class that is to implement an interface. */
  static Optional<CoderFlaw> of(TypeMirror coder, String kind, Scope scope) {
    Optional<TypeElement> type =
        scope.classOf(coder).filter(each -> scope.isA(each.asType(), kind));
    return type.isEmpty() ? Optional.of(OTHER) : of(type.get(), coder, kind, scope);
  }

  private static Optional<CoderFlaw> of(
      TypeElement type, TypeMirror coder, String kind, Scope scope) {
    boolean isClass = type.getKind() == ElementKind.CLASS || type.getKind() == ElementKind.RECORD;
    if (!isClass || type.getModifiers().contains(Modifier.ABSTRACT)) {
      return Optional.of(ABSTRACT);
    }
    if (isInner(type)) {
      return Optional.of(INNER);
    }
    if (!scope.canAccess(type)) {
      return Optional.of(HIDDEN);
    }
    if (CoderReader.read(coder, kind, scope).isEmpty()) {
      return Optional.of(VAGUE);
    }
    return constructor(type, scope);
  }

  /** Tells whether instances of a class, or of a class around it, belong to other instances. */
  private static boolean isInner(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement encloser
        && ((type.getKind() == ElementKind.CLASS && !type.getModifiers().contains(Modifier.STATIC))
            || isInner(encloser));
  }

  private static Optional<CoderFlaw> constructor(TypeElement type, Scope scope) {
    Optional<ExecutableElement> found =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .filter(constructor -> constructor.getParameters().isEmpty())
            .filter((Element constructor) -> scope.canCall(constructor))
            .findFirst();
    if (found.isEmpty()) {
      return Optional.of(NO_CONSTRUCTOR);
    }
    boolean isThrowing =
        found.get().getThrownTypes().stream()
            .anyMatch(
                thrown ->
                    !scope.isA(thrown, "java.lang.RuntimeException")
                        && !scope.isA(thrown, "java.lang.Error"));
    return isThrowing ? Optional.of(THROWING) : Optional.empty();
  }
}
