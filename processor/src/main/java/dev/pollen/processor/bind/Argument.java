package dev.pollen.processor.bind;

import dev.pollen.processor.bind.Binder.Match;
import dev.pollen.processor.model.EventMethod.Parameter;
import dev.pollen.processor.model.Scope;
import java.util.List;
import java.util.Optional;

/**
 * A parameter and what it could receive.
 *
 * @param parameter the parameter
 * @param candidates all that it can take; exactly one if everything is right
 */
public record Argument(Parameter parameter, List<Binder> candidates) {

  static Argument of(Parameter parameter, Signature signature, Scope scope) {
    List<Binder> exact = matching(Match.EXACT, parameter, signature, scope);
    return new Argument(
        parameter, exact.isEmpty() ? matching(Match.WIDER, parameter, signature, scope) : exact);
  }

  private static List<Binder> matching(
      Match match, Parameter parameter, Signature signature, Scope scope) {
    return signature.supplies().stream()
        .filter(binder -> binder.match(parameter.type(), scope) == match)
        .toList();
  }

  /** What the parameter receives, if that is clear. */
  public Optional<Binder> binder() {
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
  }
}
