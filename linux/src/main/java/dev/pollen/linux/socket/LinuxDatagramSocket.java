package dev.pollen.linux.socket;

import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.SocketAddresses;
import dev.pollen.transport.DatagramSocket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/** A socket for datagrams. */
final class LinuxDatagramSocket extends DescriptorSocket implements DatagramSocket {
  private static final int MSG_NOSIGNAL = 0x4000;

  private final int family;
  private @Nullable SocketAddress remoteAddress;
  private SocketAddress sender = new InetSocketAddress(0);

  LinuxDatagramSocket(ReadinessTransport transport, int descriptor, int family) {
    super(transport, descriptor);
    this.family = family;
  }

  @Override
  public void bind(SocketAddress local) throws IOException {
    transport.bind(descriptor(), local, family);
  }

  @Override
  public void connect(SocketAddress remote) throws IOException {
    SocketAddresses addresses = transport.addresses();
    int length = addresses.write(remote, family);
    int answer = transport.calls().connect(descriptor(), addresses.address(), length);
    if (answer < 0) {
      throw Errors.exception("connect", answer);
    }
    remoteAddress = remote;
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    Lending lending = transport.lending();
    SocketAddresses addresses = transport.addresses().clear();
    long received =
        transport
            .calls()
            .recvfrom(
                descriptor(),
                lending.memory(),
                lending.size(),
                0,
                addresses.address(),
                addresses.length());
    if (received >= 0) {
      sender = addresses.read();
      return lending.lend(received);
    }
    if (received == -Errors.EAGAIN || received == -Errors.EINTR) {
      return null;
    }
    throw failed("recvfrom", received);
  }

  /** What comes back for an earlier datagram is told by whatever is done next (udp(7)). */
  private static IOException failed(String call, long answer) {
    return answer == -Errors.ECONNREFUSED
        ? new PortUnreachableException()
        : Errors.exception(call, answer);
  }

  @Override
  public SocketAddress sender() {
    return sender;
  }

  @Override
  public boolean send(ByteBuffer data, @Nullable SocketAddress to) throws IOException {
    if (to == null && remoteAddress == null) {
      throw new NotYetConnectedException();
    }
    MemorySegment bytes = transport.outgoing().memory(data);
    SocketAddresses addresses = transport.addresses();
    int length = to == null ? 0 : addresses.write(to, family);
    MemorySegment address = to == null ? MemorySegment.NULL : addresses.address();
    long sent =
        transport
            .calls()
            .sendto(descriptor(), bytes, bytes.byteSize(), MSG_NOSIGNAL, address, length);
    if (sent >= 0) {
      data.position(data.limit());
      return true;
    }
    if (sent == -Errors.EAGAIN || sent == -Errors.EINTR) {
      return false;
    }
    throw failed("sendto", sent);
  }
}
