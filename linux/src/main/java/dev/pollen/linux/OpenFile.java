package dev.pollen.linux;

import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.FileCalls;
import dev.pollen.transport.Descriptor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file that is opened without waiting, as a FIFO or a device has to be which a loop is to take
 * over: the JDK would wait for the other end of a FIFO (fifo(7)). The channel gets a duplicate, so
 * this can be closed as soon as the loop has it:
 *
 * <pre>{@code
 * try (OpenFile fifo = OpenFile.forReading(Path.of("/run/commands"))) {
 *   loop.connect(fifo.descriptor(), new CommandsDispatcher(new Commands()));
 * }
 * }</pre>
 *
 * <p>May be used by any thread.
 */
public final class OpenFile implements AutoCloseable {
  private final Descriptor descriptor;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private OpenFile(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Opens a file to read from. If it is a FIFO, somebody may come to write later: the end is told
   * when the last who has written is gone, and for the next the FIFO is to be opened again.
   *
   * @param path the file, which exists
   * @return the open file
   * @throws IOException if the system refuses
   */
  public static OpenFile forReading(Path path) throws IOException {
    return open(path, FileCalls.O_RDONLY);
  }

  /**
   * Opens a file to write to, at its beginning; what it holds is not removed.
   *
   * @param path the file, which exists
   * @return the open file
   * @throws IOException if the system refuses, for example because nobody has the FIFO open to read
   *     from
   */
  public static OpenFile forWriting(Path path) throws IOException {
    return open(path, FileCalls.O_WRONLY);
  }

  /**
   * Opens a file to read from and to write to, for example a terminal. A FIFO has no end then,
   * since there is always one who could write.
   *
   * @param path the file, which exists
   * @return the open file
   * @throws IOException if the system refuses
   */
  public static OpenFile forReadingAndWriting(Path path) throws IOException {
    return open(path, FileCalls.O_RDWR);
  }

  private static OpenFile open(Path path, int access) throws IOException {
    int flags = access | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC | FileCalls.O_NOCTTY;
    int answer = new FileCalls(Arena.ofAuto()).open(path.toFile().getPath(), flags);
    if (answer < 0) {
      throw failed(path, answer);
    }
    return new OpenFile(Descriptor.of(answer));
  }

  private static IOException failed(Path path, int answer) {
    return switch (-answer) {
      case Errors.ENOENT -> new NoSuchFileException(path.toString());
      case Errors.EACCES -> new AccessDeniedException(path.toString());
      case Errors.ENXIO ->
          new FileSystemException(path.toString(), null, "There is nobody at the other end");
      default ->
          new FileSystemException(
              path.toString(), null, Errors.exception("open", answer).getMessage());
    };
  }

  /**
   * By what a loop takes it over.
   *
   * @return the descriptor, which is of no use after {@link #close()}
   */
  public Descriptor descriptor() {
    return descriptor;
  }

  /** Closes it; closing again does nothing. */
  @Override
  public void close() {
    // Once only: the number may belong to another file by now.
    if (!isClosed.getAndSet(true)) {
      new Calls(Arena.ofAuto()).close(descriptor.number());
    }
  }
}
