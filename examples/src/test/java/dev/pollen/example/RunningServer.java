package dev.pollen.example;

import dev.pollen.DatagramDispatcher;
import dev.pollen.Limits;
import dev.pollen.ListenerDispatcher;
import dev.pollen.Loop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A server on a thread of its own, on a free port of this machine. */
public final class RunningServer implements AutoCloseable {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Loop loop;
  private final InetSocketAddress address;
  private final Server server;
  private final CompletableFuture<Void> run;

  private RunningServer(Loop loop, InetSocketAddress address) {
    this.loop = loop;
    this.address = address;
    this.server = new Server(loop);
    this.run = CompletableFuture.runAsync(server::run, task -> new Thread(task, "server").start());
  }

  public static RunningServer of(ListenerDispatcher dispatcher, Limits limits) throws IOException {
    Loop loop = Loop.open(limits);
    return on(loop, dispatcher);
  }

  /** A server for connections and datagrams at the same port. */
  public static RunningServer of(
      ListenerDispatcher listener, DatagramDispatcher datagrams, Limits limits) throws IOException {
    Loop loop = Loop.open(limits);
    SocketAddress address = loop.listen(ANY, listener).localAddress();
    loop.bind(address, datagrams);
    return new RunningServer(loop, (InetSocketAddress) address);
  }

  private static RunningServer on(Loop loop, ListenerDispatcher dispatcher) throws IOException {
    InetSocketAddress address = (InetSocketAddress) loop.listen(ANY, dispatcher).localAddress();
    return new RunningServer(loop, address);
  }

  public InetSocketAddress address() {
    return address;
  }

  public Client connect() throws IOException {
    return Client.connect(address());
  }

  /** How many clients the server has. */
  public int connections() {
    return CompletableFuture.supplyAsync(() -> loop.channels().size() - 1, loop).join();
  }

  /** Lets the server finish what is under way. */
  public CompletableFuture<Void> stop(Duration patience) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            server.stop(patience);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Drops what is left. That the thread ends, and not by a failure, is a part of every test. */
  @Override
  public void close() {
    stop(Duration.ZERO).join();
    run.join();
  }
}
