package dev.pollen.processor.bind;

import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Scope;
import java.util.List;

/**
 * A handler with the parameters of all its event methods bound.
 *
 * @param handler the handler
 * @param methods its event methods, in the same order
 * @param protocol what it does with its input
 */
public record BoundHandler(Handler handler, List<BoundMethod> methods, Protocol protocol) {

  /** Binds every parameter, as far as possible. */
  public static BoundHandler of(Handler handler, Scope scope) {
    List<BoundMethod> methods =
        handler.methods().stream()
            .map(method -> BoundMethod.of(method, handler.role(), scope))
            .toList();
    return new BoundHandler(handler, methods, Protocol.of(handler.states(), methods));
  }
}
