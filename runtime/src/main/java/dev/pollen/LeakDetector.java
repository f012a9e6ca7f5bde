package dev.pollen;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Notices that something was forgotten which holds resources of the operating system: when its
 * owner is garbage and nobody has released it, that is logged once, and the resources are released.
 *
 * <p>With {@code -Ddev.pollen.leaks=trace} the warning shows where the owner was created. The
 * property is looked at each time, so a running program may set it.
 */
final class LeakDetector {
  private static final Logger LOGGER = System.getLogger("dev.pollen");
  private static final Cleaner CLEANER = Cleaner.create();

  /** A program that forgets its sockets forgets many; used by the thread of the cleaner only. */
  private static final RateLimit LIMIT =
      new RateLimit(FailureLog.BURST, FailureLog.PER_SECOND, System::nanoTime);

  private LeakDetector() {}

  /**
   * Watches an owner until it is released, or garbage. From any thread.
   *
   * @param owner whose end to notice
   * @param what names it in the warning
   * @param release gives back what it holds; must not lead to the owner, which would never become
   *     garbage then, and runs on a thread of its own
   */
  static Tracked track(Object owner, String what, Runnable release) {
    boolean traced = "trace".equals(System.getProperty("dev.pollen.leaks"));
    Leak leak = new Leak(what, release, traced ? new Throwable("Created here") : null);
    return new Tracked(leak, CLEANER.register(owner, leak));
  }

  /** Kept by the owner, to say that all is well. */
  static final class Tracked {
    private final Leak leak;
    private final Cleaner.Cleanable cleanable;

    private Tracked(Leak leak, Cleaner.Cleanable cleanable) {
      this.leak = leak;
      this.cleanable = cleanable;
    }

    /** The owner holds nothing any more, or somebody else does: it is not watched from now on. */
    void released() {
      leak.released.set(true);
      // Forgets the leak; and does not report it, being released.
      cleanable.clean();
    }
  }

  /** What is done when the owner is garbage. */
  private static final class Leak implements Runnable {
    private final AtomicBoolean released = new AtomicBoolean();
    private final String what;
    private final Runnable release;
    private final @Nullable Throwable created;

    Leak(String what, Runnable release, @Nullable Throwable created) {
      this.what = what;
      this.release = release;
      this.created = created;
    }

    @Override
    public void run() {
      if (released.compareAndSet(false, true)) {
        try {
          release.run();
        } finally {
          warn();
        }
      }
    }

    private void warn() {
      if (LIMIT.tryPass()) {
        long suppressed = LIMIT.takeHeldBack();
        String line =
            new LogLine()
                .add("leak", what)
                .add("hint", created == null ? HINT : "see where it was created")
                .add("suppressed", suppressed == 0 ? null : suppressed)
                .toString();
        LOGGER.log(Level.WARNING, line, created);
      }
    }

    private static final String HINT =
        "it was never closed; -Ddev.pollen.leaks=trace shows where it was created";
  }
}
