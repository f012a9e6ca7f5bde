package dev.pollen.testkit.channel;

import dev.pollen.testkit.kernel.DatagramEnd;
import dev.pollen.testkit.kernel.Kernel;
import dev.pollen.testkit.kernel.ListeningEnd;
import dev.pollen.testkit.kernel.StreamEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** Opens channels on a simulated kernel. */
public final class SimulatedChannels extends SelectorProvider {
  private final Kernel kernel;

  /** Those of this kernel. */
  public SimulatedChannels(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public SocketChannel openSocketChannel() {
    return openSocketChannel(StandardProtocolFamily.INET);
  }

  @Override
  public SocketChannel openSocketChannel(ProtocolFamily family) {
    return new SimulatedSocketChannel(this, kernel, StreamEnd.open(kernel, isUnix(family)));
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() {
    return openServerSocketChannel(StandardProtocolFamily.INET);
  }

  @Override
  public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) {
    return new SimulatedServerSocketChannel(
        this, kernel, new ListeningEnd(kernel, isUnix(family)), anyAddress(family));
  }

  @Override
  public DatagramChannel openDatagramChannel() {
    return openDatagramChannel(StandardProtocolFamily.INET);
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) {
    if (isUnix(family)) {
      throw new UnsupportedOperationException("No datagrams of family " + family);
    }
    InetAddress any = anyAddress(family);
    return new SimulatedDatagramChannel(this, kernel, new DatagramEnd(kernel, any), any);
  }

  @Override
  public Pipe openPipe() {
    return new SimulatedPipe(this, kernel, StreamEnd.openPipe(kernel));
  }

  /** Who waits for sockets here is a loop, or a test that lets time pass. */
  @Override
  public AbstractSelector openSelector() {
    throw new UnsupportedOperationException("A simulated network has no selectors");
  }

  private static boolean isUnix(ProtocolFamily family) {
    return family == StandardProtocolFamily.UNIX;
  }

  private static InetAddress anyAddress(ProtocolFamily family) {
    try {
      return InetAddress.getByAddress(new byte[family == StandardProtocolFamily.INET6 ? 16 : 4]);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
