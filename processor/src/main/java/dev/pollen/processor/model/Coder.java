package dev.pollen.processor.model;

import java.util.List;
import javax.lang.model.type.TypeMirror;

/**
 * A class that turns bytes into messages, or messages into bytes.
 *
 * @param packageName the package of that class
 * @param simpleNames its simple name, those of the classes around it in front
 * @param message the type of the messages
 */
public record Coder(String packageName, List<String> simpleNames, TypeMirror message) {

  /** The name as one string. */
  public String qualifiedName() {
    String simpleName = String.join(".", simpleNames);
    return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
  }
}
