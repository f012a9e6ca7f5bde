package dev.pollen.testkit.transport;

import dev.pollen.testkit.Fault;
import dev.pollen.testkit.kernel.Site;
import java.net.SocketException;
import java.util.BitSet;

/**
 * The descriptors of a simulated process. Like the system, it hands out the lowest number that is
 * free, so that a closed socket's is the next one's.
 */
final class Descriptors {
  private final Site site;
  private final BitSet taken = new BitSet();
  private int limit = Integer.MAX_VALUE;

  Descriptors(Site site) {
    this.site = site;
  }

  void limit(int most) {
    limit = most;
  }

  int take() throws SocketException {
    if (taken.cardinality() >= limit || site.happens(Fault.DESCRIPTORS)) {
      throw new SocketException("Too many open files");
    }
    return takeOver();
  }

  /** For a socket that the process has already, and its transport has not counted yet. */
  int takeOver() {
    int lowest = taken.nextClearBit(0);
    taken.set(lowest);
    return lowest;
  }

  void release(int number) {
    taken.clear(number);
  }

  int count() {
    return taken.cardinality();
  }
}
