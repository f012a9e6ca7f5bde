package dev.pollen.linux.socket;

import dev.pollen.linux.LinuxSocketOptions;
import dev.pollen.linux.PeerCredentials;
import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.SocketAddresses;
import dev.pollen.transport.DatagramBatch;
import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A socket for datagrams. */
final class LinuxDatagramSocket extends DescriptorSocket implements DatagramSocket {
  private static final int MSG_NOSIGNAL = 0x4000;

  private final int family;
  private @Nullable SocketAddress remoteAddress;
  private SocketAddress sender = new InetSocketAddress(0);

  /** What was received and had to be copied before it was taken. */
  private final ArrayDeque<KeptDatagram> kept = new ArrayDeque<>(0);

  /** In which wait this socket was told last. */
  private long toldInWait;

  private boolean passesCredentials;

  /** Of whoever has sent the datagram that was received last, if that was asked. */
  private @Nullable PeerCredentials credentials;

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

  // ---- receiving ----

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    KeptDatagram first = kept.poll();
    if (first != null) {
      received(first.sender(), first.credentials());
      return requireWhole(first.data());
    }
    IncomingDatagrams incoming = transport.incoming();
    if (!incoming.advance(this)) {
      return null;
    }
    received(incoming.sender(), passesCredentials ? incoming.credentials() : null);
    return requireWhole(incoming.isCut() ? null : incoming.lend());
  }

  private void received(SocketAddress from, @Nullable PeerCredentials fromWhom) {
    sender = from;
    credentials = fromWhom;
  }

  private ByteBuffer requireWhole(@Nullable ByteBuffer data) throws IOException {
    if (data == null) {
      throw new SocketException(
          "A datagram is lost, since it has more than "
              + IncomingDatagrams.BYTES
              + " bytes; its sender is "
              + (sender.toString().isEmpty() ? "unnamed" : sender));
    }
    return data;
  }

  @Override
  public SocketAddress sender() {
    return sender;
  }

  /** Has the system fill messages; answers how many, or the number of an error. */
  int receiveInto(MemorySegment messages, int count) throws IOException {
    return transport.calls().recvmmsg(descriptor(), messages, count, 0, MemorySegment.NULL);
  }

  /** What comes back for an earlier datagram is told by whatever is done next (udp(7)). */
  IOException failed(String call, long answer) {
    return answer == -Errors.ECONNREFUSED && family != SocketAddresses.AF_UNIX
        ? new PortUnreachableException()
        : Errors.exception(call, answer);
  }

  // ---- what was received and not taken ----

  void keep(List<KeptDatagram> datagrams) {
    kept.addAll(datagrams);
  }

  boolean hasKept() {
    return !kept.isEmpty();
  }

  private boolean hasUnread() {
    IncomingDatagrams incoming = transport.incomingIfAny();
    return hasKept() || (incoming != null && incoming.hasUnread(this));
  }

  boolean wantsUnread() {
    return wants(Readiness.READ) && hasUnread();
  }

  /** Says whether there was something to tell that was not told in this wait. */
  boolean tellUnread() {
    if (toldInWait == transport.waits() || !wantsUnread()) {
      return false;
    }
    tell(Poller.IN);
    return true;
  }

  @Override
  void tell(int events) {
    toldInWait = transport.waits();
    super.tell(hasUnread() ? events | Poller.IN : events);
  }

  @Override
  protected void release(int closing) {
    kept.clear();
    IncomingDatagrams incoming = transport.incomingIfAny();
    if (incoming != null) {
      incoming.forget(this);
    }
    super.release(closing);
  }

  // ---- credentials ----

  /** Whether the system is to tell with each datagram who has sent it. */
  boolean passesCredentials() {
    return passesCredentials;
  }

  @Override
  public <T> void setOption(SocketOption<T> option, T value) throws IOException {
    super.setOption(option, value);
    if (option.equals(LinuxSocketOptions.SO_PASSCRED)) {
      passesCredentials = (Boolean) value;
    }
  }

  @Override
  public <T> T option(SocketOption<T> option) throws IOException {
    if (!option.equals(LinuxSocketOptions.SCM_CREDENTIALS)) {
      return super.option(option);
    }
    if (credentials == null) {
      throw new SocketException(
          "No credentials came with the datagram: set SO_PASSCRED before it is received");
    }
    return option.type().cast(credentials);
  }

  // ---- sending ----

  @Override
  public boolean send(ByteBuffer data, @Nullable SocketAddress to) throws IOException {
    requirePeer(to);
    if (data.isDirect() || data.remaining() <= Outgoing.COPY_BYTES) {
      return send(transport.outgoing().address(data), data, to);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = MemorySegment.ofBuffer(data);
      return send(arena.allocate(bytes.byteSize()).copyFrom(bytes).address(), data, to);
    }
  }

  private void requirePeer(@Nullable SocketAddress to) {
    if (to == null && remoteAddress == null) {
      throw new NotYetConnectedException();
    }
  }

  private boolean send(long bytes, ByteBuffer data, @Nullable SocketAddress to) throws IOException {
    SocketAddresses addresses = transport.addresses();
    int length = to == null ? 0 : addresses.write(to, family);
    MemorySegment address = to == null ? MemorySegment.NULL : addresses.address();
    long sent =
        transport
            .calls()
            .sendto(descriptor(), bytes, data.remaining(), MSG_NOSIGNAL, address, length);
    if (taken("sendto", sent) < 0) {
      return false;
    }
    data.position(data.limit());
    return true;
  }

  /** What the system has taken; negative if it has no room now. */
  private long taken(String call, long answer) throws IOException {
    if (answer < 0 && answer != -Errors.EAGAIN && answer != -Errors.EINTR) {
      throw failed(call, answer);
    }
    return answer;
  }

  /**
   * By one call, unless this is a socket of UDP with one peer. If sendmmsg(2) ends early, it tells
   * how many it has sent and not why. Most errors come again when the rest is tried, but not that
   * an earlier datagram has reached nobody: the system tells that once, and only where there is one
   * peer (udp(7)).
   */
  @Override
  public int send(DatagramBatch batch, int from) throws IOException {
    boolean mayLoseError = remoteAddress != null && family != SocketAddresses.AF_UNIX;
    if (mayLoseError || !batch.all().isDirect()) {
      return DatagramSocket.super.send(batch, from);
    }
    OutgoingDatagrams outgoing = transport.outgoingDatagrams();
    int count = outgoing.write(batch, from, family);
    int answer = transport.calls().sendmmsg(descriptor(), outgoing.from(from), count, MSG_NOSIGNAL);
    return (int) Math.max(0, taken("sendmmsg", answer));
  }
}
