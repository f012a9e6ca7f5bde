package dev.pollen.processor.rule;

import dev.pollen.processor.bind.Argument;
import dev.pollen.processor.bind.Binder;
import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Source;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.EventMethod.Parameter;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Set;
import java.util.function.Consumer;

/** What may leave the loop thread. */
final class OffloadRules implements Rule {
  /** What belongs to the loop, or to a decoder, and has something else in it afterwards. */
  private static final Set<String> LENT = Set.of("java.nio.ByteBuffer", RuntimeTypes.WORDS);

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    for (BoundMethod method : bound.methods()) {
      if (method.method().qualifiers().offload().isPresent()
          && method.method().event() == Event.READ) {
        method
            .arguments()
            .forEach(
                argument ->
                    argument
                        .binder()
                        .ifPresent(
                            binder -> checkArgument(method.method(), argument, binder, findings)));
        checkResult(method.method(), findings);
      }
    }
  }

  private static void checkArgument(
      EventMethod method, Argument argument, Binder binder, Consumer<Finding> findings) {
    Parameter parameter = argument.parameter();
    if (binder.source() == Source.CONNECTION) {
      findings.accept(
          Diagnostic.OFFLOAD_TAKES_CONNECTION.at(
              parameter.element(), method.name(), parameter.name()));
    } else if (LENT.contains(binder.qualifiedType())) {
      findings.accept(
          Diagnostic.LENT_TO_OFFLOAD.at(parameter.element(), parameter.name(), method.name()));
    }
  }

  private static void checkResult(EventMethod method, Consumer<Finding> findings) {
    if (method.result() instanceof Result.Later) {
      findings.accept(
          Diagnostic.OFFLOAD_RETURNS_LATER.at(
              method.element(), method.name(), TypeText.of(method.type().getReturnType())));
    }
  }
}
