package dev.pollen.processor.bind;

import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.model.Scope;
import java.util.List;

/**
 * An event method with its parameters bound.
 *
 * @param method the method
 * @param signature what it may look like
 * @param arguments its parameters in order
 */
public record BoundMethod(EventMethod method, Signature signature, List<Argument> arguments) {

  static BoundMethod of(EventMethod method, Role role, Scope scope) {
    Signature signature = Signature.of(roleOf(method, role), method);
    return new BoundMethod(
        method,
        signature,
        method.parameters().stream()
            .map(parameter -> Argument.of(parameter, signature, scope))
            .toList());
  }

  /** The role of the handler, or, if that does not have the event, the one where it belongs. */
  private static Role roleOf(EventMethod method, Role role) {
    if (method.event().firesOn(role)) {
      return role;
    }
    return method.result().makesListener() ? Role.LISTENER : Role.CONNECTION;
  }

  /** Tells whether some parameter receives this. */
  public boolean receives(Source source) {
    return arguments.stream()
        .flatMap(argument -> argument.binder().stream())
        .anyMatch(binder -> binder.source() == source);
  }
}
