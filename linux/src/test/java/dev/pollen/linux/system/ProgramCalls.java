package dev.pollen.linux.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a program does with descriptors of its own. Whatever fails is an error of the test. */
public final class ProgramCalls {
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int SOCK_STREAM = 1;
  private static final int CLOCK_MONOTONIC = 1;
  private static final int O_RDWR_NOCTTY = FileCalls.O_RDWR | FileCalls.O_NOCTTY;
  private static final int FIFO_MODE = 0600;
  private static final int MOST_BYTES = 1 << 20;

  private static final MethodHandle PIPE2 = Calls.handle("pipe2", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SOCKETPAIR =
      Calls.handle("socketpair", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle MKFIFO = Calls.handle("mkfifo", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle TIMERFD_CREATE =
      Calls.handle("timerfd_create", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle TIMERFD_SETTIME =
      Calls.handle("timerfd_settime", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle POSIX_OPENPT = Calls.handle("posix_openpt", JAVA_INT, JAVA_INT);
  private static final MethodHandle UNLOCKPT = Calls.handle("unlockpt", JAVA_INT, JAVA_INT);
  private static final MethodHandle PTSNAME_R =
      Calls.handle("ptsname_r", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
  private final MemorySegment buffer = arena.allocate(MOST_BYTES);
  private final Calls calls = new Calls(arena);
  private final FileCalls files = new FileCalls(arena);

  private static int done(int answer) {
    if (answer < 0) {
      throw new AssertionError("The call failed: " + answer);
    }
    return answer;
  }

  /** The end to read from, and the one to write to. Both wait. */
  public int[] pipe() {
    try {
      done((int) PIPE2.invokeExact(state, buffer, FileCalls.O_CLOEXEC));
      return pair();
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** Two Unix sockets that are connected with each other, and wait. */
  public int[] socketPair(int type) {
    try {
      done((int) SOCKETPAIR.invokeExact(state, AF_UNIX, type | FileCalls.O_CLOEXEC, 0, buffer));
      return pair();
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** A socket that nobody has connected. */
  public int unconnected() {
    return done(calls.socket(AF_INET, SOCK_STREAM | FileCalls.O_CLOEXEC, 0));
  }

  /** A socket that listens somewhere. */
  public int listener() {
    int listener = unconnected();
    done(calls.listen(listener, 1));
    return listener;
  }

  private int[] pair() {
    return new int[] {buffer.get(JAVA_INT, 0), buffer.get(JAVA_INT, Integer.BYTES)};
  }

  /** Makes a FIFO. */
  public Path fifo(Path path) {
    try {
      done((int) MKFIFO.invokeExact(state, arena.allocateFrom(path.toString()), FIFO_MODE));
      return path;
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** The master of a new pseudoterminal, which waits. */
  public int terminal() {
    try {
      int master = done((int) POSIX_OPENPT.invokeExact(state, O_RDWR_NOCTTY));
      done((int) UNLOCKPT.invokeExact(state, master));
      return master;
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** Where the other end of a pseudoterminal is. */
  public Path slave(int master) {
    try {
      done((int) PTSNAME_R.invokeExact(state, master, buffer, 100L));
      return Path.of(buffer.getString(0));
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** A counter. */
  public int counter() {
    return done(calls.eventfd(0, FileCalls.O_CLOEXEC));
  }

  /** A timer that expires once, after so many nanoseconds. */
  public int timer(long nanos) {
    try {
      int timer = done((int) TIMERFD_CREATE.invokeExact(state, CLOCK_MONOTONIC, 0));
      MemorySegment times = arena.allocate(ValueLayout.JAVA_LONG, 4);
      times.setAtIndex(ValueLayout.JAVA_LONG, 3, nanos);
      done((int) TIMERFD_SETTIME.invokeExact(state, timer, 0, times, MemorySegment.NULL));
      return timer;
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** Opens a file, which waits if the file does. */
  public int open(Path path, int flags) {
    return done(files.open(path.toString(), flags | FileCalls.O_CLOEXEC | FileCalls.O_NOCTTY));
  }

  /** Its flags, which all see who share the open file. */
  public int flags(int descriptor) {
    return done(files.flags(descriptor));
  }

  /** Lets calls wait no more. */
  public void forbidWaiting(int descriptor) {
    done(files.setFlags(descriptor, flags(descriptor) | FileCalls.O_NONBLOCK));
  }

  /** Another number for the same open file. */
  public int duplicate(int descriptor) {
    return done(files.duplicate(descriptor, 0));
  }

  /** Writes all of a short text. */
  public void write(int descriptor, String text) {
    write(descriptor, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes as many of some bytes as there is room for; says how many. */
  public int write(int descriptor, byte[] bytes) {
    MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return done((int) calls.write(descriptor, buffer, bytes.length));
  }

  /** Reads what there is, once: nothing at the end, and if reading would have to wait. */
  public String read(int descriptor) {
    int count = (int) calls.read(descriptor, buffer, MOST_BYTES);
    if (count == -Errors.EAGAIN) {
      return "";
    }
    byte[] bytes = buffer.asSlice(0, done(count)).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** Closes a descriptor; says whether it was open. */
  public boolean close(int descriptor) {
    return calls.close(descriptor) == 0;
  }
}
