package dev.pollen.linux.uring;

import dev.pollen.linux.system.Calls;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Closes descriptors when the kernel has let go of them: a request keeps the file open, so that the
 * peer would hear nothing of a close; and one that comes too late would be for whatever has the
 * number by then.
 */
final class Descriptors {
  private final Calls calls;

  /** How many requests the kernel has for each: a few at most, of each kind one. */
  private byte[] requests = new byte[64];

  private final BitSet closing = new BitSet();

  Descriptors(Calls calls) {
    this.calls = calls;
  }

  /** The kernel is given a request for it. */
  void hold(int descriptor) {
    if (descriptor >= requests.length) {
      requests = Arrays.copyOf(requests, Math.max(descriptor + 1, 2 * requests.length));
    }
    requests[descriptor]++;
  }

  /** The kernel has done with a request for it. */
  void letGo(int descriptor) {
    if (--requests[descriptor] == 0 && closing.get(descriptor)) {
      closing.clear(descriptor);
      calls.close(descriptor);
    }
  }

  /** Whether some are still to be closed. */
  boolean areClosing() {
    return !closing.isEmpty();
  }

  /** Nobody needs it any more, and nobody asks the kernel for more. */
  void close(int descriptor) {
    if (descriptor < requests.length && requests[descriptor] > 0) {
      closing.set(descriptor);
    } else {
      calls.close(descriptor);
    }
  }
}
