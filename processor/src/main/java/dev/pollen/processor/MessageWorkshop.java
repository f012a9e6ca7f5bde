package dev.pollen.processor;

import dev.pollen.processor.model.Message;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.read.Messages;
import dev.pollen.processor.read.RecordReader;
import dev.pollen.processor.read.Unresolved;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import dev.pollen.processor.report.Report;
import dev.pollen.processor.rule.EnvironmentRules;
import dev.pollen.processor.rule.MessageRules;
import dev.pollen.processor.write.CodecWriter;
import java.io.IOException;
import java.util.Optional;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Takes one record from its elements to its codec. A failure in one does not touch the next. */
final class MessageWorkshop {
  private final ProcessingEnvironment environment;
  private final Workshop handlers;

  MessageWorkshop(ProcessingEnvironment environment, Workshop handlers) {
    this.environment = environment;
    this.handlers = handlers;
  }

  /** The unknown type because of which nothing can be done yet. */
  Optional<Unresolved> missing(Scope scope) {
    return Messages.isMessage(scope.home()) ? RecordReader.unresolved(scope) : Optional.empty();
  }

  /** Works on the type at home in a scope, if it says that it is a message. */
  void work(Scope scope) {
    TypeElement type = scope.home();
    try {
      if (Messages.isMessage(type)) {
        workOnRecord(scope);
      } else {
        MessageRules.checkKind(type).ifPresent(finding -> handlers.report(type, finding));
      }
    } catch (RuntimeException | IOException failure) {
      handlers.report(type, Workshop.internal(type, failure));
    }
  }

  private void workOnRecord(Scope scope) throws IOException {
    Optional<Finding> lacking = EnvironmentRules.check(scope, environment.getSourceVersion());
    if (lacking.isPresent()) {
      handlers.reportEnvironment(scope.home(), lacking.get());
      return;
    }
    Message message = new RecordReader(scope).read();
    Report report = new Report(message.type());
    MessageRules.check(message, scope, report::add);
    report.print(environment.getMessager());
    if (!report.hasErrors()) {
      write(message, scope);
    }
  }

  private void write(Message message, Scope scope) throws IOException {
    try {
      new CodecWriter(message, scope).write(environment.getFiler());
    } catch (FilerException taken) {
      handlers.report(message.type(), nameTaken(message, scope));
    }
  }

  /** Only the Filer knows what this compilation has generated: nothing is kept between messages. */
  private static Finding nameTaken(Message message, Scope scope) {
    String name = message.codec().simpleName();
    return scope.find(message.codec().qualified()).isPresent()
        ? Diagnostic.CODEC_NAME_TAKEN.at(message.type(), name)
        : Diagnostic.CODEC_NAME_CLASH.at(message.type(), name, TypeText.of(message.type()));
  }
}
