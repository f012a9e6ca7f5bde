package dev.pollen.benchmark.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Downloads by a thread that blocks while the peer does not read: a plain copy. */
public final class BlockingDownloadServer {
  private static final int PIECE_BYTES = 64 * 1024;

  private BlockingDownloadServer() {}

  /** Serves one connection after the other. */
  public static void main(String[] arguments) throws IOException {
    ByteBuffer content = Service.downloadContent();
    ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(Service.anyPort());
      Control.listening(listener.getLocalAddress());
      while (true) {
        try (SocketChannel connection = listener.accept()) {
          serve(connection, content, piece);
        }
      }
    }
  }

  private static void serve(SocketChannel connection, ByteBuffer content, ByteBuffer piece)
      throws IOException {
    ByteBuffer request = ByteBuffer.allocate(Long.BYTES);
    while (request.hasRemaining() && connection.read(request) >= 0) {
      // Eight octets may come in pieces.
    }
    if (request.hasRemaining()) {
      return;
    }
    ByteBuffer rest = content.slice(0, (int) request.getLong(0));
    while (rest.hasRemaining()) {
      int size = Math.min(rest.remaining(), PIECE_BYTES);
      piece.clear().put(rest.slice(rest.position(), size)).flip();
      rest.position(rest.position() + size);
      while (piece.hasRemaining()) {
        connection.write(piece);
      }
    }
  }
}
