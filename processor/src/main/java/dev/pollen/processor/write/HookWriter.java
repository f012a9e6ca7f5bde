package dev.pollen.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
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
  private final BoundMethod bound;
  private final EventMethod method;
  private final HandlerCall call;
  private final Scope scope;

  HookWriter(BoundMethod bound, Scope scope) {
    this.bound = bound;
    this.method = bound.method();
    this.call = new HandlerCall(bound, scope);
    this.scope = scope;
  }

  /** The override, and what else the event needs. */
  List<MethodSpec> write() {
    return method.event() == Event.URGENT ? List.of(wantsUrgent(), hook()) : List.of(hook());
  }

  private static MethodSpec wantsUrgent() {
    return override("wantsUrgent").returns(boolean.class).addStatement("return true").build();
  }

  static MethodSpec.Builder override(String name) {
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
          .beginControlFlow(
              "if (cause instanceof $T $L)", TypeName.get(narrow.get()), HandlerCall.NARROWED)
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
      case DATAGRAM -> override("handleDatagram").addParameter(SocketAddress.class, "from");
      case SHUTDOWN -> override("handleShutdown");
      case CLOSE -> override("handleClose").addParameter(Names.CLOSE_REASON, "reason");
      case ERROR -> override("handleError").addParameter(Throwable.class, "cause");
      case READABLE -> override("readable").returns(boolean.class);
      case WRITABLE -> override("writable").returns(boolean.class);
      case IDLE, EVERY -> throw new IllegalStateException("has no hook of its own: " + method);
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
    if (method.result() instanceof Result.NewHandler accepted) {
      body.addStatement("var accepted = $L", call.plain());
      body.addStatement("return accepted == null ? null : $L", wrap(accepted));
    } else if (method.result() instanceof Result.Nothing
        || method.result() instanceof Result.Reply) {
      body.addStatement(call.withReply());
    } else {
      body.addStatement("return $L", call.plain());
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
}
