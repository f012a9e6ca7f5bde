package dev.pollen.processor.read;

import dev.pollen.processor.model.DispatcherName;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Which types are messages, and what their codecs are called. */
public final class Messages {
  private Messages() {}

  /** The {@code @Wire} of a type. */
  public static Optional<AnnotationMirror> wire(Element type) {
    return Markings.find(Markings.WIRE, type);
  }

  /** Tells whether a codec is written for a type. */
  public static boolean isMessage(TypeElement type) {
    return type.getKind() == ElementKind.RECORD && wire(type).isPresent();
  }

  /** The name of the codec of a message. */
  static DispatcherName codecName(TypeElement message, Scope scope) {
    return new DispatcherName(
        scope.elements().getPackageOf(message).getQualifiedName().toString(),
        TypeText.flat(message) + "Codec");
  }
}
