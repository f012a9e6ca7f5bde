package dev.pollen.processor.read;

import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.States;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds the states of a handler. */
final class StatesReader {
  private static final String NAME = "State";

  private StatesReader() {}

  /** The states that a handler names, or else those that it or a class above it declares. */
  static Optional<States> read(Scope scope) {
    return named(scope).or(() -> nested(scope)).map(StatesReader::states);
  }

  private static Optional<TypeElement> named(Scope scope) {
    return Markings.handler(scope.home())
        .flatMap(Markings::states)
        .map(AnnotationValue::getValue)
        .filter(TypeMirror.class::isInstance)
        .map(TypeMirror.class::cast)
        .flatMap(scope::classOf);
  }

  private static Optional<TypeElement> nested(Scope scope) {
    return new Lineage(scope.home(), scope)
        .types().stream()
            .flatMap(type -> ElementFilter.typesIn(type.getEnclosedElements()).stream())
            .filter(type -> type.getSimpleName().contentEquals(NAME))
            .findFirst();
  }

  private static States states(TypeElement type) {
    List<VariableElement> constants =
        ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
            .filter(field -> field.getKind() == ElementKind.ENUM_CONSTANT)
            .toList();
    return new States(type, constants);
  }
}
