package dev.pollen.testkit.channel;

import dev.pollen.testkit.kernel.Kernel;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.BooleanSupplier;

/** How a thread waits in a call on a channel that is in blocking mode: time passes. */
final class BlockingCalls {
  private BlockingCalls() {}

  /** Says whether it has come to that; not if nothing is under way and time is simulated. */
  static boolean comesToPass(Kernel kernel, BooleanSupplier condition)
      throws ClosedByInterruptException {
    try {
      return kernel.await(condition);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  /** For what a program on a simulated network would wait for for ever. */
  static void await(Kernel kernel, BooleanSupplier condition) throws ClosedByInterruptException {
    if (!comesToPass(kernel, condition)) {
      throw new IllegalStateException("Nothing is under way that could end this call");
    }
  }
}
