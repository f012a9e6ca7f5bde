package dev.pollen.testkit.protocol;

import java.util.List;

/**
 * How a record looks on the wire.
 *
 * @param name its canonical name
 * @param components what it consists of, in order
 */
record RecordLayout(String name, List<Component> components) {
  /** A component of a record. */
  record Component(String name, Form form) {
    @Override
    public String toString() {
      return "  " + name + " " + form;
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("record " + name);
    components.forEach(component -> text.append('\n').append(component));
    return text.toString();
  }
}
