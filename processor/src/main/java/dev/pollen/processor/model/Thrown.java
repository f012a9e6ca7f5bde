package dev.pollen.processor.model;

import java.util.List;
import javax.lang.model.type.TypeMirror;

/** The exceptions that a dispatcher has to declare because an event method does. */
public final class Thrown {
  private Thrown() {}

  /** The checked exceptions of a method, as seen from the handler. */
  public static List<TypeMirror> checked(EventMethod method, Scope scope) {
    return method.type().getThrownTypes().stream()
        .filter(
            type ->
                !scope.isA(type, "java.lang.RuntimeException")
                    && !scope.isA(type, "java.lang.Error"))
        .map(TypeMirror.class::cast)
        .toList();
  }
}
