package dev.pollen.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.CauseBinder;
import dev.pollen.processor.bind.Protocol;
import dev.pollen.processor.bind.Source;
import dev.pollen.processor.model.DispatcherName;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.Scope;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** Writes the override of a runtime method that calls the event methods of one event. */
final class HookWriter {
  private final Event event;
  private final List<BoundMethod> methods;
  private final Protocol protocol;
  private final Members members;
  private final Scope scope;

  /** Prepares to write the hook for methods of which each state has one at most. */
  HookWriter(List<BoundMethod> methods, Protocol protocol, Members members, Scope scope) {
    this.event = methods.get(0).method().event();
    this.methods = methods;
    this.protocol = protocol;
    this.members = members;
    this.scope = scope;
  }

  /** The override, and what else the event needs. */
  List<MethodSpec> write() {
    return event == Event.URGENT ? List.of(wantsUrgent(), hook()) : List.of(hook());
  }

  private static MethodSpec wantsUrgent() {
    return override("wantsUrgent").returns(boolean.class).addStatement("return true").build();
  }

  static MethodSpec.Builder override(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED);
  }

  /** Says which methods are called. */
  static CodeBlock callsComment(List<BoundMethod> methods, Scope scope) {
    return CodeBlock.of(
        "Calls $L.",
        methods.stream()
            .map(BoundMethod::method)
            .map(
                method -> CodeBlock.of("{@link $T#$L}", ClassName.get(scope.home()), method.name()))
            .distinct()
            .collect(CodeBlock.joining(" or ")));
  }

  private MethodSpec hook() {
    MethodSpec.Builder hook = declaration();
    hook.addJavadoc(callsComment(methods, scope));
    hook.addExceptions(exceptions());
    StateSwitch states = new StateSwitch(protocol.stateNames());
    methods.forEach(bound -> states.in(protocol.statesOf(bound.method()), body(bound)));
    return hook.addCode(states.otherwise(otherwise())).build();
  }

  private List<TypeName> exceptions() {
    boolean callsSuper =
        methods.stream().anyMatch(bound -> narrowCause(bound).isPresent())
            || (otherwise().isPresent() && !coversAllStates());
    return Exceptions.of(methods, callsSuper, scope);
  }

  private boolean coversAllStates() {
    return methods.stream()
            .flatMap(bound -> protocol.statesOf(bound.method()).stream())
            .distinct()
            .count()
        == protocol.stateNames().size();
  }

  private MethodSpec.Builder declaration() {
    return switch (event) {
      case ACCEPT ->
          methods.get(0).method().result().makesListener()
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
      case EOF -> override("handleEof");
      case CLOSE -> override("handleClose").addParameter(Names.CLOSE_REASON, "reason");
      case ERROR -> override("handleError").addParameter(Throwable.class, "cause");
      case READABLE -> override("readable").returns(boolean.class);
      case WRITABLE -> override("writable").returns(boolean.class);
      case IDLE, EVERY -> throw new IllegalStateException("has no hook of its own: " + event);
    };
  }

  /** What happens in states for which there is no method, unless that is nothing. */
  private Optional<CodeBlock> otherwise() {
    return switch (event) {
      case SHUTDOWN -> Optional.of(CodeBlock.of("super.handleShutdown();\n"));
      case EOF -> Optional.of(CodeBlock.of("super.handleEof();\n"));
      case ERROR -> Optional.of(CodeBlock.of("super.handleError(cause);\n"));
      default -> Optional.empty();
    };
  }

  private Optional<TypeMirror> narrowCause(BoundMethod bound) {
    return bound.arguments().stream()
        .map(argument -> argument.parameter().type())
        .filter(type -> CauseBinder.narrows(type, scope))
        .findFirst();
  }

  private CodeBlock body(BoundMethod bound) {
    Optional<TypeMirror> narrow = narrowCause(bound);
    if (narrow.isEmpty()) {
      return statements(bound);
    }
    // What the handler does not take goes where it would go without the handler.
    return CodeBlock.builder()
        .beginControlFlow(
            "if (cause instanceof $T $L)", TypeName.get(narrow.get()), HandlerCall.NARROWED)
        .add(statements(bound))
        .nextControlFlow("else")
        .addStatement("super.handleError(cause)")
        .endControlFlow()
        .build();
  }

  private CodeBlock statements(BoundMethod bound) {
    HandlerCall call = HandlerCall.of(bound, members, scope);
    Result result = bound.method().result();
    CodeBlock.Builder body = CodeBlock.builder();
    if (event == Event.READ && !bound.receives(Source.INPUT)) {
      body.addStatement("discardInput()");
    }
    bound
        .method()
        .decoder()
        .filter(decoder -> event == Event.DATAGRAM)
        .ifPresent(
            decoder ->
                body.addStatement(
                    "$T message = $L.decodeWhole(recv())",
                    TypeName.get(decoder.message()),
                    members.coder(decoder)));
    if (result instanceof Result.NewHandler accepted) {
      body.addStatement("var accepted = $L", call.plain());
      body.addStatement("return accepted == null ? null : $L", wrap(accepted));
    } else if (result instanceof Result.Answer || result instanceof Result.ReadyDispatcher) {
      body.addStatement("return $L", call.plain());
    } else {
      body.add(call.statements());
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
