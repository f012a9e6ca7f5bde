package dev.pollen.processor.model;

import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * The states of a connection.
 *
 * @param type the class that declares them; an enum, if everything is right
 * @param constants its constants, the first one where each connection begins
 */
public record States(TypeElement type, List<VariableElement> constants) {

  /** The names of the constants. */
  public List<String> names() {
    return constants.stream().map(constant -> constant.getSimpleName().toString()).toList();
  }
}
