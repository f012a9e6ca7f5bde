package dev.pollen.linux.system;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** Whether the calls of these transports can be made on this machine. */
public final class Platform {
  private static final Logger LOGGER = System.getLogger("dev.pollen.linux");
  private static final @Nullable String OBSTACLE = probe();

  private Platform() {}

  /** Whether it is a Linux on which native calls are allowed; why not is logged once. */
  public static boolean isAvailable() {
    return OBSTACLE == null;
  }

  /** Why these calls cannot be made; {@code null} if they can. */
  public static @Nullable String obstacle() {
    return OBSTACLE;
  }

  /**
   * Refuses a transport where there is an obstacle.
   *
   * @param transport its name
   * @param obstacle why it does not work here; {@code null} if it does
   * @throws IOException if it does not
   */
  public static void require(String transport, @Nullable String obstacle) throws IOException {
    if (obstacle != null) {
      throw new IOException("The transport '" + transport + "' does not work here: " + obstacle);
    }
  }

  private static @Nullable String probe() {
    String obstacle = look();
    if (obstacle != null) {
      LOGGER.log(Level.DEBUG, "No transports of Linux: {0}", obstacle);
    }
    return obstacle;
  }

  private static @Nullable String look() {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      return "this is " + system;
    }
    if (ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
      return "its addresses are not of 64 bits";
    }
    try {
      // Closing no descriptor at all fails, and is harmless.
      int answer = new Calls(Arena.ofAuto()).close(-1);
      return answer == -Errors.EBADF ? null : "close(-1) answers " + answer;
    } catch (RuntimeException | LinkageError e) {
      // IllegalCallerException: the JVM was told to deny native access.
      return "native calls do not work: " + cause(e);
    }
  }

  /** What has failed in the static fields of another class is told by its cause. */
  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof ExceptionInInitializerError && cause != null ? cause : failure;
  }
}
