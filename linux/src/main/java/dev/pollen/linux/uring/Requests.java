package dev.pollen.linux.uring;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests that the kernel has, by what their completions carry: a slot, and how many had that
 * slot before. A slot is free only after the last completion of its request, so that none reaches
 * another one; the kernel would have to be wrong for that, and even then it reaches nobody.
 */
final class Requests {
  /** Carried by what answers the cancelling of a request, besides what that carries. */
  private static final long CANCELLING = 1L << 62;

  /** Carried by what has no request of its own. */
  static final long NOBODY = Integer.MAX_VALUE;

  private static final int GENERATION_SHIFT = 32;
  private static final int GENERATION_MASK = 0x0FFF_FFFF;

  private @Nullable Request[] requests = new Request[64];
  private int[] generations = new int[64];
  private int[] free = new int[64];
  private int freeCount;
  private int used;

  static long cancelling(long userData) {
    return userData | CANCELLING;
  }

  static boolean isCancelling(long userData) {
    return (userData & CANCELLING) != 0;
  }

  /** The kernel is given a request; says what it carries. */
  long begin(Request request) {
    int slot = freeCount > 0 ? free[--freeCount] : used++;
    if (slot == requests.length) {
      requests = Arrays.copyOf(requests, 2 * slot);
      generations = Arrays.copyOf(generations, 2 * slot);
      free = Arrays.copyOf(free, 2 * slot);
    }
    requests[slot] = request;
    generations[slot] = (generations[slot] + 1) & GENERATION_MASK;
    return ((long) generations[slot] << GENERATION_SHIFT) | slot;
  }

  /** The kernel has done with it. */
  void end(long userData) {
    int slot = (int) userData;
    requests[slot] = null;
    free[freeCount++] = slot;
  }

  /** Which request carries this; {@code null} if none does any more. */
  @Nullable Request at(long userData) {
    int slot = (int) userData;
    int generation = (int) (userData >>> GENERATION_SHIFT) & GENERATION_MASK;
    return slot < used && generations[slot] == generation ? requests[slot] : null;
  }

  boolean isEmpty() {
    return freeCount == used;
  }

  void forEach(Consumer<Request> action) {
    for (int i = 0; i < used; i++) {
      Request request = requests[i];
      if (request != null) {
        action.accept(request);
      }
    }
  }
}
