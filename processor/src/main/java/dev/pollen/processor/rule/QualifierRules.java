package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Returns;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.read.Markings;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** Beside which events an annotation that narrows or shapes an event means anything. */
final class QualifierRules implements Rule {
  private static final Set<Event> UNGUARDED =
      Set.of(Event.ACCEPT, Event.CONNECT, Event.READABLE, Event.WRITABLE);

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    bound.handler().others().forEach(method -> checkAlone(method, findings));
    checkDefaults(bound.handler(), findings);
    for (BoundMethod method : bound.methods()) {
      // An event in the wrong place, or one of two, is a finding of its own.
      if (method.method().others().isEmpty()
          && method.method().event().firesOn(bound.handler().role())) {
        Markings.besideEvents(method.method().element()).stream()
            .filter(annotation -> !fits(annotation, method, bound.handler().role()))
            .map(annotation -> misplaced(annotation, method.method(), bound.handler().role()))
            .forEach(findings);
      }
      checkRest(method.method(), findings);
    }
  }

  /** On the class itself; a class above it may have it for others that extend it. */
  private static void checkDefaults(Handler handler, Consumer<Finding> findings) {
    for (AnnotationMirror annotation : Markings.besideEvents(handler.type())) {
      boolean isUsed =
          handler.methods().stream()
              .filter(method -> method.qualifiers().command().isPresent())
              .map(EventMethod::element)
              .anyMatch(method -> takesDefault(annotation, method));
      if (!isUsed) {
        findings.accept(
            Diagnostic.UNUSED_DEFAULT.at(
                handler.type(), annotation, Texts.name(annotation), TypeText.of(handler.type())));
      }
    }
  }

  private static boolean takesDefault(AnnotationMirror annotation, ExecutableElement method) {
    return Texts.name(annotation).equals("@In")
        ? Markings.besideEvents(method).stream().noneMatch(own -> Texts.name(own).equals("@In"))
        : !Markings.cutsInput(method);
  }

  /** Tells whether {@code @In} means anything for an event. */
  static boolean isGuarded(Event event, Role role) {
    return role == Role.CONNECTION && !UNGUARDED.contains(event);
  }

  private static void checkAlone(ExecutableElement method, Consumer<Finding> findings) {
    Markings.besideEvents(method)
        .forEach(
            annotation ->
                findings.accept(
                    Diagnostic.QUALIFIER_ALONE.at(
                        method,
                        annotation,
                        Texts.name(annotation),
                        method.getSimpleName().toString())));
  }

  private static boolean fits(AnnotationMirror annotation, BoundMethod method, Role role) {
    Event event = method.method().event();
    return switch (Texts.name(annotation)) {
      case "@In" -> isGuarded(event, role);
      case "@Decode" -> event == Event.READ || event == Event.DATAGRAM;
      case "@Encode" -> sends(method);
      default -> event == Event.READ;
    };
  }

  /** Tells whether what a method returns is sent. */
  static boolean sends(BoundMethod method) {
    Returns returns = method.signature().returns();
    return returns == Returns.NOTHING_OR_REPLY || returns == Returns.NOTHING_OR_MESSAGE;
  }

  private static Finding misplaced(AnnotationMirror annotation, EventMethod method, Role role) {
    String name = Texts.name(annotation);
    return Diagnostic.QUALIFIER_MISPLACED.at(
        method.element(),
        annotation,
        name,
        method.event().annotation(),
        method.name(),
        Texts.channel(role),
        switch (name) {
          case "@In" -> "events of connections that are open";
          case "@Decode" -> "@OnRead and @OnDatagram";
          case "@Encode" -> "methods whose result is sent";
          default -> "@OnRead";
        });
  }

  private static void checkRest(EventMethod method, Consumer<Finding> findings) {
    if (method.qualifiers().commands().isEmpty()) {
      for (VariableElement parameter : method.qualifiers().rest()) {
        findings.accept(
            Diagnostic.REST_WITHOUT_COMMAND.at(
                parameter, parameter.getSimpleName().toString(), method.name()));
      }
    }
  }
}
