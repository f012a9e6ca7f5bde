package dev.pollen.linux.system;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;

/**
 * What files and descriptors of other people need besides {@link Calls}, which these are like:
 * apart from those, since most loops have none.
 */
public final class FileCalls extends ForeignCalls {
  /** For {@link #open} and {@link #setFlags}: no call waits. */
  public static final int O_NONBLOCK = 0x800;

  /** For {@link #open}: programs that this one starts do not get it. */
  public static final int O_CLOEXEC = 0x80000;

  /** For {@link #open}: a terminal does not become the one that signals come from. */
  public static final int O_NOCTTY = 0x100;

  /** In {@link #flags}: it stands for a path, and nothing can be read or written. */
  public static final int O_PATH = 0x20_0000;

  /** In {@link #flags}: whether it is open for reading, for writing, or for both. */
  public static final int O_ACCMODE = 3;

  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;

  /** For {@link #open}: what is a link is not followed. Some architectures have kept their own. */
  public static final int O_NOFOLLOW =
      System.getProperty("os.arch").matches("aarch64|ppc64le") ? 0x8000 : 0x2_0000;

  /** The JDK's names of files are in it, whatever the default charset is. */
  private static final Charset NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));

  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int F_GETPIPE_SZ = 1032;

  private static final MethodHandle OPEN = ellipsis("open");
  private static final MethodHandle FCNTL = ellipsis("fcntl");
  private static final MethodHandle ISATTY = function("isatty");
  private static final MethodHandle WRITEV = function("writev");
  private static final MethodHandle LSEEK = function("lseek");
  private static final MethodHandle PREAD = function("pread");
  private static final MethodHandle SENDFILE = function("sendfile");

  private final MemorySegment offset;

  /** Calls whose errors are written into memory of this arena. */
  public FileCalls(Arena arena) {
    super(arena);
    offset = arena.allocate(JAVA_LONG);
  }

  /** {@code open(2)}, of a file that exists. */
  public int open(String path, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      long name = arena.allocateFrom(path, NAMES).address();
      return answer((int) callEllipsis(OPEN, name, flags, 0));
    }
  }

  private int fcntl(int descriptor, int command, int argument) {
    return answer((int) callEllipsis(FCNTL, descriptor, command, argument));
  }

  /** {@code F_DUPFD_CLOEXEC} of {@code fcntl(2)}: a duplicate with the least number from one on. */
  public int duplicate(int descriptor, int least) {
    return fcntl(descriptor, F_DUPFD_CLOEXEC, least);
  }

  /** {@code F_GETFL} of {@code fcntl(2)}. */
  public int flags(int descriptor) {
    return fcntl(descriptor, F_GETFL, 0);
  }

  /** {@code F_SETFL} of {@code fcntl(2)}: holds for all who share the open file. */
  public int setFlags(int descriptor, int flags) {
    return fcntl(descriptor, F_SETFL, flags);
  }

  /** Whether it is a pipe or a FIFO, which {@code F_GETPIPE_SZ} of {@code fcntl(2)} is for only. */
  public boolean isPipe(int descriptor) {
    return fcntl(descriptor, F_GETPIPE_SZ, 0) >= 0;
  }

  /** {@code isatty(3)}. */
  public boolean isTerminal(int descriptor) {
    return (int) call(ISATTY, descriptor) == 1;
  }

  /** {@code writev(2)}. */
  public long writev(int descriptor, MemorySegment vectors, int count) {
    return answer(call(WRITEV, descriptor, vectors.address(), count));
  }

  /** {@code lseek(2)}. */
  public long lseek(int descriptor, long distance, int whence) {
    return answer(call(LSEEK, descriptor, distance, whence));
  }

  /** {@code pread(2)}. */
  public long pread(int descriptor, MemorySegment buffer, long length, long position) {
    return answer(call(PREAD, descriptor, buffer.address(), length, position));
  }

  /** {@code sendfile(2)}, from a place in the file. */
  public long sendfile(int to, int from, long position, long count) {
    offset.set(JAVA_LONG, 0, position);
    return answer(call(SENDFILE, to, from, offset.address(), count));
  }
}
