package dev.pollen.processor.bind;

import dev.pollen.processor.model.Scope;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Supplies an instance of a class.
 *
 * @param name the qualified name of the class
 * @param source what it is
 * @param expression what yields it
 */
record ClassBinder(String name, Source source, String expression) implements Binder {
  @Override
  public String type() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public String qualifiedType() {
    return name;
  }

  @Override
  public Match match(TypeMirror parameter, Scope scope) {
    if (scope.is(parameter, name)) {
      return Match.EXACT;
    }
    boolean wider =
        parameter.getKind() == TypeKind.DECLARED
            && scope
                .find(name)
                .filter(type -> scope.types().isSubtype(type.asType(), parameter))
                .isPresent();
    return wider ? Match.WIDER : Match.NONE;
  }
}
