package dev.pollen.processor.rule;

import dev.pollen.processor.model.Component;
import dev.pollen.processor.model.DispatcherName;
import dev.pollen.processor.model.Message;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.read.Messages;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** What a record must be so that a codec can be written beside it. */
public final class MessageRules {
  private MessageRules() {}

  /** Finds what is wrong with a {@code @Wire} on a type that is no record. */
  public static Optional<Finding> checkKind(TypeElement type) {
    Optional<AnnotationMirror> wire =
        type.getKind() == ElementKind.RECORD ? Optional.empty() : Messages.wire(type);
    return wire.map(
        annotation ->
            Diagnostic.MESSAGE_NOT_RECORD.at(type, annotation, TypeText.of(type), kind(type)));
  }

  private static String kind(TypeElement type) {
    return switch (type.getKind()) {
      case INTERFACE -> "an interface";
      case ANNOTATION_TYPE -> "an annotation interface";
      case ENUM -> "an enum";
      default -> "a class";
    };
  }

  /** Finds everything that is wrong with a message. */
  public static void check(Message message, Scope scope, Consumer<Finding> findings) {
    TypeElement type = message.type();
    checkPrivate(type, type, findings);
    if (!type.getTypeParameters().isEmpty()) {
      findings.accept(
          Diagnostic.GENERIC_MESSAGE.at(
              type, TypeText.of(type), type.getTypeParameters().get(0).toString()));
    }
    if (message.components().isEmpty()) {
      findings.accept(Diagnostic.EMPTY_MESSAGE.at(type, TypeText.of(type)));
    }
    checkTaken(message, scope).ifPresent(findings);
    for (Component component : message.components()) {
      ComponentRules.check(component, message, scope, findings);
      LayoutRules.check(component, findings);
    }
  }

  private static void checkPrivate(
      TypeElement type, TypeElement message, Consumer<Finding> findings) {
    if (type.getModifiers().contains(Modifier.PRIVATE)) {
      findings.accept(Diagnostic.PRIVATE_MESSAGE.at(type, TypeText.of(type), TypeText.of(message)));
    }
    if (type.getEnclosingElement() instanceof TypeElement encloser) {
      checkPrivate(encloser, message, findings);
    }
  }

  /** A codec left over from an earlier compilation does not take the name. */
  private static Optional<Finding> checkTaken(Message message, Scope scope) {
    DispatcherName name = message.codec();
    return scope
        .find(name.qualified())
        .filter(existing -> !isGenerated(existing))
        .map(existing -> Diagnostic.CODEC_NAME_TAKEN.at(message.type(), name.simpleName()));
  }

  private static boolean isGenerated(TypeElement type) {
    return type.getAnnotationMirrors().stream()
        .map(mirror -> (TypeElement) mirror.getAnnotationType().asElement())
        .anyMatch(marker -> marker.getQualifiedName().contentEquals(RuntimeTypes.CODEC_MARKER));
  }
}
