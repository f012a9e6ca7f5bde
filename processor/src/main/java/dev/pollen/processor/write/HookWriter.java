package dev.pollen.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.pollen.processor.bind.Argument;
import dev.pollen.processor.bind.Binder;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.CauseBinder;
import dev.pollen.processor.bind.Source;
import dev.pollen.processor.model.DispatcherName;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.Thrown;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** Writes the override of a runtime method that calls one event method. */
final class HookWriter {
  /** The name of a failure that is of the type the handler asks for. */
  private static final String NARROWED = "failure";

  private final BoundMethod bound;
  private final EventMethod method;
  private final Scope scope;

  HookWriter(BoundMethod bound, Scope scope) {
    this.bound = bound;
    this.method = bound.method();
    this.scope = scope;
  }

  /** The override, and what else the event needs. */
  List<MethodSpec> write() {
    return method.event() == Event.URGENT ? List.of(wantsUrgent(), hook()) : List.of(hook());
  }

  private static MethodSpec wantsUrgent() {
    return override("wantsUrgent").returns(boolean.class).addStatement("return true").build();
  }

  private static MethodSpec.Builder override(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED);
  }

  private MethodSpec hook() {
    MethodSpec.Builder hook = declaration();
    hook.addJavadoc(
        CodeBlock.of("Calls {@link $T#$L}.", ClassName.get(scope.home()), method.name()));
    Optional<TypeMirror> narrow = narrowCause();
    if (narrow.isPresent()) {
      // What the handler does not take goes where it would go without the handler.
      return hook.addException(Exception.class)
          .beginControlFlow("if (cause instanceof $T $L)", TypeName.get(narrow.get()), NARROWED)
          .addCode(body())
          .nextControlFlow("else")
          .addStatement("super.handleError(cause)")
          .endControlFlow()
          .build();
    }
    Thrown.checked(method, scope).forEach(type -> hook.addException(TypeName.get(type)));
    return hook.addCode(body()).build();
  }

  private MethodSpec.Builder declaration() {
    return switch (method.event()) {
      case ACCEPT ->
          method.result().makesListener()
              ? override("handleAccepted")
                  .returns(Names.CONNECTION_DISPATCHER)
                  .addParameter(SocketAddress.class, "from")
              : override("handleAccept");
      case CONNECT -> override("handleConnect");
      case READ -> override("handleRead");
      case WRITE -> override("handleWrite");
      case URGENT -> override("handleUrgent").addParameter(byte.class, "value");
      case CLOSE -> override("handleClose").addParameter(Names.CLOSE_REASON, "reason");
      case ERROR -> override("handleError").addParameter(Throwable.class, "cause");
      case READABLE -> override("readable").returns(boolean.class);
      case WRITABLE -> override("writable").returns(boolean.class);
    };
  }

  private Optional<TypeMirror> narrowCause() {
    return bound.arguments().stream()
        .map(argument -> argument.parameter().type())
        .filter(type -> CauseBinder.narrows(type, scope))
        .findFirst();
  }

  private CodeBlock body() {
    CodeBlock.Builder body = CodeBlock.builder();
    if (method.event() == Event.READ && !bound.receives(Source.INPUT)) {
      body.addStatement("discardInput()");
    }
    CodeBlock call = call();
    if (method.result() instanceof Result.Reply) {
      body.addStatement("reply($L)", call);
    } else if (method.result() instanceof Result.NewHandler accepted) {
      body.addStatement("var accepted = $L", call);
      body.addStatement("return accepted == null ? null : $L", wrap(accepted));
    } else if (method.result() instanceof Result.Nothing) {
      body.addStatement(call);
    } else {
      body.addStatement("return $L", call);
    }
    return body.build();
  }

  private static CodeBlock wrap(Result.NewHandler accepted) {
    DispatcherName name = accepted.dispatcher();
    return CodeBlock.of(
        "new $T$L(accepted)",
        ClassName.get(name.packageName(), name.simpleName()),
        accepted.generic() ? "<>" : "");
  }

  private CodeBlock call() {
    return CodeBlock.of(
        "handler.$L($L)",
        method.name(),
        bound.arguments().stream().map(this::expression).collect(CodeBlock.joining(", ")));
  }

  private CodeBlock expression(Argument argument) {
    return CodeBlock.of(
        "$L",
        CauseBinder.narrows(argument.parameter().type(), scope)
            ? NARROWED
            : argument.binder().map(Binder::expression).orElseThrow());
  }
}
