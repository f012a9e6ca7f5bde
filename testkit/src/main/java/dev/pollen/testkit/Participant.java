package dev.pollen.testkit;

import dev.pollen.testkit.kernel.Kernel;

/** Who takes part in a simulated network and does something when it is asked: a loop, a peer. */
interface Participant {

  /** Does what there is to do now; says whether there may be more. */
  boolean work();

  /** When it has to be asked again even if nothing happens, by the clock of the kernel. */
  default long wakesAtNanos() {
    return Kernel.NEVER;
  }
}
