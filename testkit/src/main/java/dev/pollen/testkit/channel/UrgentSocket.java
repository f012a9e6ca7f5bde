package dev.pollen.testkit.channel;

import dev.pollen.testkit.kernel.StreamEnd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.channels.SocketChannel;

/** Sends urgent bytes for a channel, and refuses all that the channel itself can do. */
final class UrgentSocket extends SocketImpl {
  private final StreamEnd end;

  private UrgentSocket(StreamEnd end) {
    this.end = end;
  }

  static Socket of(SocketChannel channel, StreamEnd end) {
    try {
      return new Socket(new UrgentSocket(end)) {
        @Override
        public SocketChannel getChannel() {
          return channel;
        }
      };
    } catch (SocketException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected boolean supportsUrgentData() {
    return true;
  }

  @Override
  protected void sendUrgentData(int data) throws IOException {
    end.sendUrgent((byte) data);
  }

  private static UnsupportedOperationException useTheChannel() {
    return new UnsupportedOperationException("Use the channel of this socket");
  }

  /** Called by a socket before anything else. */
  @Override
  protected void create(boolean stream) {}

  @Override
  protected void connect(String host, int port) {
    throw useTheChannel();
  }

  @Override
  protected void connect(InetAddress address, int port) {
    throw useTheChannel();
  }

  @Override
  protected void connect(SocketAddress address, int timeout) {
    throw useTheChannel();
  }

  @Override
  protected void bind(InetAddress host, int port) {
    throw useTheChannel();
  }

  @Override
  protected void listen(int backlog) {
    throw useTheChannel();
  }

  @Override
  protected void accept(SocketImpl socket) {
    throw useTheChannel();
  }

  @Override
  protected InputStream getInputStream() {
    throw useTheChannel();
  }

  @Override
  protected OutputStream getOutputStream() {
    throw useTheChannel();
  }

  @Override
  protected int available() {
    throw useTheChannel();
  }

  @Override
  protected void close() {
    throw useTheChannel();
  }

  @Override
  public void setOption(int option, Object value) {
    throw useTheChannel();
  }

  @Override
  public Object getOption(int option) {
    throw useTheChannel();
  }
}
