package dev.pollen.testkit;

import dev.pollen.Loop;
import dev.pollen.testkit.kernel.Kernel;
import dev.pollen.testkit.transport.SimulatedTransport;
import java.time.Duration;

/** A loop, of which each pass is asked for. */
final class LoopParticipant implements Participant {
  /** So that the loop asks for what it wants: no timer is that far away. */
  private static final Duration FOREVER = Duration.ofDays(365 * 200L);

  private final Loop loop;
  private final SimulatedTransport transport;

  LoopParticipant(Loop loop, SimulatedTransport transport) {
    this.loop = loop;
    this.transport = transport;
  }

  @Override
  public boolean work() {
    if (transport.isClosed()) {
      return false;
    }
    transport.driven(true);
    try {
      loop.poll(FOREVER);
    } finally {
      transport.driven(false);
    }
    return transport.hasWorked();
  }

  @Override
  public long wakesAtNanos() {
    return transport.isClosed() ? Kernel.NEVER : transport.wakesAtNanos();
  }
}
