package dev.pollen.processor.rule;

import dev.pollen.processor.bind.Argument;
import dev.pollen.processor.bind.Binder;
import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.CauseBinder;
import dev.pollen.processor.bind.Source;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.EventMethod.Parameter;
import dev.pollen.processor.model.Mentions;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;

/** What event methods may ask for. */
final class ParameterRules implements Rule {

  @Override
  public void check(BoundHandler handler, Scope scope, Consumer<Finding> findings) {
    for (BoundMethod method : handler.methods()) {
      // A suspend function has parameters that its author has never seen.
      if (!MethodRules.isSuspend(method.method(), scope)) {
        method
            .arguments()
            .forEach(argument -> checkArgument(handler, method, argument, scope, findings));
        checkDuplicates(method, findings);
        checkThrowable(method, scope, findings);
      }
    }
  }

  private static void checkArgument(
      BoundHandler handler,
      BoundMethod method,
      Argument argument,
      Scope scope,
      Consumer<Finding> findings) {
    Parameter parameter = argument.parameter();
    if (isFlawed(method, parameter)) {
      return;
    }
    if (argument.candidates().size() > 1) {
      findings.accept(ambiguous(argument));
    } else if (argument.candidates().isEmpty()) {
      findings.accept(unbound(handler, method, parameter, scope));
    }
  }

  private static Finding ambiguous(Argument argument) {
    List<String> sources =
        argument.candidates().stream().map(binder -> binder.source().text()).distinct().toList();
    List<String> types = argument.candidates().stream().map(Binder::type).toList();
    Parameter parameter = argument.parameter();
    return Diagnostic.AMBIGUOUS_PARAMETER.at(
        parameter.element(),
        parameter.name(),
        TypeText.of(parameter.type()),
        Texts.list(sources, "or"),
        Texts.list(types, "or"));
  }

  /** Tells whether another rule has a finding on a parameter, whatever it may receive. */
  private static boolean isFlawed(BoundMethod method, Parameter parameter) {
    ExecutableElement element = method.method().element();
    List<? extends VariableElement> all = element.getParameters();
    boolean isVarargs =
        element.isVarArgs()
            && !WordRules.hasTail(method)
            && parameter.element().equals(all.get(all.size() - 1));
    return isVarargs
        || lacksDecoder(method.method())
        || element.getTypeParameters().stream()
            .anyMatch(Mentions.of(parameter.type()).variables()::contains);
  }

  /** Tells whether nobody knows what a method that names a decoder could receive. */
  private static boolean lacksDecoder(EventMethod method) {
    return method.qualifiers().decode().isPresent() && method.decoder().isEmpty();
  }

  private static Finding unbound(
      BoundHandler handler, BoundMethod method, Parameter parameter, Scope scope) {
    EventMethod event = method.method();
    if (event.event().isPredicate()) {
      return Diagnostic.PREDICATE_PARAMETER.at(
          parameter.element(), event.event().annotation(), parameter.name());
    }
    if (handler.handler().role() == Role.CONNECTION) {
      String type = TypeText.of(handler.handler().type());
      if (scope.is(parameter.type(), RuntimeTypes.LISTENER)) {
        return Diagnostic.LISTENER_WITHOUT_ACCEPT.at(parameter.element(), parameter.name(), type);
      }
      if (scope.is(parameter.type(), RuntimeTypes.DATAGRAMS)) {
        return Diagnostic.DATAGRAMS_WITHOUT_EVENT.at(parameter.element(), parameter.name(), type);
      }
    }
    return Offer.forParameter(method, parameter, scope);
  }

  private static void checkDuplicates(BoundMethod method, Consumer<Finding> findings) {
    Map<Source, Parameter> first = new EnumMap<>(Source.class);
    for (Argument argument : method.arguments()) {
      Parameter parameter = argument.parameter();
      argument
          .binder()
          .filter(binder -> binder.source() != Source.WORD)
          .ifPresent(
              binder -> {
                Parameter earlier = first.putIfAbsent(binder.source(), parameter);
                if (earlier != null) {
                  findings.accept(
                      Diagnostic.DUPLICATE_PARAMETER.at(
                          parameter.element(),
                          earlier.name(),
                          parameter.name(),
                          binder.source().text()));
                }
              });
    }
  }

  private static void checkThrowable(BoundMethod bound, Scope scope, Consumer<Finding> findings) {
    EventMethod method = bound.method();
    if (method.event() != Event.ERROR) {
      return;
    }
    // A parameter that receives nothing, or nothing clear, may well be meant for the failure.
    boolean missing =
        bound.arguments().stream()
            .allMatch(
                argument ->
                    argument
                        .binder()
                        .filter(binder -> binder.source() != Source.FAILURE)
                        .isPresent());
    if (missing) {
      findings.accept(
          Diagnostic.MISSING_THROWABLE.at(
              method.element(), method.event().annotation(), method.name()));
    }
    for (Parameter parameter : method.parameters()) {
      if (parameter.type().getKind() == TypeKind.DECLARED
          && CauseBinder.narrows(parameter.type(), scope)) {
        for (TypeElement hidden : Mentions.of(parameter.type()).inaccessible(scope)) {
          findings.accept(Inaccessible.in(parameter.element(), method, hidden, scope));
        }
      }
    }
  }
}
