package dev.pollen.transport;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A regular file that is open for reading, so that sockets of its transport can send what is in it.
 * Reading it may wait for the disk: no system tells when that would not be so.
 */
public interface TransportFile extends AutoCloseable {

  /**
   * How large it was when it was opened.
   *
   * @return its size in bytes
   */
  long size();

  /**
   * Reads bytes, for whoever cannot have them {@linkplain StreamSocket#send(TransportFile, long,
   * long) sent} directly.
   *
   * @param room where to put them, from its position on
   * @param position where they begin in the file
   * @return how many were read, fewer than there is room for only if the system wants it so; -1 if
   *     the file has none there, because it ends
   * @throws IOException if the file cannot be read
   */
  int read(ByteBuffer room, long position) throws IOException;

  /** Closes this file. From any thread; never throws; closing again does nothing. */
  @Override
  void close();
}
