package dev.pollen.testkit.channel;

import dev.pollen.testkit.kernel.Kernel;
import dev.pollen.testkit.kernel.StreamEnd;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One end of a simulated connection, as the JDK shows it. */
public final class SimulatedSocketChannel extends SocketChannel {
  private final Kernel kernel;
  private final StreamEnd end;
  private boolean inputShut;

  /** The system tells a reset once; the JDK does so again and again. */
  private boolean isResetTold;

  SimulatedSocketChannel(SelectorProvider provider, Kernel kernel, StreamEnd end) {
    super(provider);
    this.kernel = kernel;
    this.end = end;
  }

  /** What is behind it, if that is on this kernel. */
  public @Nullable StreamEnd endOn(Kernel wanted) {
    return kernel == wanted ? end : null;
  }

  private StreamEnd end() {
    kernel.runDue();
    return end;
  }

  // ---- connecting ----

  @Override
  public SocketChannel bind(@Nullable SocketAddress local) throws IOException {
    if (local != null) {
      end().bind(local);
    }
    return this;
  }

  /**
   * Connects. In blocking mode the time of the network passes until it is known how that ends; an
   * attempt that is never answered fails as the system's does.
   */
  @Override
  public boolean connect(SocketAddress remote) throws IOException {
    if (isConnected()) {
      throw new AlreadyConnectedException();
    }
    if (isConnectionPending()) {
      throw new ConnectionPendingException();
    }
    return closingIfItFails(() -> begin(remote));
  }

  private boolean begin(SocketAddress remote) throws IOException {
    while (!end().connect(remote)) {
      if (!isBlocking()) {
        throw new SocketException("Resource temporarily unavailable");
      }
      BlockingCalls.await(kernel, () -> end.hasRoomAt(remote));
    }
    if (!isBlocking()) {
      return end.hasConnected();
    }
    return finish();
  }

  @Override
  public boolean finishConnect() throws IOException {
    if (isConnected()) {
      return true;
    }
    if (isOpen() && !isConnectionPending()) {
      throw new NoConnectionPendingException();
    }
    return closingIfItFails(this::finish);
  }

  private boolean finish() throws IOException {
    if (isBlocking() && !BlockingCalls.comesToPass(kernel, () -> !end.isConnecting())) {
      throw new ConnectException("Connection timed out");
    }
    return end().finishConnect();
  }

  private interface Attempt {
    boolean run() throws IOException;
  }

  private boolean closingIfItFails(Attempt attempt) throws IOException {
    try {
      return attempt.run();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public boolean isConnected() {
    return end().hasConnected();
  }

  /** Also while the failure of the attempt has not been told. */
  @Override
  public boolean isConnectionPending() {
    return isOpen() && end().isUnfinished();
  }

  @Override
  public @Nullable SocketAddress getRemoteAddress() throws IOException {
    requireOpen();
    return end().remoteAddress();
  }

  @Override
  public @Nullable SocketAddress getLocalAddress() throws IOException {
    requireOpen();
    return end().localAddress();
  }

  private void requireOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  private void requireConnected() throws ClosedChannelException {
    requireOpen();
    if (!end.hasConnected()) {
      throw new NotYetConnectedException();
    }
  }

  // ---- bytes ----

  @Override
  public int read(ByteBuffer target) throws IOException {
    requireConnected();
    if (inputShut) {
      return StreamEnd.END;
    }
    if (isBlocking()) {
      BlockingCalls.await(kernel, end::canReceive);
    }
    if (isResetTold) {
      throw new SocketException("Connection reset");
    }
    try {
      return end().receive(target);
    } catch (SocketException reset) {
      isResetTold = true;
      throw reset;
    }
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    long all = 0;
    for (ByteBuffer target : Arrays.asList(targets).subList(offset, offset + length)) {
      int count = target.hasRemaining() && (all == 0 || end.unread() > 0) ? read(target) : 0;
      if (count < 0) {
        return all == 0 ? count : all;
      }
      all += count;
    }
    return all;
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    requireConnected();
    if (end.hasFinished()) {
      // The JDK takes it for a call that was interrupted by the end of the output.
      throw new AsynchronousCloseException();
    }
    if (!isBlocking()) {
      return end().send(data);
    }
    int size = data.remaining();
    while (data.hasRemaining()) {
      BlockingCalls.await(kernel, end::canSend);
      end.send(data);
    }
    return size;
  }

  @Override
  public long write(ByteBuffer[] data, int offset, int length) throws IOException {
    long all = 0;
    for (ByteBuffer next : Arrays.asList(data).subList(offset, offset + length)) {
      all += write(next);
      if (next.hasRemaining()) {
        break;
      }
    }
    return all;
  }

  @Override
  public SocketChannel shutdownInput() throws IOException {
    requireConnected();
    inputShut = true;
    return this;
  }

  @Override
  public SocketChannel shutdownOutput() throws IOException {
    requireConnected();
    end().shutdownOutput();
    return this;
  }

  /** A socket that can send urgent bytes, which channels cannot, and nothing else. */
  @Override
  public Socket socket() {
    return UrgentSocket.of(this, end);
  }

  // ---- options, and the end ----

  @Override
  public <T> SocketChannel setOption(SocketOption<T> option, T value) throws IOException {
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
  protected void implCloseSelectableChannel() {
    end().close();
  }

  @Override
  protected void implConfigureBlocking(boolean block) {}

  @Override
  public String toString() {
    return end.site().name();
  }
}
