package dev.pollen.linux.system;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;

/** Whether the calls of these transports can be made on this machine. */
public final class Platform {
  private static final Logger LOGGER = System.getLogger("dev.pollen.linux");
  private static final boolean AVAILABLE = probe();

  private Platform() {}

  /** Whether it is a Linux on which native calls are allowed; why not is logged once. */
  public static boolean isAvailable() {
    return AVAILABLE;
  }

  private static boolean probe() {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      LOGGER.log(Level.DEBUG, "No transports of Linux on {0}", system);
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      // Closing no descriptor at all fails, and is harmless.
      return new Calls(arena).close(-1) == -Errors.EBADF;
    } catch (RuntimeException | LinkageError e) {
      // IllegalCallerException: the JVM was told to deny native access.
      LOGGER.log(Level.DEBUG, "No transports of Linux: native calls do not work", e);
      return false;
    }
  }
}
