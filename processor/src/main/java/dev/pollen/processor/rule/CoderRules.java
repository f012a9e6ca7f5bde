package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Mentions;
import dev.pollen.processor.model.Qualifiers;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.read.CoderReader;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.TypeElement;

/** What turns bytes into messages, and messages into bytes. */
final class CoderRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    for (BoundMethod each : bound.methods()) {
      EventMethod method = each.method();
      Qualifiers qualifiers = method.qualifiers();
      qualifiers.decode().ifPresent(decode -> checkDecoder(method, decode, scope, findings));
      qualifiers.encode().ifPresent(encode -> checkEncoder(each, encode, scope, findings));
      codecs(method).forEach(codec -> checkCodec(method, codec, scope, findings));
    }
  }

  /** The codecs of the records that a method takes and returns, each once. */
  private static Collection<Coder> codecs(EventMethod method) {
    Map<String, Coder> codecs = new LinkedHashMap<>();
    if (method.qualifiers().decode().isEmpty()) {
      method.decoder().ifPresent(codec -> codecs.put(codec.qualifiedName(), codec));
    }
    if (method.qualifiers().encode().isEmpty()) {
      messageOf(method.result()).ifPresent(codec -> codecs.put(codec.qualifiedName(), codec));
    }
    return codecs.values();
  }

  private static void checkDecoder(
      EventMethod method, Attributes decode, Scope scope, Consumer<Finding> findings) {
    checkClass(Diagnostic.BAD_DECODER, RuntimeTypes.DECODER, method, decode, scope, findings);
    method
        .decoder()
        .ifPresent(
            decoder -> {
              for (TypeElement hidden : Mentions.of(decoder.message()).inaccessible(scope)) {
                findings.accept(Inaccessible.in(method.element(), method, hidden, scope));
              }
            });
  }

  private static void checkEncoder(
      BoundMethod bound, Attributes encode, Scope scope, Consumer<Finding> findings) {
    EventMethod method = bound.method();
    checkClass(Diagnostic.BAD_ENCODER, RuntimeTypes.ENCODER, method, encode, scope, findings);
    Optional<Coder> encoder =
        CoderReader.read(encode.type("value"), RuntimeTypes.ENCODER, scope)
            .filter(coder -> messageOf(method.result()).isEmpty())
            .filter(coder -> QualifierRules.sends(bound));
    encoder
        .map(
            coder ->
                Diagnostic.ENCODER_TYPE.at(
                    method.element(),
                    encode.annotation(),
                    method.name(),
                    TypeText.of(coder.message()),
                    TypeText.of(method.type().getReturnType())))
        .ifPresent(findings);
  }

  private static Optional<Coder> messageOf(Result result) {
    if (result instanceof Result.Later later) {
      return messageOf(later.result());
    }
    return result instanceof Result.Message message
        ? Optional.of(message.encoder())
        : Optional.empty();
  }

  private static void checkClass(
      Diagnostic diagnostic,
      String kind,
      EventMethod method,
      Attributes coder,
      Scope scope,
      Consumer<Finding> findings) {
    CoderFlaw.of(coder.type("value"), kind, scope)
        .map(
            flaw ->
                diagnostic.at(
                    method.element(),
                    coder.annotation(),
                    coder.written("value"),
                    method.name(),
                    TypeText.of(coder.type("value")),
                    flaw.text(kind)))
        .ifPresent(findings);
  }

  /** The codec of a record that is compiled now is, or will be, generated. */
  private static void checkCodec(
      EventMethod method, Coder codec, Scope scope, Consumer<Finding> findings) {
    TypeElement message = scope.classOf(codec.message()).orElseThrow();
    String name = codec.qualifiedName();
    if (!scope.canAccess(message)) {
      findings.accept(Inaccessible.in(method.element(), method, message, scope));
    } else if (!scope.compiled().test(message) && scope.find(name).isEmpty()) {
      findings.accept(
          Diagnostic.MESSAGE_WITHOUT_CODEC.at(
              method.element(),
              method.event().annotation(),
              method.name(),
              TypeText.of(message),
              name));
    }
  }
}
