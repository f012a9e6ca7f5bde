package dev.pollen.processor.model;

import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * The states of a connection.
 *
 * @param type the class that declares them; an enum, if everything is right
 * @param constants its constants, the first one where each connection begins
 * @param names the names of the constants
 */
public record States(TypeElement type, List<VariableElement> constants, List<String> names) {

  /** The states that these constants of a class are. */
  public static States of(TypeElement type, List<VariableElement> constants) {
    return new States(
        type,
        constants,
        constants.stream().map(constant -> constant.getSimpleName().toString()).toList());
  }
}
