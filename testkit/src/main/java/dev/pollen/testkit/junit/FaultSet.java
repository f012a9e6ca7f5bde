package dev.pollen.testkit.junit;

import dev.pollen.testkit.Faults;

/** Which faults happen in a test. */
public enum FaultSet {
  /** An ideal network; only what the test leaves to chance differs. See {@link Faults#none()}. */
  NONE,

  /** A healthy network: nothing is lost. See {@link Faults#harmless()}. */
  HARMLESS,

  /** Everything that can happen. See {@link Faults#all()}. */
  ALL;

  /**
   * The faults.
   *
   * @return how often each happens
   */
  public Faults faults() {
    return switch (this) {
      case NONE -> Faults.none();
      case HARMLESS -> Faults.harmless();
      case ALL -> Faults.all();
    };
  }
}
