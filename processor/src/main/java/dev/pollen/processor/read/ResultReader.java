package dev.pollen.processor.read;

import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** Sorts return types. */
final class ResultReader {
  private static final List<String> REPLIES =
      List.of("java.nio.ByteBuffer", "java.lang.CharSequence");
  private static final List<String> PENDING =
      List.of(
          "java.util.concurrent.Future",
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.Flow.Publisher",
          "org.reactivestreams.Publisher");

  private final Scope scope;

  ResultReader(Scope scope) {
    this.scope = scope;
  }

  Result read(Event event, TypeMirror type) {
    if (type.getKind() == TypeKind.VOID) {
      return new Result.Nothing();
    }
    if (type.getKind() == TypeKind.BOOLEAN) {
      return new Result.Answer();
    }
    if (isReply(type)) {
      return new Result.Reply();
    }
    return (event == Event.ACCEPT ? accepted(type) : Optional.<Result>empty())
        .orElseGet(() -> useless(type));
  }

  private boolean isReply(TypeMirror type) {
    boolean bytes =
        type instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE;
    return bytes || REPLIES.stream().anyMatch(reply -> scope.isA(type, reply));
  }

  /** What the {@code @OnAccept} method of a listener returns. */
  private Optional<Result> accepted(TypeMirror type) {
    if (scope.isA(type, RuntimeTypes.CONNECTION_DISPATCHER)) {
      return Optional.of(new Result.ReadyDispatcher());
    }
    return scope
        .classOf(type)
        .filter(handler -> Handlers.isHandler(handler, scope))
        .filter(handler -> Handlers.servesConnections(handler, scope))
        .map(handler -> newHandler(handler, type));
  }

  private Result newHandler(TypeElement handler, TypeMirror type) {
    TypeMirror known = type instanceof TypeVariable variable ? variable.getUpperBound() : type;
    boolean generic = !handler.getTypeParameters().isEmpty();
    boolean raw =
        generic && known instanceof DeclaredType given && given.getTypeArguments().isEmpty();
    return new Result.NewHandler(Handlers.dispatcherName(handler, scope), generic, raw);
  }

  private Result useless(TypeMirror type) {
    return PENDING.stream().anyMatch(pending -> scope.isA(type, pending))
        ? new Result.Pending(type)
        : new Result.Unusable(type);
  }
}
