package dev.pollen.linux.socket;

import dev.pollen.linux.poll.Glance;
import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.FileCalls;
import dev.pollen.linux.system.SocketAddresses;
import dev.pollen.transport.Descriptor;
import dev.pollen.transport.DescriptorAddress;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Descriptors that a loop takes over, which stay their owners': what is closed in the end is a
 * duplicate, and what the owners share with others, such as a shell, stays as it is.
 */
final class AdoptedDescriptors {
  private static final String LINKS = "/proc/self/fd/";

  /** A duplicate must not become one of the standard streams, if the program has closed those. */
  private static final int LEAST_NUMBER = 3;

  private static final int SOL_SOCKET = 1;
  private static final int SO_TYPE = 3;
  private static final int SO_ACCEPTCONN = 30;
  private static final int SO_DOMAIN = 39;
  private static final int SOCK_STREAM = 1;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  /** The number of a pseudoterminal, which only its master knows (ioctl_tty(2)). */
  private static final long TIOCGPTN = 0x8004_5430L;

  private final ReadinessTransport transport;
  private final Calls calls;
  private final FileCalls files;
  private final Glance glance;
  private final MemorySegment value;
  private final MemorySegment length;

  AdoptedDescriptors(ReadinessTransport transport, Arena arena) {
    this.transport = transport;
    calls = transport.calls();
    files = transport.fileCalls();
    glance = new Glance(calls);
    value = arena.allocate(INT);
    length = arena.allocate(INT);
  }

  StreamSocket adopt(Descriptor theirs) throws IOException {
    int duplicate = files.duplicate(theirs.number(), LEAST_NUMBER);
    if (duplicate == -Errors.EBADF) {
      throw new IOException("No file is open as " + theirs);
    }
    if (duplicate < 0) {
      throw Errors.exception("fcntl", duplicate);
    }
    try {
      return socketOption(duplicate, SO_TYPE) == SOCK_STREAM
          ? streamSocket(theirs, duplicate)
          : stream(theirs, duplicate);
    } catch (IOException | RuntimeException e) {
      calls.close(duplicate);
      throw e;
    }
  }

  // ---- sockets ----

  /** A number, or a negative one if it is no socket. */
  private int socketOption(int descriptor, int name) {
    length.set(INT, 0, Integer.BYTES);
    int answer = calls.getsockopt(descriptor, SOL_SOCKET, name, value, length);
    return answer < 0 ? answer : value.get(INT, 0);
  }

  private StreamSocket streamSocket(Descriptor theirs, int duplicate) throws IOException {
    if (socketOption(duplicate, SO_ACCEPTCONN) == 1) {
      throw new IllegalArgumentException("A socket that listens carries no stream: " + theirs);
    }
    SocketAddresses addresses = transport.addresses().clear();
    int answer = calls.getpeername(duplicate, addresses.address(), addresses.length());
    if (answer == -Errors.ENOTCONN) {
      throw new IllegalArgumentException("This socket is not connected: " + theirs);
    }
    if (answer < 0) {
      throw Errors.exception("getpeername", answer);
    }
    int family = socketOption(duplicate, SO_DOMAIN);
    return new SharedStreamSocket(transport, duplicate, family, addresses);
  }

  // ---- everything else ----

  private StreamSocket stream(Descriptor theirs, int duplicate) throws IOException {
    int flags = files.flags(duplicate);
    int access = flags & FileCalls.O_ACCMODE;
    if (flags < 0 || (flags & FileCalls.O_PATH) != 0 || access == FileCalls.O_ACCMODE) {
      throw new IllegalArgumentException("It is open neither to read nor to write: " + theirs);
    }
    DescriptorAddress address = new DescriptorAddress(theirs, link(duplicate));
    SharedFile.Kind kind = kind(duplicate);
    if (kind == SharedFile.Kind.ALWAYS_READY) {
      requireNoDirectory(address, duplicate);
      SharedFile file = new SharedFile(duplicate, access, kind, null);
      return new DescriptorStream(transport, file, address);
    }
    int opened = openAgain(duplicate, kind, flags);
    if (opened >= 0) {
      calls.close(duplicate);
      SharedFile file = new SharedFile(opened, access, kind, null);
      return new DescriptorStream(transport, file, address);
    }
    BlockingMode blocking = new BlockingMode(files, duplicate);
    SharedFile file = new SharedFile(duplicate, access, kind, blocking);
    return new DescriptorStream(transport, file, address);
  }

  private static String link(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of(LINKS + descriptor)).toString();
    } catch (IOException noProc) {
      return "unknown";
    }
  }

  private SharedFile.Kind kind(int descriptor) throws IOException {
    if (!glance.canBeAwaited(descriptor)) {
      return SharedFile.Kind.ALWAYS_READY;
    }
    if (files.isPipe(descriptor)) {
      return SharedFile.Kind.PIPE;
    }
    if (files.isTerminal(descriptor)) {
      return SharedFile.Kind.TERMINAL;
    }
    return socketOption(descriptor, SO_TYPE) >= 0 ? SharedFile.Kind.SOCKET : SharedFile.Kind.OTHER;
  }

  /** Reading nothing tells: it fails for a directory only. */
  private void requireNoDirectory(DescriptorAddress address, int descriptor) {
    if (calls.read(descriptor, value, 0) == -Errors.EISDIR) {
      throw new IllegalArgumentException("A directory carries no stream: " + address);
    }
  }

  /**
   * Opens a file once more, to have flags of its own. That works for pipes and terminals, where the
   * data are the same whoever opens them; but not for a master, since opening one makes a new
   * terminal.
   *
   * @return the descriptor, or a negative number if the duplicate is all that there is
   */
  private int openAgain(int duplicate, SharedFile.Kind kind, int flags) {
    boolean isFit =
        kind == SharedFile.Kind.PIPE
            || (kind == SharedFile.Kind.TERMINAL && calls.ioctl(duplicate, TIOCGPTN, value) < 0);
    if (!isFit) {
      return -Errors.ENXIO;
    }
    int opened =
        files.open(
            LINKS + duplicate,
            flags | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC | FileCalls.O_NOCTTY);
    // Who opens a FIFO waits for a writer that is still to come (fifo(7)). If all have gone by now,
    // only those who had it open before are told so.
    if (opened >= 0 && (glance.events(duplicate, Poller.IN) & Poller.HUP) != 0) {
      calls.close(opened);
      return -Errors.ENXIO;
    }
    return opened;
  }
}
