package dev.pollen.testkit.kernel;

import dev.pollen.testkit.Fault;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A socket of UDP. What finds no room, or nobody, is lost (udp(7)). */
public final class DatagramEnd {
  /**
   * The most that fits into a packet of IPv4, less the headers of IP and UDP (RFC 768, RFC 791).
   */
  private static final int LARGEST_4 = 65_507;

  /** Of IPv6, whose own header does not count (RFC 8200). */
  private static final int LARGEST_6 = 65_527;

  /**
   * What the system counts for a datagram beside its bytes, so that empty ones fill a queue, too.
   */
  private static final int OVERHEAD = 256;

  private static final String TOO_LONG = "Message too long";

  private final Kernel kernel;
  private final InetAddress anyAddress;
  private final Options options = Options.ofDatagrams();
  private final Site site;
  private final ArrayDeque<Datagram> arrived = new ArrayDeque<>();
  private int queuedBytes;
  private @Nullable InetSocketAddress local;
  private @Nullable InetSocketAddress remote;
  private boolean isUnreachable;
  private boolean closed;

  /**
   * A datagram.
   *
   * @param from its sender
   * @param bytes what is in it, to be read once
   */
  public record Datagram(InetSocketAddress from, ByteBuffer bytes) {
    int size() {
      return bytes.remaining() + OVERHEAD;
    }

    private Datagram copy() {
      return new Datagram(from, bytes.duplicate());
    }
  }

  /** A socket that is not bound yet, of the family of this wildcard address. */
  public DatagramEnd(Kernel kernel, InetAddress anyAddress) {
    this.kernel = kernel;
    this.anyAddress = anyAddress;
    synchronized (kernel) {
      site = kernel.site(kernel.nextName(Kernel.Kind.UDP));
    }
  }

  /** Where decisions about it fall. */
  public Site site() {
    return site;
  }

  /** Its options. */
  public Options options() {
    return options;
  }

  /** Binds it. */
  public void bind(SocketAddress address) throws IOException {
    synchronized (kernel) {
      requireOpen();
      if (local != null) {
        throw new SocketException("Invalid argument");
      }
      local = kernel.addresses().bind(address, this);
    }
  }

  /** Restricts it to one peer. */
  public void connect(SocketAddress address) throws IOException {
    synchronized (kernel) {
      requireOpen();
      InetSocketAddress reachable = AddressTable.reachable(AddressTable.internet(address));
      if (local == null) {
        bind(new InetSocketAddress(reachable.getAddress(), 0));
      }
      remote = reachable;
    }
  }

  /** Lets it have many peers again. */
  public void disconnect() {
    synchronized (kernel) {
      remote = null;
      isUnreachable = false;
    }
  }

  /** Its own address; {@code null} if it is not bound. */
  public @Nullable InetSocketAddress localAddress() throws IOException {
    synchronized (kernel) {
      requireOpen();
      return local;
    }
  }

  /** The one peer; {@code null} if there are many. */
  public @Nullable InetSocketAddress remoteAddress() {
    synchronized (kernel) {
      return remote;
    }
  }

  /** Whether a receive would bring something. */
  public boolean canReceive() {
    synchronized (kernel) {
      return isUnreachable || !arrived.isEmpty();
    }
  }

  /** Takes a datagram, or says that there is no room. */
  public boolean send(ByteBuffer data, @Nullable SocketAddress to) throws IOException {
    synchronized (kernel) {
      requireOpen();
      InetSocketAddress receiver = receiver(to);
      if (data.remaining() > largestTo(receiver)) {
        // The JDK makes an exception of another class of a write than of a send.
        throw to == null ? new IOException(TOO_LONG) : new SocketException(TOO_LONG);
      }
      if (local == null) {
        bind(new InetSocketAddress(anyAddress, 0));
      }
      reportUnreachable();
      if (site.happens(Fault.WOULD_BLOCK)) {
        return false;
      }
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      dispatch(bytes, receiver);
      return true;
    }
  }

  private InetSocketAddress receiver(@Nullable SocketAddress to) {
    if (to != null) {
      return AddressTable.reachable(AddressTable.internet(to));
    }
    if (remote == null) {
      throw new NotYetConnectedException();
    }
    return remote;
  }

  private static int largestTo(InetSocketAddress receiver) {
    return receiver.getAddress() instanceof Inet4Address ? LARGEST_4 : LARGEST_6;
  }

  /** Each datagram has its own way, so that a later one may arrive earlier. */
  private void dispatch(byte[] bytes, InetSocketAddress receiver) throws IOException {
    if (site.happens(Fault.LOSS)) {
      return;
    }
    int copies = site.happens(Fault.DUPLICATION) ? 2 : 1;
    Datagram datagram = new Datagram(sourceFor(receiver), ByteBuffer.wrap(bytes));
    for (int i = 0; i < copies; i++) {
      kernel.at(kernel.arrivalNanos(site), () -> deliver(datagram.copy(), receiver));
    }
  }

  /** A socket that is bound to all addresses sends from the one by which it is reached. */
  private InetSocketAddress sourceFor(InetSocketAddress receiver) {
    assert local != null;
    return local.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(receiver.getAddress(), local.getPort())
        : local;
  }

  private void deliver(Datagram datagram, InetSocketAddress receiver) {
    DatagramEnd end = kernel.addresses().datagramsAt(receiver);
    if (end != null) {
      end.arrive(datagram);
    } else if (receiver.equals(remote)) {
      // Only who is connected hears of what comes back for a datagram (RFC 1122, 4.1.3.3).
      isUnreachable = true;
    }
    kernel.changed();
  }

  private void arrive(Datagram datagram) {
    boolean isForeign = remote != null && !remote.equals(datagram.from());
    if (!isForeign
        && queuedBytes + datagram.size() <= options.get(StandardSocketOptions.SO_RCVBUF)) {
      queuedBytes += datagram.size();
      arrived.add(datagram);
    }
  }

  /** The next datagram; {@code null} if there is none now. */
  public @Nullable Datagram receive() throws IOException {
    synchronized (kernel) {
      requireOpen();
      reportUnreachable();
      Datagram next = arrived.poll();
      if (next != null) {
        queuedBytes -= next.size();
      }
      return next;
    }
  }

  private void reportUnreachable() throws IOException {
    if (isUnreachable) {
      isUnreachable = false;
      throw new PortUnreachableException();
    }
  }

  /** Closes it. */
  public void close() {
    synchronized (kernel) {
      if (!closed) {
        closed = true;
        arrived.clear();
        if (local != null) {
          kernel.addresses().close(local, this);
        }
        kernel.changed();
      }
    }
  }

  /** Whether it is closed. */
  public boolean isClosed() {
    synchronized (kernel) {
      return closed;
    }
  }

  private void requireOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
