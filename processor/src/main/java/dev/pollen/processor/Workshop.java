package dev.pollen.processor;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.body.MethodBodies;
import dev.pollen.processor.model.DispatcherName;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Message;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.StateFlow;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.read.HandlerReader;
import dev.pollen.processor.read.Handlers;
import dev.pollen.processor.read.Markings;
import dev.pollen.processor.read.MessageReader;
import dev.pollen.processor.read.Unresolved;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import dev.pollen.processor.report.Report;
import dev.pollen.processor.rule.EnvironmentRules;
import dev.pollen.processor.rule.ReachabilityRules;
import dev.pollen.processor.rule.Rule;
import dev.pollen.processor.rule.TypeRules;
import dev.pollen.processor.write.DispatcherWriter;
import dev.pollen.processor.write.PictureWriter;
import dev.pollen.processor.write.ProtocolWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/**
 * Takes one class from its elements to its dispatcher. A failure in one does not touch the next.
 */
final class Workshop {
  private final ProcessingEnvironment environment;
  private final Optional<MethodBodies> bodies;
  private boolean environmentReported;

  Workshop(ProcessingEnvironment environment) {
    this.environment = environment;
    this.bodies = MethodBodies.of(environment);
  }

  /**
   * Works on the class at home in a scope.
   *
   * @return the unknown type because of which nothing could be done yet
   */
  Optional<Unresolved> work(Scope scope) {
    try {
      return Handlers.isConcrete(scope.home()) ? workOnClass(scope) : judgeBase(scope.home());
    } catch (RuntimeException | IOException failure) {
      report(scope.home(), internal(scope.home(), failure));
      return Optional.empty();
    }
  }

  /** Says that a class has no dispatcher because of an unknown type. */
  void giveUp(TypeElement type, Unresolved missing) {
    report(type, Diagnostic.UNRESOLVED.at(type, TypeText.of(type), missing.type()));
  }

  private Optional<Unresolved> judgeBase(TypeElement type) {
    Markings.handler(type)
        .flatMap(annotation -> TypeRules.check(type, annotation))
        .ifPresent(finding -> report(type, finding));
    return Optional.empty();
  }

  private Optional<Unresolved> workOnClass(Scope scope) throws IOException {
    Optional<Finding> lacking = EnvironmentRules.check(scope, environment.getSourceVersion());
    if (lacking.isPresent()) {
      reportEnvironment(scope.home(), lacking.get());
      return Optional.empty();
    }
    Optional<Unresolved> missing = Unresolved.in(scope);
    if (missing.isPresent()) {
      return missing;
    }
    Handler handler = new HandlerReader(scope).read();
    List<Message> messages = MessageReader.read(handler, scope);
    Optional<Unresolved> missingInMessages = MessageReader.unresolved(messages, scope);
    if (missingInMessages.isPresent()) {
      return missingInMessages;
    }
    BoundHandler bound = BoundHandler.of(handler, scope);
    Report report = new Report(handler.type());
    Rule.ALL.forEach(rule -> rule.check(bound, scope, report::add));
    Optional<StateFlow> flow =
        report.hasErrors() ? Optional.empty() : bodies.flatMap(each -> each.flow(handler));
    flow.ifPresent(known -> new ReachabilityRules(known).check(bound, scope, report::add));
    report.print(environment.getMessager());
    if (!report.hasErrors()) {
      write(bound, scope);
      new PictureWriter(bound, flow).write(environment.getFiler());
      new ProtocolWriter(bound, flow, messages).write(environment.getFiler());
    }
    return Optional.empty();
  }

  private void write(BoundHandler bound, Scope scope) throws IOException {
    Handler handler = bound.handler();
    try {
      new DispatcherWriter(bound, scope).write(environment.getFiler());
    } catch (FilerException taken) {
      report(handler.type(), nameTaken(handler, scope));
    }
  }

  /** Only the Filer knows what this compilation has generated: nothing is kept between handlers. */
  private static Finding nameTaken(Handler handler, Scope scope) {
    DispatcherName name = handler.dispatcher();
    return scope.find(name.qualified()).isPresent()
        ? Diagnostic.DISPATCHER_NAME_TAKEN.at(handler.type(), name.simpleName())
        : Diagnostic.DISPATCHER_NAME_CLASH.at(
            handler.type(), name.simpleName(), TypeText.of(handler.type()));
  }

  /** What is missing for one handler is missing for all, so it is said once. */
  void reportEnvironment(TypeElement type, Finding finding) {
    if (!environmentReported) {
      environmentReported = true;
      report(type, finding);
    }
  }

  void report(TypeElement type, Finding finding) {
    Report report = new Report(type);
    report.add(finding);
    report.print(environment.getMessager());
  }

  static Finding internal(TypeElement type, Exception failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return Diagnostic.INTERNAL.at(
        type, TypeText.of(type), failure.toString(), trace.toString().stripTrailing());
  }
}
