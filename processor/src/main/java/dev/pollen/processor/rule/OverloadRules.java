package dev.pollen.processor.rule;

import dev.pollen.processor.bind.Argument;
import dev.pollen.processor.bind.Binder;
import dev.pollen.processor.bind.Binder.Match;
import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/**
 * A dispatcher calls by name, so no overload may be a better match for what it passes: with
 * {@code @OnRead void read(Buffer data)} and an unrelated {@code void read(ByteBuffer data)}, the
 * call would silently reach the wrong one.
 */
final class OverloadRules implements Rule {

  @Override
  public void check(BoundHandler handler, Scope scope, Consumer<Finding> findings) {
    for (BoundMethod method : handler.methods()) {
      if (method.arguments().stream().allMatch(argument -> argument.binder().isPresent())) {
        rivals(method.method(), handler.handler())
            .filter(other -> competes(other, method.method(), scope))
            .filter(other -> wins(typesOf(other, scope), method, scope))
            .findFirst()
            .map(other -> finding(method, other))
            .ifPresent(findings);
      }
    }
  }

  /**
   * All other methods but those of the same event that nothing tells apart, which are findings of
   * their own.
   */
  private static Stream<ExecutableElement> rivals(EventMethod method, Handler handler) {
    return Stream.concat(
        handler.others().stream(),
        handler.methods().stream()
            .filter(other -> other.event() != method.event() || areApart(method, other))
            .map(EventMethod::element)
            .filter(other -> !other.equals(method.element())));
  }

  /** Tells whether there may be both of two methods for one event. */
  private static boolean areApart(EventMethod one, EventMethod other) {
    return one.event().isTimed()
        || Stream.of(one, other)
            .map(EventMethod::qualifiers)
            .anyMatch(each -> each.guard().isPresent() || !each.commands().isEmpty());
  }

  private static boolean competes(ExecutableElement other, EventMethod method, Scope scope) {
    return scope.canCall(other)
        && other.getSimpleName().equals(method.element().getSimpleName())
        && other.getParameters().size() == method.element().getParameters().size()
        && !scope.elements().overrides(method.element(), other, scope.home());
  }

  /** The types of the parameters; a generic method takes whatever its erasure takes. */
  private static List<? extends TypeMirror> typesOf(ExecutableElement other, Scope scope) {
    TypeMirror type = scope.types().asMemberOf((DeclaredType) scope.home().asType(), other);
    List<? extends TypeMirror> types = ((ExecutableType) type).getParameterTypes();
    return other.getTypeParameters().isEmpty()
        ? types
        : types.stream().map(scope.types()::erasure).toList();
  }

  /**
   * Tells whether a call could reach other parameters, and these are not clearly the worse match.
   */
  private static boolean wins(List<? extends TypeMirror> others, BoundMethod method, Scope scope) {
    List<Argument> own = method.arguments();
    boolean applicable =
        IntStream.range(0, own.size()).allMatch(i -> accepts(others.get(i), own.get(i), scope));
    boolean worse =
        IntStream.range(0, own.size())
            .allMatch(i -> scope.types().isSubtype(typeOf(own.get(i)), others.get(i)));
    boolean same =
        IntStream.range(0, own.size())
            .allMatch(i -> scope.types().isSameType(typeOf(own.get(i)), others.get(i)));
    return applicable && (!worse || same);
  }

  private static boolean accepts(TypeMirror other, Argument argument, Scope scope) {
    Binder binder = argument.binder().orElseThrow();
    return binder.match(typeOf(argument), scope) == Match.EXACT
        ? scope.types().isSubtype(typeOf(argument), other)
        : binder.match(other, scope) != Match.NONE;
  }

  private static TypeMirror typeOf(Argument argument) {
    return argument.parameter().type();
  }

  private static Finding finding(BoundMethod method, ExecutableElement other) {
    List<String> sources =
        method.arguments().stream()
            .flatMap(argument -> argument.binder().stream())
            .map(binder -> binder.source().text())
            .toList();
    EventMethod event = method.method();
    return Diagnostic.HIDDEN_BY_OVERLOAD.at(
        event.element(),
        event.event().annotation(),
        TypeText.signature(event.element()),
        TypeText.signature(other),
        Texts.list(sources, "and"));
  }
}
