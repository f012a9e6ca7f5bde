package dev.pollen.linux.socket;

import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.FileCalls;
import java.io.IOException;

/**
 * Whether calls for an open file wait, which is one flag for all who share it ({@code O_NONBLOCK}
 * belongs to the open file description, open(2)). So it is set for as long as it is needed, and set
 * back by whoever has set it.
 */
final class BlockingMode {
  private final FileCalls calls;
  private final int descriptor;
  private boolean isChanged;

  BlockingMode(FileCalls calls, int descriptor) {
    this.calls = calls;
    this.descriptor = descriptor;
  }

  /**
   * Sees to it that no call waits. Before each call anew: others who share the file, another
   * channel among them, may have set the flag back meanwhile.
   */
  void forbidWaiting() throws IOException {
    int flags = calls.flags(descriptor);
    if (flags >= 0 && (flags & FileCalls.O_NONBLOCK) == 0) {
      isChanged = true;
      flags = calls.setFlags(descriptor, flags | FileCalls.O_NONBLOCK);
    }
    if (flags < 0) {
      throw Errors.exception("fcntl", flags);
    }
  }

  /** Lets calls wait again, if it was this that has forbidden it. */
  void restore() {
    if (isChanged) {
      calls.setFlags(descriptor, calls.flags(descriptor) & ~FileCalls.O_NONBLOCK);
    }
  }
}
