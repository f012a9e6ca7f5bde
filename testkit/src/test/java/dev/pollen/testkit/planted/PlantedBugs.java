package dev.pollen.testkit.planted;

import java.util.List;
import java.util.stream.Stream;

/** All the bugs that are planted. */
final class PlantedBugs {
  private PlantedBugs() {}

  static List<PlantedBug> all() {
    return Stream.of(
            LifeBugs.all(),
            InputBugs.all(),
            OutputBugs.all(),
            ConnectBugs.all(),
            AcceptBugs.all(),
            FailureBugs.all(),
            TimerBugs.all(),
            DatagramBugs.all(),
            LimitBugs.all())
        .flatMap(List::stream)
        .toList();
  }
}
