package dev.pollen;

import dev.pollen.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Notices that a loop became garbage without being closed, and closes its transport. */
final class ForgottenLoop {
  private final Transport transport;
  private final Reach reach;

  /** Unless there is nothing of the system's to forget. */
  private final LeakDetector.@Nullable Tracked tracked;

  private ForgottenLoop(Transport transport, Reach reach, LeakDetector.@Nullable Tracked tracked) {
    this.transport = transport;
    this.reach = reach;
    this.tracked = tracked;
  }

  static ForgottenLoop watch(Loop loop, Transport transport) {
    Reach reach = new Reach();
    reach.transport = transport;
    LeakDetector.Tracked tracked =
        transport.holdsSystemResources()
            ? LeakDetector.track(loop, "Loop[" + transport.name() + "]", reach::closeTransport)
            : null;
    return new ForgottenLoop(transport, reach, tracked);
  }

  /**
   * Whether there are channels. Then the transport leads to them, and so to the loop, which would
   * never become garbage if it could be reached from here: of a loop that is forgotten together
   * with its channels there is a warning, but the sockets stay open.
   */
  void hasChannels(boolean some) {
    reach.transport = some ? null : transport;
  }

  void closed() {
    if (tracked != null) {
      tracked.released();
    }
  }

  /** What the cleaning may reach. Written by the loop before it is garbage, read afterwards. */
  private static final class Reach {
    private @Nullable Transport transport;

    void closeTransport() {
      if (transport != null) {
        try {
          transport.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
