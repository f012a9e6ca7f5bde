package dev.pollen;

import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.TransportFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A file that is sent by the operating system itself ({@code sendfile(2)} on Linux), so that its
 * bytes never come into this process:
 *
 * <pre>{@code
 * FileProducer file = FileProducer.open(connection.loop(), path);
 * connection.send("Content-Length: " + file.size() + "\r\n\r\n");
 * connection.send(file);
 * }</pre>
 *
 * <p>Where the transport or the file system cannot do that, the bytes are read and sent, as those
 * of any other producer; nothing else is different then.
 *
 * <p>What is sent is exactly what was promised when the file was opened. One that grows meanwhile
 * is sent up to the size it had; one that shrinks so that bytes are missing is a {@linkplain
 * Producer#produce failed producer}, with an {@link EOFException} as its cause. Bytes that are
 * changed meanwhile may leave as they were or as they are.
 *
 * <p>The loop waits while the disk is read, which the system does not do ahead for a file that
 * nobody has read for long: on a disk or network file system that is slow, others wait, too.
 *
 * <p>It may be sent once. One that is not sent has to be {@linkplain #close() closed}.
 */
public final class FileProducer implements Producer, AutoCloseable {
  private final Loop loop;
  private final TransportFile file;
  private final LeakDetector.Tracked tracked;
  private long position;
  private long remaining;

  /** Whether the bytes are read and sent, because they could not be sent directly. */
  private boolean isRead;

  private FileProducer(Loop loop, TransportFile file, Path path) {
    this.loop = loop;
    this.file = file;
    this.remaining = file.size();
    this.tracked = LeakDetector.track(this, "File[" + path + "]", file::close);
  }

  /**
   * Opens a file, to be sent as a whole unless a {@link #region} is chosen. On the loop thread.
   *
   * @param loop the loop of the connection that it is to be sent to
   * @param path the file
   * @param options {@link LinkOption#NOFOLLOW_LINKS} to refuse a link as the last name
   * @return the file as a producer
   * @throws IOException if it cannot be opened, or is a directory or anything else than a regular
   *     file; {@link java.nio.file.NoSuchFileException} if there is none
   * @throws IllegalStateException if the loop is closed
   */
  public static FileProducer open(Loop loop, Path path, LinkOption... options) throws IOException {
    loop.checkUsable("FileProducer.open");
    // To open a pipe would wait for whoever writes to it.
    if (!Files.readAttributes(path, BasicFileAttributes.class, options).isRegularFile()) {
      throw new FileSystemException(path.toString(), null, "Not a regular file");
    }
    return new FileProducer(loop, loop.opener().openFile(path, options), path);
  }

  /**
   * How large the file was when it was opened.
   *
   * @return its size in bytes
   */
  public long size() {
    return file.size();
  }

  /**
   * Chooses which part of the file is sent. Before it is sent.
   *
   * @param from where the part begins in the file
   * @param count how many bytes it has; may be 0
   * @return this
   * @throws IndexOutOfBoundsException if the file did not have all these bytes when it was opened
   */
  public FileProducer region(long from, long count) {
    Objects.checkFromIndexSize(from, count, size());
    position = from;
    remaining = count;
    return this;
  }

  Loop loop() {
    return loop;
  }

  long remaining() {
    return remaining;
  }

  boolean isRead() {
    return isRead;
  }

  /** Has a socket take so many of the remaining bytes at most. */
  void sendTo(StreamSocket socket, long most) throws IOException {
    long sent = socket.send(file, position, Math.min(remaining, most));
    if (sent == StreamSocket.READ_INSTEAD) {
      isRead = true;
    } else {
      advance(sent);
    }
  }

  private void advance(long count) {
    position += count;
    remaining -= count;
  }

  /** Reads bytes of the file, for whoever has to have them. */
  @Override
  public Outcome produce(ByteBuffer room) throws IOException {
    int most = (int) Math.min(room.remaining(), remaining);
    if (most > 0) {
      int count = file.read(room.slice().limit(most), position);
      if (count <= 0) {
        throw new EOFException("The file ends " + remaining + " bytes before it was to end");
      }
      room.position(room.position() + count);
      advance(count);
    }
    return remaining > 0 ? Outcome.READY : Outcome.END;
  }

  /** Closes the file; closing again does nothing. */
  @Override
  public void close() {
    tracked.released();
    file.close();
  }
}
