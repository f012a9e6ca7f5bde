package dev.pollen.linux.socket;

import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.system.Calls;
import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportProvider;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Channels of the JDK that a loop takes over. The JDK does not tell their descriptors, so they are
 * served by the transport on {@code java.nio}, whose selector is itself a descriptor: an epoll that
 * is ready when one of its channels is.
 */
final class AdoptedChannels {
  private static final String NIO = "nio";

  private final Calls calls;
  private final Poller poller;

  /** Opened for the first channel. */
  private @Nullable Transport nio;

  AdoptedChannels(Calls calls, Poller poller) {
    this.calls = calls;
    this.poller = poller;
  }

  private Transport nio() throws IOException {
    if (nio == null) {
      TransportProvider provider =
          ServiceLoader.load(TransportProvider.class, TransportProvider.class.getClassLoader())
              .stream()
              .map(ServiceLoader.Provider::get)
              .filter(installed -> installed.name().equals(NIO))
              .findFirst()
              .orElseThrow(() -> new IOException("The transport 'nio' is not installed"));
      nio = open(provider);
    }
    return nio;
  }

  private Transport open(TransportProvider provider) throws IOException {
    Transport opened = provider.open();
    try {
      poller.add(SelectorDescriptor.find(opened, calls), Poller.ADOPTED, Poller.IN);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Tells the channels that are ready, without waiting. Also passes on to the system what has
   * changed of their interest since the last time, which the JDK's selector does only when it is
   * asked.
   */
  int tell() throws IOException {
    return nio == null ? 0 : nio.await(0);
  }

  ListeningSocket adopt(ServerSocketChannel channel) throws IOException {
    return nio().adopt(channel);
  }

  StreamSocket adopt(SocketChannel channel) throws IOException {
    return nio().adopt(channel);
  }

  StreamSocket adopt(Pipe.SourceChannel source) throws IOException {
    return nio().adopt(source);
  }

  StreamSocket adopt(Pipe.SinkChannel sink) throws IOException {
    return nio().adopt(sink);
  }

  DatagramSocket adopt(DatagramChannel channel) throws IOException {
    return nio().adopt(channel);
  }

  void releaseClosed() throws IOException {
    if (nio != null) {
      nio.releaseClosed();
    }
  }

  void close() throws IOException {
    if (nio != null) {
      nio.close();
    }
  }
}
