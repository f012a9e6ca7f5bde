package dev.pollen.testkit.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What is read in a state.
 *
 * @param name the name of the constant
 * @param frame how the input is cut
 * @param intakes which methods may get it
 */
record State(String name, Frame frame, List<Intake> intakes) {
  List<Intake> commands() {
    return intakes.stream().filter(intake -> intake.kind() == Intake.Kind.COMMAND).toList();
  }

  /** The method for all commands that have none. */
  Optional<Intake> others() {
    return intakes.stream().filter(intake -> intake.kind() == Intake.Kind.OTHERS).findFirst();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("state " + name + "\n  " + frame);
    intakes.forEach(intake -> text.append("\n  ").append(intake));
    return text.toString();
  }
}
