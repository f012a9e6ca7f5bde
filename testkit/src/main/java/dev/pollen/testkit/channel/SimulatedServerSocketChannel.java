package dev.pollen.testkit.channel;

import dev.pollen.testkit.kernel.Kernel;
import dev.pollen.testkit.kernel.ListeningEnd;
import dev.pollen.testkit.kernel.StreamEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A simulated socket that listens, as the JDK shows it. */
public final class SimulatedServerSocketChannel extends ServerSocketChannel {
  /** What the JDK takes for none. */
  private static final int USUAL_BACKLOG = 50;

  private final Kernel kernel;
  private final ListeningEnd end;
  private final InetAddress anyAddress;

  SimulatedServerSocketChannel(
      SelectorProvider provider, Kernel kernel, ListeningEnd end, InetAddress anyAddress) {
    super(provider);
    this.kernel = kernel;
    this.end = end;
    this.anyAddress = anyAddress;
  }

  /** What is behind it, if that is on this kernel. */
  public @Nullable ListeningEnd endOn(Kernel wanted) {
    return kernel == wanted ? end : null;
  }

  @Override
  public ServerSocketChannel bind(@Nullable SocketAddress local, int backlog) throws IOException {
    if (end.address() != null) {
      throw new AlreadyBoundException();
    }
    end.listen(
        local == null ? new InetSocketAddress(anyAddress, 0) : local,
        backlog < 1 ? USUAL_BACKLOG : backlog);
    return this;
  }

  @Override
  public @Nullable SocketChannel accept() throws IOException {
    if (getLocalAddress() == null) {
      throw new NotYetBoundException();
    }
    if (isBlocking()) {
      BlockingCalls.await(kernel, end::isReady);
    }
    kernel.runDue();
    StreamEnd accepted = end.accept();
    return accepted == null ? null : new SimulatedSocketChannel(provider(), kernel, accepted);
  }

  @Override
  public @Nullable SocketAddress getLocalAddress() throws IOException {
    return end.address();
  }

  @Override
  public <T> ServerSocketChannel setOption(SocketOption<T> option, T value) throws IOException {
    requireOpen();
    end.options().set(option, value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> option) throws IOException {
    requireOpen();
    return end.options().get(option);
  }

  private void requireOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return end.options().supported();
  }

  @Override
  public ServerSocket socket() {
    throw new UnsupportedOperationException("Use the channel: " + this);
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
