package dev.pollen.example.http.site;

import dev.pollen.example.http.protocol.Body;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The content of a file, of which never more than one piece is in memory. */
final class FileBody implements Body {
  private final FileChannel file;
  private final ByteBuffer piece;
  private final long length;
  private long left;

  private FileBody(FileChannel file, ByteBuffer piece) throws IOException {
    this.file = file;
    this.piece = piece;
    this.length = file.size();
    this.left = length;
  }

  /**
   * Opens a file.
   *
   * @param path its path, of which the last name must not have become a link
   * @param piece into which all files of a thread are read, one after the other
   */
  static FileBody open(Path path, ByteBuffer piece) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      return new FileBody(file, piece);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    if (left == 0) {
      return null;
    }
    piece.clear().limit((int) Math.min(left, piece.capacity()));
    int read = file.read(piece);
    if (read <= 0) {
      throw new EOFException("The file has lost " + left + " bytes since its length was told");
    }
    left -= read;
    return piece.flip();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // It was only read: nothing is lost, and the descriptor is gone whatever close() answers.
    }
  }
}
