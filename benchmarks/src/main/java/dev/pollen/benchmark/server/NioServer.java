package dev.pollen.benchmark.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The least that a loop on {@code java.nio} can do: one direct buffer, the form of {@code select}
 * that allocates least, and memory of a connection's own only for what its peer does not read.
 */
public final class NioServer {
  private static final int RECEIVE_BYTES = 64 * 1024;

  private final Selector selector;
  private final ByteBuffer input = ByteBuffer.allocateDirect(RECEIVE_BYTES);

  private NioServer(Selector selector) {
    this.selector = selector;
  }

  /**
   * Serves.
   *
   * @param arguments the service: {@code ECHO} or {@code DATAGRAMS}
   */
  public static void main(String[] arguments) throws IOException {
    NioServer server = new NioServer(Selector.open());
    Control.listening(
        switch (Service.valueOf(arguments[0])) {
          case ECHO -> server.listen();
          case DATAGRAMS -> server.bind();
          default -> throw new IllegalArgumentException(arguments[0]);
        });
    while (true) {
      server.selector.select(server::handle);
    }
  }

  private SocketAddress listen() throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(Service.anyPort(), Service.BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    return listener.getLocalAddress();
  }

  private SocketAddress bind() throws IOException {
    DatagramChannel datagrams = DatagramChannel.open();
    datagrams.bind(Service.anyPort());
    datagrams.configureBlocking(false);
    datagrams.register(selector, SelectionKey.OP_READ);
    return datagrams.getLocalAddress();
  }

  private void handle(SelectionKey key) {
    try {
      if (key.channel() instanceof SocketChannel connection) {
        if (key.isReadable()) {
          echo(key, connection);
        } else {
          sendRest(key, connection);
        }
      } else if (key.channel() instanceof ServerSocketChannel listener) {
        accept(listener);
      } else {
        echo((DatagramChannel) key.channel());
      }
    } catch (IOException e) {
      close(key);
    }
  }

  private void accept(ServerSocketChannel listener) throws IOException {
    SocketChannel connection = listener.accept();
    if (connection != null) {
      connection.configureBlocking(false);
      connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
      connection.register(selector, SelectionKey.OP_READ);
    }
  }

  private void echo(SelectionKey key, SocketChannel connection) throws IOException {
    input.clear();
    if (connection.read(input) < 0) {
      connection.close();
      return;
    }
    connection.write(input.flip());
    if (input.hasRemaining()) {
      key.attach(ByteBuffer.allocateDirect(input.remaining()).put(input).flip());
      key.interestOps(SelectionKey.OP_WRITE);
    }
  }

  private static void sendRest(SelectionKey key, SocketChannel connection) throws IOException {
    ByteBuffer rest = (ByteBuffer) key.attachment();
    connection.write(rest);
    if (!rest.hasRemaining()) {
      key.attach(null);
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void echo(DatagramChannel datagrams) throws IOException {
    input.clear();
    SocketAddress from = datagrams.receive(input);
    if (from != null) {
      datagrams.send(input.flip(), from);
    }
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new IllegalStateException("A socket cannot even be closed", e);
    }
  }
}
