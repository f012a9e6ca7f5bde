package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.pollen.processor.bind.Argument;
import dev.pollen.processor.bind.Binder;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.CauseBinder;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.Scope;

/**
 * The call of an event method, with all that it takes.
 *
 * @param bound the method
 * @param scope what can be seen from the handler
 */
record HandlerCall(BoundMethod bound, Scope scope) {
  /** The name of a failure that is of the type the handler asks for. */
  static final String NARROWED = "failure";

  /** The call as an expression. */
  CodeBlock plain() {
    return CodeBlock.of(
        "handler.$L($L)",
        bound.method().name(),
        bound.arguments().stream().map(this::expression).collect(CodeBlock.joining(", ")));
  }

  /** The call as an expression that sends what the method returns, if it returns anything. */
  CodeBlock withReply() {
    return bound.method().result() instanceof Result.Reply
        ? CodeBlock.of("reply($L)", plain())
        : plain();
  }

  private CodeBlock expression(Argument argument) {
    return CodeBlock.of(
        "$L",
        CauseBinder.narrows(argument.parameter().type(), scope)
            ? NARROWED
            : argument.binder().map(Binder::expression).orElseThrow());
  }
}
