package dev.pollen.linux.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a program does with descriptors of its own. Whatever fails is an error of the test. */
public final class ProgramCalls extends ForeignCalls {
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int SOCK_STREAM = 1;
  private static final int CLOCK_MONOTONIC = 1;
  private static final int O_RDWR_NOCTTY = FileCalls.O_RDWR | FileCalls.O_NOCTTY;
  private static final int FIFO_MODE = 0600;
  private static final int MOST_BYTES = 1 << 20;

  private static final MethodHandle PIPE2 = function("pipe2");
  private static final MethodHandle SOCKETPAIR = function("socketpair");
  private static final MethodHandle MKFIFO = function("mkfifo");
  private static final MethodHandle TIMERFD_CREATE = function("timerfd_create");
  private static final MethodHandle TIMERFD_SETTIME = function("timerfd_settime");
  private static final MethodHandle POSIX_OPENPT = function("posix_openpt");
  private static final MethodHandle UNLOCKPT = function("unlockpt");
  private static final MethodHandle PTSNAME_R = function("ptsname_r");

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment buffer = arena.allocate(MOST_BYTES);
  private final Calls calls = new Calls(arena);
  private final FileCalls files = new FileCalls(arena);

  /** Calls that keep their memory to themselves. */
  public ProgramCalls() {
    super(Arena.ofAuto());
  }

  private static int done(int answer) {
    if (answer < 0) {
      throw new AssertionError("The call failed: " + answer);
    }
    return answer;
  }

  /** The end to read from, and the one to write to. Both wait. */
  public int[] pipe() {
    done((int) call(PIPE2, buffer.address(), FileCalls.O_CLOEXEC));
    return pair();
  }

  /** Two Unix sockets that are connected with each other, and wait. */
  public int[] socketPair(int type) {
    done((int) call(SOCKETPAIR, AF_UNIX, type | FileCalls.O_CLOEXEC, 0, buffer.address()));
    return pair();
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
    done((int) call(MKFIFO, arena.allocateFrom(path.toString()).address(), FIFO_MODE));
    return path;
  }

  /** The master of a new pseudoterminal, which waits. */
  public int terminal() {
    int master = done((int) call(POSIX_OPENPT, O_RDWR_NOCTTY));
    done((int) call(UNLOCKPT, master));
    return master;
  }

  /** Where the other end of a pseudoterminal is. */
  public Path slave(int master) {
    done((int) call(PTSNAME_R, master, buffer.address(), 100));
    return Path.of(buffer.getString(0));
  }

  /** A counter. */
  public int counter() {
    return done(calls.eventfd(0, FileCalls.O_CLOEXEC));
  }

  /** A timer that expires once, after so many nanoseconds. */
  public int timer(long nanos) {
    int timer = done((int) call(TIMERFD_CREATE, CLOCK_MONOTONIC, 0));
    MemorySegment times = arena.allocate(ValueLayout.JAVA_LONG, 4);
    times.setAtIndex(ValueLayout.JAVA_LONG, 3, nanos);
    done((int) call(TIMERFD_SETTIME, timer, 0, times.address(), 0));
    return timer;
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
    return done((int) calls.write(descriptor, buffer.address(), bytes.length));
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
