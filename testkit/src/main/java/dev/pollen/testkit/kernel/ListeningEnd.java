package dev.pollen.testkit.kernel;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A socket that listens, with the queue of those that wait to be accepted. */
public final class ListeningEnd {
  private final Kernel kernel;
  private final Options options;
  private final Site site;
  private final ArrayDeque<StreamEnd> waiting = new ArrayDeque<>();
  private @Nullable SocketAddress address;
  private int backlog;
  private boolean closed;

  /** A socket that is not bound yet. */
  public ListeningEnd(Kernel kernel, boolean isUnix) {
    this.kernel = kernel;
    synchronized (kernel) {
      site = kernel.site(kernel.nextName(Kernel.Kind.LISTENER));
      options = Options.ofListener(isUnix);
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

  /** Binds it, and lets peers queue up. */
  public void listen(SocketAddress wanted, int newBacklog) throws IOException {
    synchronized (kernel) {
      requireOpen();
      address = kernel.addresses().listen(wanted, this);
      // Linux keeps one more than it is told (sk_acceptq_is_full, unix_recvq_full).
      backlog = Math.max(1, newBacklog) + 1;
    }
  }

  /** Where it is bound; {@code null} if it is not. */
  public @Nullable SocketAddress address() throws IOException {
    synchronized (kernel) {
      requireOpen();
      return address;
    }
  }

  boolean hasRoom() {
    return waiting.size() < backlog;
  }

  void add(StreamEnd peer) {
    waiting.add(peer);
    kernel.changed();
  }

  /** Whether somebody waits to be accepted. */
  public boolean isReady() {
    synchronized (kernel) {
      return !waiting.isEmpty();
    }
  }

  /** Whoever waited longest; {@code null} if nobody does. */
  public @Nullable StreamEnd accept() throws IOException {
    synchronized (kernel) {
      requireOpen();
      kernel.changed();
      return waiting.poll();
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  /** Whether it is closed. */
  public boolean isClosed() {
    synchronized (kernel) {
      return closed;
    }
  }

  /** Closes it; those that wait are reset, as the system does. */
  public void close() {
    synchronized (kernel) {
      if (closed) {
        return;
      }
      closed = true;
      if (address != null) {
        kernel.addresses().close(address, this);
      }
      waiting.forEach(StreamEnd::turnAway);
      waiting.clear();
      kernel.changed();
    }
  }
}
