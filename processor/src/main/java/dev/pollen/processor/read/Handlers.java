package dev.pollen.processor.read;

import dev.pollen.processor.model.DispatcherName;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod.Marking;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Which classes are handlers, what for, and what their dispatchers are called. */
public final class Handlers {
  private static final Set<String> NOT_FOR_TYPES =
      Set.of("var", "yield", "record", "sealed", "permits");

  private Handlers() {}

  /** Tells whether a dispatcher is written for a class. */
  public static boolean isHandler(TypeElement type, Scope scope) {
    return isConcrete(type)
        && (declaresEvents(type)
            || (Markings.handler(type).isPresent() && !events(type, scope).isEmpty()));
  }

  /** Tells whether something is said on a type, or on its methods, that is meant for handlers. */
  public static boolean isMarked(TypeElement type) {
    return Markings.handler(type).isPresent()
        || declaresEvents(type)
        || ElementFilter.methodsIn(type.getEnclosedElements()).stream()
            .anyMatch(method -> !Markings.besideEvents(method).isEmpty());
  }

  /** Tells whether a type is a class of which there are instances. */
  public static boolean isConcrete(TypeElement type) {
    // An enum whose constants have bodies may count as abstract; its constants are instances.
    return type.getKind() == ElementKind.ENUM
        || (type.getKind().isClass() && !type.getModifiers().contains(Modifier.ABSTRACT));
  }

  /** Tells whether a class has an annotated method of its own. */
  static boolean declaresEvents(TypeElement type) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .anyMatch(method -> !Markings.of(method).isEmpty());
  }

  /** Tells whether a handler is for connections. */
  static boolean servesConnections(TypeElement handler, Scope scope) {
    return events(Event.DATAGRAM, handler, scope).findAny().isEmpty()
        && !isListener(handler, scope);
  }

  private static boolean isListener(TypeElement handler, Scope scope) {
    return events(Event.ACCEPT, handler, scope)
        .map(method -> typeOf(method, handler, scope).getReturnType())
        .anyMatch(returned -> acceptsWith(returned, scope));
  }

  /** The type of a method as a member of a class, type arguments of supertypes filled in. */
  static ExecutableType typeOf(ExecutableElement method, TypeElement type, Scope scope) {
    return (ExecutableType) scope.types().asMemberOf((DeclaredType) type.asType(), method);
  }

  /** Tells whether a listener can take what its {@code @OnAccept} method returns. */
  private static boolean acceptsWith(TypeMirror returned, Scope scope) {
    return scope.isA(returned, RuntimeTypes.CONNECTION_DISPATCHER)
        || scope.classOf(returned).filter(type -> isHandler(type, scope)).isPresent();
  }

  private static Stream<ExecutableElement> events(Event event, TypeElement type, Scope scope) {
    return events(type, scope).stream()
        .filter(method -> Markings.of(method).get(0).event() == event);
  }

  private static List<ExecutableElement> events(TypeElement type, Scope scope) {
    List<ExecutableElement> result = new ArrayList<>();
    new Lineage(type, scope)
        .forEachMethod(
            (method, overrider) -> {
              List<Marking> markings = Markings.of(method);
              if (overrider.isEmpty() && !markings.isEmpty()) {
                result.add(method);
              }
            });
    return result;
  }

  /** The name of the dispatcher of a handler. */
  static DispatcherName dispatcherName(TypeElement handler, Scope scope) {
    String simpleName =
        chosenName(handler)
            .filter(Handlers::isClassName)
            .orElseGet(() -> TypeText.flat(handler) + "Dispatcher");
    return new DispatcherName(
        scope.elements().getPackageOf(handler).getQualifiedName().toString(), simpleName);
  }

  private static Optional<String> chosenName(TypeElement handler) {
    return Markings.handler(handler)
        .flatMap(Markings::name)
        .map(value -> value.getValue().toString())
        .filter(name -> !name.isEmpty());
  }

  /** Tells whether a class can have this simple name. */
  public static boolean isClassName(String name) {
    return SourceVersion.isIdentifier(name)
        && !SourceVersion.isKeyword(name)
        && !NOT_FOR_TYPES.contains(name);
  }
}
