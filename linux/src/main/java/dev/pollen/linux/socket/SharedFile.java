package dev.pollen.linux.socket;

import dev.pollen.linux.system.FileCalls;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file that others have open, too, and a descriptor of it that is ours.
 *
 * @param descriptor the number
 * @param access one of {@code O_RDONLY}, {@code O_WRONLY} and {@code O_RDWR}
 * @param kind what it is
 * @param blocking the flag that has to be set before each call; {@code null} if no call waits
 *     anyway
 */
record SharedFile(int descriptor, int access, Kind kind, @Nullable BlockingMode blocking) {
  /** As far as it makes a difference. */
  enum Kind {
    /** Of a disk or of a device that never lets anybody wait. */
    ALWAYS_READY,

    /** Pipes and FIFOs. */
    PIPE,

    /** Either end of a pseudoterminal, or a real one. */
    TERMINAL,

    /** For messages; one for a stream is no affair of this class. */
    SOCKET,

    /** Whatever else can be waited for. */
    OTHER
  }

  boolean canRead() {
    return access != FileCalls.O_WRONLY;
  }

  boolean canWrite() {
    return access != FileCalls.O_RDONLY;
  }

  boolean isAlwaysReady() {
    return kind == Kind.ALWAYS_READY;
  }

  boolean isTerminal() {
    return kind == Kind.TERMINAL;
  }

  boolean isSocket() {
    return kind == Kind.SOCKET;
  }

  /** Sees to it that the next call does not wait. */
  void forbidWaiting() throws IOException {
    if (blocking != null) {
      blocking.forbidWaiting();
    }
  }

  /** Leaves the file to the others as it was. */
  void restore() {
    if (blocking != null) {
      blocking.restore();
    }
  }
}
