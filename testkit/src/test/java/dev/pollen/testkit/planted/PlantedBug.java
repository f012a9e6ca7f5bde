package dev.pollen.testkit.planted;

import java.util.List;
import java.util.stream.Stream;

/**
 * A mistake that somebody could make in the runtime.
 *
 * @param name what goes wrong
 * @param breaks which invariant of the contract, or which fault of asyncore it brings back
 * @param scenario a scenario that finds it with few seeds
 * @param changes how to make the mistake
 */
record PlantedBug(String name, String breaks, String scenario, List<Change> changes) {

  /**
   * A change of one source file.
   *
   * @param file its name, without the folder of the runtime's main package
   * @param original what stands there, exactly once; however it is broken into lines
   * @param replacement what is to stand there
   */
  record Change(String file, String original, String replacement) {}

  static PlantedBug named(String name, String breaks, String scenario) {
    return new PlantedBug(name, breaks, scenario, List.of());
  }

  /** The same with one more change, for those that need several. */
  PlantedBug in(String file, String original, String replacement) {
    Change change = new Change(file, original, replacement);
    return new PlantedBug(
        name, breaks, scenario, Stream.concat(changes.stream(), Stream.of(change)).toList());
  }

  @Override
  public String toString() {
    return name;
  }
}
