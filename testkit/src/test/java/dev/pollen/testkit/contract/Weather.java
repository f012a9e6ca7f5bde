package dev.pollen.testkit.contract;

import dev.pollen.testkit.Faults;

/** What kinds of network there are. */
enum Weather {
  /** Nothing is late or in pieces. */
  IDEAL,
  /** Nothing is lost. */
  HEALTHY,
  /** Everything goes wrong that can. */
  EVERYTHING;

  Faults faults() {
    return switch (this) {
      case IDEAL -> Faults.none();
      case HEALTHY -> Faults.harmless();
      case EVERYTHING -> Faults.all();
    };
  }
}
