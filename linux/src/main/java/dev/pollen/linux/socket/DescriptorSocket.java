package dev.pollen.linux.socket;

import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.system.Errors;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.ReadinessListener;
import dev.pollen.transport.TransportSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/** A socket of a transport that waits for descriptors. */
public abstract class DescriptorSocket implements TransportSocket {
  private static final int CLOSED = -1;
  private static final long UNREGISTERED = -1;

  protected final ReadinessTransport transport;
  private int descriptor;
  private long key = UNREGISTERED;
  private @Nullable ReadinessListener listener;
  private int interest;

  /** What the poller watches; none if the socket is not in its list at all. */
  private int watched;

  DescriptorSocket(ReadinessTransport transport, int descriptor) {
    this.transport = transport;
    this.descriptor = descriptor;
  }

  /** Who watches this socket. */
  protected Poller poller() {
    return transport.poller();
  }

  /** Whether others have the same file open, so that it outlives its descriptor here. */
  public boolean isShared() {
    return false;
  }

  /** The number of the descriptor, for a system call. */
  protected final int descriptor() throws ClosedChannelException {
    if (descriptor == CLOSED) {
      throw new ClosedChannelException();
    }
    return descriptor;
  }

  @Override
  public final void register(ReadinessListener newListener, int newInterest) throws IOException {
    if (listener != null) {
      throw new IllegalStateException("Registered already: descriptor " + descriptor);
    }
    key = transport.sockets().add(this);
    listener = newListener;
    try {
      watch(newInterest);
    } catch (IOException e) {
      transport.sockets().remove(key);
      throw e;
    }
  }

  protected final boolean isOpen() {
    return descriptor != CLOSED;
  }

  /** Under which key the poller tells what happens to this socket. */
  public final long key() {
    return key;
  }

  protected final boolean wants(int readiness) {
    return (interest & readiness) != 0;
  }

  @Override
  public final void interest(int newInterest) {
    if (descriptor == CLOSED || newInterest == interest) {
      return;
    }
    try {
      watch(newInterest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A socket of which nothing is wanted leaves the list: errors and hang-ups are reported whether
   * they are asked for or not, and would end every wait.
   */
  private void watch(int newInterest) throws IOException {
    interest = newInterest;
    int wanted = serve(newInterest);
    if (wanted == watched) {
      return;
    }
    Poller poller = poller();
    if (wanted == 0) {
      poller.remove(descriptor());
    } else if (watched == 0) {
      poller.add(descriptor(), key, wanted);
    } else {
      poller.change(descriptor(), key, wanted);
    }
    watched = wanted;
  }

  /** The interest is the same, but is to be served in another way from now on. */
  protected final void serveAgain() throws IOException {
    watch(interest);
  }

  /**
   * Sees to it that an interest is served.
   *
   * @return the events that the poller is to watch for that
   */
  protected int serve(int newInterest) {
    return events(newInterest);
  }

  private static int events(int interest) {
    int events = (interest & Readiness.READ) != 0 ? Poller.IN : 0;
    if ((interest & Readiness.WRITE) != 0) {
      events |= Poller.OUT;
    }
    return (interest & Readiness.URGENT) != 0 ? events | Poller.PRI : events;
  }

  /** Something has happened; an error or a hang-up is found by whatever is tried next. */
  void tell(int events) {
    int readiness = (events & Poller.IN) != 0 ? Readiness.READ : Readiness.NONE;
    if ((events & Poller.OUT) != 0) {
      readiness |= Readiness.WRITE;
    }
    if ((events & Poller.PRI) != 0) {
      readiness |= Readiness.URGENT;
    }
    if ((events & (Poller.ERR | Poller.HUP)) != 0) {
      readiness |= Readiness.READ | Readiness.WRITE;
    }
    int ready = readiness & interest;
    if (ready != Readiness.NONE && listener != null) {
      listener.ready(ready);
    }
  }

  @Override
  public SocketAddress localAddress() throws IOException {
    int answer =
        transport
            .calls()
            .getsockname(
                descriptor(),
                transport.addresses().clear().address(),
                transport.addresses().length());
    if (answer < 0) {
      throw Errors.exception("getsockname", answer);
    }
    return transport.addresses().read();
  }

  @Override
  public <T> void setOption(SocketOption<T> option, T value) throws IOException {
    transport.options().set(descriptor(), option, value);
  }

  @Override
  public <T> T option(SocketOption<T> option) throws IOException {
    return transport.options().get(descriptor(), option);
  }

  @Override
  public final void close() {
    if (descriptor == CLOSED) {
      return;
    }
    int closing = descriptor;
    descriptor = CLOSED;
    if (key != UNREGISTERED) {
      transport.sockets().remove(key);
    }
    if (isShared() && watched != 0) {
      unwatch(closing);
    }
    release(closing);
  }

  /** While a file is open anywhere, epoll goes on to tell of it (epoll(7), question 6). */
  private void unwatch(int closing) {
    try {
      poller().remove(closing);
    } catch (IOException closedByOthers) {
      // Then the number is not in the list any more.
    }
  }

  /**
   * Closes the descriptor. Linux frees the number even if that fails (close(2)), so it must never
   * be tried again.
   */
  protected void release(int closing) {
    poller().release(closing);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[descriptor=" + descriptor + "]";
  }
}
