package dev.pollen.linux.socket;

import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.FileCalls;
import dev.pollen.transport.TransportFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** An open file of which the kernel sends bytes by itself. */
final class LinuxFile implements TransportFile {
  private static final int SEEK_END = 2;
  private static final int CLOSED = -1;

  /** Of all threads: nobody looks at the error of a close. Outlives the transport of the file. */
  private static final Calls CLOSING = new Calls(Arena.global());

  private final FileCalls calls;
  private final String name;
  private final long size;
  private int descriptor;

  private LinuxFile(FileCalls calls, String name, int descriptor) throws IOException {
    this.calls = calls;
    this.name = name;
    this.descriptor = descriptor;
    size = checked(calls.lseek(descriptor, 0, SEEK_END));
  }

  static LinuxFile open(FileCalls calls, Path path, LinkOption... options) throws IOException {
    String name = path.toString();
    // What has become a pipe meanwhile must not wait for its writer.
    int flags = FileCalls.O_RDONLY | FileCalls.O_CLOEXEC | FileCalls.O_NONBLOCK;
    if (List.of(options).contains(LinkOption.NOFOLLOW_LINKS)) {
      flags |= FileCalls.O_NOFOLLOW;
    }
    int descriptor = calls.open(path.toAbsolutePath().toString(), flags);
    if (descriptor < 0) {
      throw failed(name, descriptor);
    }
    try {
      return new LinuxFile(calls, name, descriptor);
    } catch (IOException e) {
      CLOSING.close(descriptor);
      throw e;
    }
  }

  /** The exception that the JDK has for an error of a file. */
  private static FileSystemException failed(String name, long answer) {
    int number = (int) -answer;
    return switch (number) {
      case Errors.ENOENT -> new NoSuchFileException(name);
      case Errors.EACCES -> new AccessDeniedException(name);
      default -> new FileSystemException(name, null, Errors.text(number));
    };
  }

  private long checked(long answer) throws IOException {
    if (answer < 0) {
      throw failed(name, answer);
    }
    return answer;
  }

  @Override
  public long size() {
    return size;
  }

  /**
   * Has the kernel send bytes to a socket that does not wait; answers as sendfile(2) does, and
   * {@code EBADF} if this file is closed.
   */
  long sendTo(int socket, long position, long count) {
    return descriptor == CLOSED
        ? -Errors.EBADF
        : calls.sendfile(socket, descriptor, position, count);
  }

  @Override
  public int read(ByteBuffer room, long position) throws IOException {
    if (descriptor == CLOSED) {
      throw new ClosedChannelException();
    }
    int count;
    MemorySegment memory = MemorySegment.ofBuffer(room);
    if (memory.isNative()) {
      count = read(memory, position);
    } else {
      // The garbage collector may move the heap while the system writes.
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment copy = arena.allocate(memory.byteSize());
        count = read(copy, position);
        memory.copyFrom(copy.asSlice(0, count));
      }
    }
    room.position(room.position() + count);
    return count == 0 && memory.byteSize() > 0 ? -1 : count;
  }

  private int read(MemorySegment memory, long position) throws IOException {
    return (int) checked(calls.pread(descriptor, memory, memory.byteSize(), position));
  }

  @Override
  public void close() {
    int closing = descriptor;
    descriptor = CLOSED;
    if (closing != CLOSED) {
      CLOSING.close(closing);
    }
  }
}
