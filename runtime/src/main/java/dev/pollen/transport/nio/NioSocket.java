package dev.pollen.transport.nio;

import dev.pollen.transport.ReadinessListener;
import dev.pollen.transport.TransportSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * The registration of a channel with the selector: its key is the identity that no later channel
 * shares.
 */
abstract class NioSocket implements TransportSocket {
  final NioTransport transport;
  private final SelectableChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable ReadinessListener listener;

  NioSocket(NioTransport transport, SelectableChannel channel) {
    this.transport = transport;
    this.channel = channel;
  }

  /** An operation that may find its address taken. */
  interface Binding {
    void run() throws IOException;
  }

  /** The JDK does not say which address is taken. */
  static void bind(SocketAddress address, Binding binding) throws IOException {
    try {
      binding.run();
    } catch (BindException e) {
      BindException named = new BindException(e.getMessage() + ": " + address);
      named.initCause(e);
      throw named;
    }
  }

  /** Translates what the listener wants into operations of {@link SelectionKey}. */
  abstract int operations(int interest);

  /** Translates ready operations of {@link SelectionKey} into what the listener is told. */
  abstract int readiness(int operations);

  @Override
  public final void register(ReadinessListener newListener, int interest) throws IOException {
    if (channel.keyFor(transport.selector()) != null) {
      // The selector would hand over its one key, and the former owner would fall silent.
      throw new IllegalStateException("This loop serves the channel already: " + channel);
    }
    listener = newListener;
    key = channel.register(transport.selector(), operations(interest), this);
  }

  @Override
  public final void interest(int interest) {
    if (key != null && key.isValid()) {
      key.interestOps(operations(interest));
    }
  }

  @Override
  public SocketAddress localAddress() throws IOException {
    return network().getLocalAddress();
  }

  @Override
  public final <T> void setOption(SocketOption<T> option, T value) throws IOException {
    network().setOption(option, value);
  }

  @Override
  public final <T> T option(SocketOption<T> option) throws IOException {
    return network().getOption(option);
  }

  private NetworkChannel network() {
    if (channel instanceof NetworkChannel network) {
      return network;
    }
    throw new UnsupportedOperationException("A pipe has no options");
  }

  final void tellListener(int readyOperations) {
    if (listener != null) {
      listener.ready(readiness(readyOperations));
    }
  }

  @Override
  public final void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The descriptor is gone whatever close() answers, and nobody could do better than to go on.
    }
  }
}
