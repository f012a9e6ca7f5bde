package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.pollen.processor.bind.Argument;
import dev.pollen.processor.bind.Binder;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.CauseBinder;
import dev.pollen.processor.bind.Source;
import dev.pollen.processor.model.CharsetName;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.VariableElement;

/**
 * The call of an event method, with all that it takes, and what becomes of its result.
 *
 * @param bound the method
 * @param variables the variables that hold what some parameters receive
 * @param members the members of the dispatcher
 * @param scope what can be seen from the handler
 */
record HandlerCall(
    BoundMethod bound, Map<VariableElement, String> variables, Members members, Scope scope) {
  /** The name of a failure that is of the type the handler asks for. */
  static final String NARROWED = "failure";

  static HandlerCall of(BoundMethod bound, Members members, Scope scope) {
    return new HandlerCall(bound, Map.of(), members, scope);
  }

  /** The call as an expression. */
  CodeBlock plain() {
    bound
        .method()
        .qualifiers()
        .frame()
        .map(frame -> CharsetName.of(frame.charset()))
        .filter(charset -> usesCharset())
        .ifPresent(members::charset);
    return CodeBlock.of(
        "handler.$L($L)",
        bound.method().name(),
        bound.arguments().stream().map(this::expression).collect(CodeBlock.joining(", ")));
  }

  /**
   * The call as statements. What leaves the loop thread takes its input along: a buffer of the loop
   * is read before.
   */
  CodeBlock statements() {
    Optional<Argument> input =
        bound.arguments().stream()
            .filter(argument -> bound.method().qualifiers().offload().isPresent())
            .filter(argument -> isRead(argument))
            .findFirst();
    return input
        .map(
            argument ->
                CodeBlock.builder()
                    .addStatement(
                        "$T payload = $L",
                        TypeName.get(argument.parameter().type()),
                        expression(argument))
                    .addStatement(with(argument, "payload").withReply())
                    .build())
        .orElseGet(() -> CodeBlock.of("$L;\n", withReply()));
  }

  /** Tells whether an argument is made of the input; a message has been made already. */
  private static boolean isRead(Argument argument) {
    return argument
        .binder()
        .filter(binder -> binder.source() == Source.INPUT)
        .filter(binder -> binder.expression().endsWith(")"))
        .isPresent();
  }

  private HandlerCall with(Argument argument, String variable) {
    Map<VariableElement, String> more = new HashMap<>(variables);
    more.put(argument.parameter().element(), variable);
    return new HandlerCall(bound, more, members, scope);
  }

  /** The call as an expression that sends what the method returns, if it returns anything. */
  CodeBlock withReply() {
    Result result = bound.method().result();
    if (bound.method().qualifiers().offload().isPresent()) {
      return result instanceof Result.Nothing
          ? CodeBlock.of("offload(() -> $L)", plain())
          : CodeBlock.of("offload(() -> $L, $L)", plain(), consumer(result));
    }
    return result instanceof Result.Later later
        ? CodeBlock.of("replyLater($L, $L)", plain(), consumer(later.result()))
        : applied(plain(), result);
  }

  private CodeBlock applied(CodeBlock value, Result result) {
    if (result instanceof Result.Reply || result instanceof Result.ReplyWithState) {
      return CodeBlock.of("reply($L)", value);
    }
    if (result instanceof Result.NextState) {
      return CodeBlock.of("enter($L)", value);
    }
    if (result instanceof Result.Message message) {
      String encoder = members.coder(message.encoder());
      return prefix()
          .map(
              frame -> CodeBlock.of("reply($L, $L, $L)", value, encoder, members.terminator(frame)))
          .orElseGet(() -> CodeBlock.of("reply($L, $L)", value, encoder));
    }
    return value;
  }

  /** What does with a result what is done with it when it is there at once. */
  private CodeBlock consumer(Result result) {
    if (result instanceof Result.Nothing) {
      return CodeBlock.of("done -> {}");
    }
    if (result instanceof Result.Message) {
      return CodeBlock.of("answer -> $L", applied(CodeBlock.of("answer"), result));
    }
    return CodeBlock.of(result instanceof Result.NextState ? "this::enter" : "this::reply");
  }

  /** A message that answers a frame with a prefix gets one, too. */
  private Optional<Frame> prefix() {
    return bound
        .method()
        .qualifiers()
        .frame()
        .filter(frame -> frame.kind() == Frame.Kind.LENGTH_PREFIXED);
  }

  private boolean usesCharset() {
    return bound.arguments().stream()
        .flatMap(argument -> argument.binder().stream())
        .anyMatch(binder -> binder.type().equals("String"));
  }

  private CodeBlock expression(Argument argument) {
    String variable = variables.get(argument.parameter().element());
    if (variable != null) {
      return CodeBlock.of("$L", variable);
    }
    if (CauseBinder.narrows(argument.parameter().type(), scope)) {
      return CodeBlock.of(NARROWED);
    }
    String expression = argument.binder().map(Binder::expression).orElseThrow();
    if (expression.endsWith("(UTF_8)")) {
      members.charset(CharsetName.of("UTF-8"));
    }
    return CodeBlock.of("$L", expression);
  }
}
