package dev.pollen.processor.bind;

import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Supplies what a decoder has made of the input.
 *
 * @param message the type of the messages
 */
record MessageBinder(TypeMirror message) implements Binder {
  @Override
  public String type() {
    return TypeText.of(message);
  }

  @Override
  public String qualifiedType() {
    return message.toString();
  }

  @Override
  public Source source() {
    return Source.INPUT;
  }

  @Override
  public String expression() {
    return "message";
  }

  @Override
  public Match match(TypeMirror parameter, Scope scope) {
    if (scope.types().isSameType(parameter, message)) {
      return Match.EXACT;
    }
    boolean wider =
        parameter.getKind() == TypeKind.DECLARED && scope.types().isSubtype(message, parameter);
    return wider ? Match.WIDER : Match.NONE;
  }
}
