package dev.pollen.processor.read;

import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.Qualifiers;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.States;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Sorts return types. */
final class ResultReader {
  private static final List<String> REPLIES =
      List.of("java.nio.ByteBuffer", "java.lang.CharSequence");
  private static final String LATER = "java.util.concurrent.CompletionStage";
  private static final List<String> PENDING =
      List.of(
          "java.util.concurrent.Future",
          LATER,
          "java.util.concurrent.Flow.Publisher",
          "org.reactivestreams.Publisher");

  private final Scope scope;
  private final Optional<States> states;

  ResultReader(Scope scope, Optional<States> states) {
    this.scope = scope;
    this.states = states;
  }

  Result read(Event event, Qualifiers qualifiers, TypeMirror type) {
    if (type.getKind() == TypeKind.VOID) {
      return new Result.Nothing();
    }
    if (type.getKind() == TypeKind.BOOLEAN) {
      return new Result.Answer();
    }
    return answer(qualifiers, type)
        .or(() -> later(qualifiers, type))
        .or(() -> event == Event.ACCEPT ? accepted(type) : Optional.empty())
        .orElseGet(() -> useless(type));
  }

  /** What can be sent or entered at once. */
  private Optional<Result> answer(Qualifiers qualifiers, TypeMirror type) {
    if (qualifiers.encode().isPresent()) {
      return encoded(qualifiers.encode().get(), type);
    }
    if (isReply(type)) {
      return Optional.of(new Result.Reply());
    }
    if (isState(type)) {
      return Optional.of(new Result.NextState());
    }
    if (scope.is(type, RuntimeTypes.REPLY)
        && argument(type).filter(this::isReplyState).isPresent()) {
      return Optional.of(new Result.ReplyWithState());
    }
    return CoderReader.ofRecord(type, scope).map(Result.Message::new);
  }

  private Optional<Result> encoded(Attributes encode, TypeMirror type) {
    return CoderReader.read(encode.type("value"), RuntimeTypes.ENCODER, scope)
        .filter(coder -> takes(coder, type))
        .map(Result.Message::new);
  }

  private boolean takes(Coder coder, TypeMirror type) {
    return scope.types().isAssignable(type, coder.message());
  }

  private boolean isReply(TypeMirror type) {
    boolean bytes =
        type instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE;
    return bytes || REPLIES.stream().anyMatch(reply -> scope.isA(type, reply));
  }

  private boolean isState(TypeMirror type) {
    return states
        .filter(each -> scope.classOf(type).filter(each.type()::equals).isPresent())
        .isPresent();
  }

  /** Tells whether a reply may carry this: a reply of a handler without states is for any. */
  private boolean isReplyState(TypeMirror argument) {
    return argument.getKind() == TypeKind.WILDCARD || isState(argument);
  }

  /** An answer that comes later. */
  private Optional<Result> later(Qualifiers qualifiers, TypeMirror type) {
    if (!scope.isA(type, LATER)) {
      return Optional.empty();
    }
    return stage(type)
        .flatMap(
            value ->
                scope.is(value, "java.lang.Void")
                    ? Optional.of(new Result.Nothing())
                    : answer(qualifiers, value))
        .map(Result.Later::new);
  }

  /** The type of the value of a stage. */
  private Optional<TypeMirror> stage(TypeMirror type) {
    if (scope.is(type, LATER)) {
      return argument(type);
    }
    return scope.types().directSupertypes(type).stream()
        .filter(supertype -> scope.isA(supertype, LATER))
        .flatMap(supertype -> stage(supertype).stream())
        .findFirst();
  }

  private static Optional<TypeMirror> argument(TypeMirror type) {
    return ((DeclaredType) type)
        .getTypeArguments().stream()
            .map(
                argument ->
                    argument instanceof WildcardType wildcard && wildcard.getExtendsBound() != null
                        ? wildcard.getExtendsBound()
                        : (TypeMirror) argument)
            .findFirst();
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
