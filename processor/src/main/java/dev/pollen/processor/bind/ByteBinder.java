package dev.pollen.processor.bind;

import dev.pollen.processor.model.Scope;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Supplies a {@code byte}, and only to a {@code byte}: an {@code int} would be a puzzle about
 * signs.
 *
 * @param source what it is
 * @param expression what yields it
 */
record ByteBinder(Source source, String expression) implements Binder {
  @Override
  public String type() {
    return "byte";
  }

  @Override
  public Match match(TypeMirror parameter, Scope scope) {
    return parameter.getKind() == TypeKind.BYTE ? Match.EXACT : Match.NONE;
  }
}
