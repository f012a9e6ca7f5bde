package dev.pollen.processor.bind;

import dev.pollen.processor.model.Scope;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Supplies what was thrown. A parameter of a subtype is bound too: the dispatcher asks first
 * whether the failure is of that type.
 */
public record CauseBinder() implements Binder {
  static final String THROWABLE = "java.lang.Throwable";

  @Override
  public String type() {
    return "Throwable";
  }

  @Override
  public Source source() {
    return Source.FAILURE;
  }

  @Override
  public String expression() {
    return "cause";
  }

  @Override
  public Match match(TypeMirror parameter, Scope scope) {
    if (parameter.getKind() != TypeKind.DECLARED) {
      return Match.NONE;
    }
    if (scope.isA(parameter, THROWABLE)) {
      return Match.EXACT;
    }
    boolean wider =
        scope.types().isSubtype(scope.find(THROWABLE).orElseThrow().asType(), parameter);
    return wider ? Match.WIDER : Match.NONE;
  }

  /** Tells whether a parameter takes only some of the failures. */
  public static boolean narrows(TypeMirror parameter, Scope scope) {
    return scope.isA(parameter, THROWABLE) && !scope.is(parameter, THROWABLE);
  }
}
