package dev.pollen.processor.read;

import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.EventMethod.Marking;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Handler.Overriding;
import dev.pollen.processor.model.Qualifiers;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;

/** Reads one class. */
public final class HandlerReader {
  private final Scope scope;
  private final Optional<States> states;
  private final ResultReader results;
  private final List<EventMethod> methods = new ArrayList<>();
  private final List<Overriding> overrides = new ArrayList<>();
  private final List<ExecutableElement> others = new ArrayList<>();

  /** Prepares to read the class at home in a scope. */
  public HandlerReader(Scope scope) {
    this.scope = scope;
    this.states = StatesReader.read(scope);
    this.results = new ResultReader(scope, states);
  }

  /** Reads the class, once. */
  public Handler read() {
    TypeElement type = scope.home();
    new Lineage(type, scope)
        .forEachMethod(
            (method, overrider) -> {
              List<Marking> markings = Markings.of(method);
              if (markings.isEmpty()) {
                others.add(method);
              } else {
                overrider.ifPresentOrElse(
                    nearer ->
                        overrides.add(new Overriding(nearer, method, markings.get(0).event())),
                    () -> methods.add(eventMethod(method, markings)));
              }
            });
    return new Handler(
        type,
        Markings.handler(type),
        role(),
        Handlers.dispatcherName(type, scope),
        states.filter(each -> usesStates()),
        methods.stream().filter(method -> !isReplaced(method)).toList(),
        List.copyOf(overrides),
        List.copyOf(others));
  }

  /** Tells whether an enum that may be there for anything is for the states of connections. */
  private boolean usesStates() {
    return Markings.handler(scope.home()).flatMap(Markings::states).isPresent()
        || methods.stream()
            .anyMatch(
                method -> method.qualifiers().guard().isPresent() || method.result().entersState());
  }

  /**
   * Tells whether a class in another package keeps a method to itself for whose event the handler
   * has one of its own: it is neither overridden nor in the way. Timed methods stand for
   * themselves.
   */
  private boolean isReplaced(EventMethod method) {
    return isOutOfReach(method)
        && !method.event().isTimed()
        && methods.stream()
            .anyMatch(other -> other.event() == method.event() && scope.canCall(other.element()));
  }

  private boolean isOutOfReach(EventMethod method) {
    return !scope.canCall(method.element())
        && !method.element().getModifiers().contains(Modifier.PRIVATE);
  }

  private EventMethod eventMethod(ExecutableElement method, List<Marking> markings) {
    Marking first = markings.get(0);
    ExecutableType type = Handlers.typeOf(method, scope.home(), scope);
    Qualifiers qualifiers = Markings.qualifiers(method, scope);
    return new EventMethod(
        first.event(),
        first.annotation(),
        Markings.value(first.annotation()).map(TimeReader::read),
        markings.subList(1, markings.size()),
        qualifiers,
        decoder(first.event(), qualifiers, type),
        method,
        type,
        results.read(first.event(), qualifiers, type.getReturnType()));
  }

  private Optional<Coder> decoder(Event event, Qualifiers qualifiers, ExecutableType type) {
    if (event != Event.READ && event != Event.DATAGRAM) {
      return Optional.empty();
    }
    return qualifiers
        .decode()
        .map(decode -> CoderReader.read(decode.type("value"), RuntimeTypes.DECODER, scope))
        .orElseGet(
            () ->
                type.getParameterTypes().stream()
                    .flatMap(parameter -> CoderReader.ofRecord(parameter, scope).stream())
                    .findFirst());
  }

  private Role role() {
    if (methods.stream().anyMatch(method -> method.event() == Event.DATAGRAM)) {
      return Role.DATAGRAMS;
    }
    boolean listener =
        methods.stream()
            .filter(method -> method.event() == Event.ACCEPT)
            .anyMatch(method -> method.result().makesListener() || looksLikeListener(method));
    return listener ? Role.LISTENER : Role.CONNECTION;
  }

  /**
   * Guesses what a method that returns some unusable class was meant for, so that one mistake is
   * reported once: a class with anything that only connections have was meant for connections.
   */
  private boolean looksLikeListener(EventMethod accept) {
    return accept.result() instanceof Result.Unusable unusable
        && !unusable.type().getKind().isPrimitive()
        && unusable.type().getKind() != TypeKind.ARRAY
        && methods.stream().allMatch(method -> method.event().firesOn(Role.LISTENER))
        && methods.stream()
            .flatMap(method -> method.parameters().stream())
            .noneMatch(parameter -> scope.is(parameter.type(), RuntimeTypes.CONNECTION));
  }
}
