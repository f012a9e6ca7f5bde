package dev.pollen.testkit.channel;

import dev.pollen.testkit.kernel.DatagramEnd;
import dev.pollen.testkit.kernel.Kernel;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.spi.SelectorProvider;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A simulated socket for datagrams, as the JDK shows it; without groups. */
public final class SimulatedDatagramChannel extends DatagramChannel {
  private final Kernel kernel;
  private final DatagramEnd end;
  private final InetAddress anyAddress;

  SimulatedDatagramChannel(
      SelectorProvider provider, Kernel kernel, DatagramEnd end, InetAddress anyAddress) {
    super(provider);
    this.kernel = kernel;
    this.end = end;
    this.anyAddress = anyAddress;
  }

  /** What is behind it, if that is on this kernel. */
  public @Nullable DatagramEnd endOn(Kernel wanted) {
    return kernel == wanted ? end : null;
  }

  @Override
  public DatagramChannel bind(@Nullable SocketAddress local) throws IOException {
    end.bind(local == null ? new InetSocketAddress(anyAddress, 0) : local);
    return this;
  }

  @Override
  public DatagramChannel connect(SocketAddress remote) throws IOException {
    if (isConnected()) {
      throw new AlreadyConnectedException();
    }
    end.connect(remote);
    return this;
  }

  @Override
  public DatagramChannel disconnect() {
    end.disconnect();
    return this;
  }

  @Override
  public boolean isConnected() {
    return end.remoteAddress() != null;
  }

  @Override
  public @Nullable SocketAddress getRemoteAddress() throws IOException {
    requireOpen();
    return end.remoteAddress();
  }

  @Override
  public @Nullable SocketAddress getLocalAddress() throws IOException {
    return end.localAddress();
  }

  private void requireOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  // ---- datagrams ----

  @Override
  public @Nullable SocketAddress receive(ByteBuffer target) throws IOException {
    DatagramEnd.Datagram datagram = next();
    if (datagram == null) {
      return null;
    }
    ByteBuffer bytes = datagram.bytes();
    // What finds no room in the buffer is lost.
    target.put(bytes.limit(bytes.position() + Math.min(bytes.remaining(), target.remaining())));
    return datagram.from();
  }

  private DatagramEnd.@Nullable Datagram next() throws IOException {
    if (isBlocking()) {
      BlockingCalls.await(kernel, end::canReceive);
    }
    kernel.runDue();
    return end.receive();
  }

  @Override
  public int send(ByteBuffer data, SocketAddress target) throws IOException {
    InetSocketAddress remote = end.remoteAddress();
    if (remote != null && !remote.equals(target)) {
      throw new AlreadyConnectedException();
    }
    int size = data.remaining();
    return end.send(data, target) ? size : 0;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    requireConnected();
    int before = target.position();
    return receive(target) == null ? 0 : target.position() - before;
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    requireConnected();
    int size = data.remaining();
    return end.send(data, null) ? size : 0;
  }

  private void requireConnected() throws ClosedChannelException {
    requireOpen();
    if (!isConnected()) {
      throw new NotYetConnectedException();
    }
  }

  /** One datagram is spread over the buffers. */
  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    requireConnected();
    DatagramEnd.Datagram datagram = next();
    if (datagram == null) {
      return 0;
    }
    ByteBuffer bytes = datagram.bytes();
    int size = bytes.remaining();
    int limit = bytes.limit();
    for (ByteBuffer target : Arrays.asList(targets).subList(offset, offset + length)) {
      target.put(bytes.limit(bytes.position() + Math.min(bytes.remaining(), target.remaining())));
      bytes.limit(limit);
    }
    return size - (long) bytes.remaining();
  }

  /** One datagram is made of the buffers. */
  @Override
  public long write(ByteBuffer[] data, int offset, int length) throws IOException {
    int size = 0;
    for (ByteBuffer part : Arrays.asList(data).subList(offset, offset + length)) {
      size += part.remaining();
    }
    ByteBuffer whole = ByteBuffer.allocate(size);
    for (ByteBuffer part : Arrays.asList(data).subList(offset, offset + length)) {
      whole.put(part);
    }
    return write(whole.flip());
  }

  // ---- the rest ----

  @Override
  public <T> DatagramChannel setOption(SocketOption<T> option, T value) throws IOException {
    requireOpen();
    end.options().set(option, value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> option) throws IOException {
    requireOpen();
    return end.options().get(option);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return end.options().supported();
  }

  @Override
  public DatagramSocket socket() {
    throw new UnsupportedOperationException("Use the channel: " + this);
  }

  @Override
  public MembershipKey join(InetAddress group, NetworkInterface on) {
    throw new UnsupportedOperationException("A simulated network has no groups");
  }

  @Override
  public MembershipKey join(InetAddress group, NetworkInterface on, InetAddress source) {
    throw new UnsupportedOperationException("A simulated network has no groups");
  }

  @Override
  protected void implCloseSelectableChannel() {
    end.close();
  }

  @Override
  protected void implConfigureBlocking(boolean block) {}

  @Override
  public String toString() {
    return end.site().name();
  }
}
