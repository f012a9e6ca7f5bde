package dev.pollen.linux.uring;

import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.Platform;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Whether this machine lets this process use io_uring, and if not, why. Many do not: the kernel may
 * be too old, or forbid it by a sysctl or a filter of system calls (seccomp).
 */
final class Support {
  private static final Logger LOGGER = System.getLogger("dev.pollen.linux");

  private static final String NEEDS =
      "it takes Linux 6.1, and that neither the sysctl kernel.io_uring_disabled nor a filter of"
          + " system calls (seccomp) forbids it";

  private static final int REGISTER_PROBE = 8;
  private static final int OPERATIONS = 256;
  private static final long OPERATION_SIZE = 8;
  private static final long HEADER = 16;
  private static final long FLAGS = 2;
  private static final int IS_SUPPORTED = 1;
  private static final int[] NEEDED = {
    Entry.POLL_ADD, Entry.ACCEPT, Entry.ASYNC_CANCEL, Entry.SEND, Entry.RECV, Entry.SENDMSG_ZC
  };

  private static final @Nullable String OBSTACLE = probe();

  private Support() {}

  /** Why it does not work here; {@code null} if it does. */
  static @Nullable String obstacle() {
    return OBSTACLE;
  }

  private static @Nullable String probe() {
    String obstacle = Platform.obstacle();
    if (obstacle != null) {
      return obstacle;
    }
    try (Arena arena = Arena.ofShared()) {
      Ring ring = new Ring(new Calls(arena), arena);
      try {
        obstacle = probe(ring, arena);
      } finally {
        ring.close();
      }
    } catch (IOException e) {
      obstacle = e.getMessage() + "; " + NEEDS;
    }
    if (obstacle != null) {
      LOGGER.log(Level.DEBUG, "No transport io_uring: {0}", obstacle);
    }
    return obstacle;
  }

  private static @Nullable String probe(Ring ring, Arena arena) throws IOException {
    MemorySegment told = arena.allocate(HEADER + OPERATIONS * OPERATION_SIZE, Long.BYTES);
    int answer = ring.register(REGISTER_PROBE, told, OPERATIONS);
    if (answer < 0) {
      throw Errors.exception("io_uring_register", answer);
    }
    for (int operation : NEEDED) {
      long flags = HEADER + operation * OPERATION_SIZE + FLAGS;
      if ((told.get(ValueLayout.JAVA_SHORT, flags) & IS_SUPPORTED) == 0) {
        return "operation " + operation + " is missing; " + NEEDS;
      }
    }
    new BufferRing(ring, new BufferCounts(1, 1, 1)).close();
    return null;
  }
}
