package dev.pollen;

import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.ReadinessListener;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A socket for datagrams that counts what is asked of another one. */
final class CountingDatagrams implements DatagramSocket {
  private final DatagramSocket socket;
  final List<Integer> interests = new ArrayList<>();
  int sends;
  int receives;

  CountingDatagrams(DatagramSocket socket) {
    this.socket = socket;
  }

  @Override
  public void bind(SocketAddress local) throws IOException {
    socket.bind(local);
  }

  @Override
  public void connect(SocketAddress remote) throws IOException {
    socket.connect(remote);
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return socket.remoteAddress();
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    receives++;
    return socket.receive();
  }

  @Override
  public SocketAddress sender() {
    return socket.sender();
  }

  @Override
  public boolean send(ByteBuffer data, @Nullable SocketAddress to) throws IOException {
    sends++;
    return socket.send(data, to);
  }

  @Override
  public void register(ReadinessListener listener, int interest) throws IOException {
    socket.register(listener, interest);
  }

  @Override
  public void interest(int interest) {
    interests.add(interest);
    socket.interest(interest);
  }

  @Override
  public SocketAddress localAddress() throws IOException {
    return socket.localAddress();
  }

  @Override
  public <T> void setOption(SocketOption<T> option, T value) throws IOException {
    socket.setOption(option, value);
  }

  @Override
  public <T> T option(SocketOption<T> option) throws IOException {
    return socket.option(option);
  }

  @Override
  public void close() {
    socket.close();
  }
}
