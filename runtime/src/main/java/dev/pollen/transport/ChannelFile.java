package dev.pollen.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file as the JDK opens it, of any of its file systems. */
public final class ChannelFile implements TransportFile {
  private final FileChannel channel;
  private final long size;

  private ChannelFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  /**
   * Opens a file.
   *
   * @param path its path
   * @param options whether a link as its last name is refused
   * @return the file
   * @throws IOException if it cannot be opened
   */
  public static ChannelFile open(Path path, LinkOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(List.of(options));
    all.add(StandardOpenOption.READ);
    FileChannel channel = FileChannel.open(path, all);
    try {
      return new ChannelFile(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * What the JDK transfers from.
   *
   * @return the open channel, whose position has no meaning
   */
  public FileChannel channel() {
    return channel;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(ByteBuffer room, long position) throws IOException {
    return channel.read(room, position);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It was only read: nothing is lost, and the descriptor is gone whatever close() answers.
    }
  }
}
