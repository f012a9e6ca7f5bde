package dev.pollen;

import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.Descriptor;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

/** A transport that hands everything to another one; to be changed where a test wants it. */
class DelegatingTransport implements Transport {
  private final Transport transport;

  DelegatingTransport(Transport transport) {
    this.transport = transport;
  }

  @Override
  public String name() {
    return transport.name();
  }

  @Override
  public boolean reportsUrgentData() {
    return transport.reportsUrgentData();
  }

  @Override
  public boolean holdsSystemResources() {
    return transport.holdsSystemResources();
  }

  @Override
  public ListeningSocket openListener(ProtocolFamily family) throws IOException {
    return transport.openListener(family);
  }

  @Override
  public StreamSocket openStream(ProtocolFamily family) throws IOException {
    return transport.openStream(family);
  }

  @Override
  public DatagramSocket openDatagrams(ProtocolFamily family) throws IOException {
    return transport.openDatagrams(family);
  }

  @Override
  public ListeningSocket adopt(ServerSocketChannel channel) throws IOException {
    return transport.adopt(channel);
  }

  @Override
  public StreamSocket adopt(SocketChannel channel) throws IOException {
    return transport.adopt(channel);
  }

  @Override
  public StreamSocket adopt(Pipe.SourceChannel source) throws IOException {
    return transport.adopt(source);
  }

  @Override
  public StreamSocket adopt(Pipe.SinkChannel sink) throws IOException {
    return transport.adopt(sink);
  }

  @Override
  public StreamSocket adopt(Descriptor descriptor) throws IOException {
    return transport.adopt(descriptor);
  }

  @Override
  public DatagramSocket adopt(DatagramChannel channel) throws IOException {
    return transport.adopt(channel);
  }

  @Override
  public TransportFile openFile(Path path, LinkOption... options) throws IOException {
    return transport.openFile(path, options);
  }

  @Override
  public int await(long timeoutNanos) throws IOException {
    return transport.await(timeoutNanos);
  }

  @Override
  public void wakeup() {
    transport.wakeup();
  }

  @Override
  public void flush() throws IOException {
    transport.flush();
  }

  @Override
  public void releaseClosed() throws IOException {
    transport.releaseClosed();
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }

  @Override
  public List<InetAddress> resolve(String host) throws IOException {
    return transport.resolve(host);
  }

  @Override
  public Executor resolvers() {
    return transport.resolvers();
  }

  @Override
  public long nanoTime() {
    return transport.nanoTime();
  }
}
