package dev.pollen.processor.bind;

import dev.pollen.processor.model.Scope;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Supplies a {@code byte[]}.
 *
 * @param source what is in it
 * @param expression what yields it
 */
record BytesBinder(Source source, String expression) implements Binder {
  @Override
  public String type() {
    return "byte[]";
  }

  @Override
  public Match match(TypeMirror parameter, Scope scope) {
    Types types = scope.types();
    ArrayType bytes = types.getArrayType(types.getPrimitiveType(TypeKind.BYTE));
    if (types.isSameType(parameter, bytes)) {
      return Match.EXACT;
    }
    return parameter.getKind() == TypeKind.DECLARED && types.isSubtype(bytes, parameter)
        ? Match.WIDER
        : Match.NONE;
  }
}
