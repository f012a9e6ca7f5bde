package dev.pollen.example;

import dev.pollen.Loop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A server on a thread of its own, on a free port of this machine. */
public final class RunningServer implements AutoCloseable {
  private final Loop loop;
  private final Server server;
  private final CompletableFuture<Void> run;

  private RunningServer(Loop loop, Server server) {
    this.loop = loop;
    this.server = server;
    this.run = CompletableFuture.runAsync(server::run, task -> new Thread(task, "server").start());
  }

  public static RunningServer of(Service service) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Loop loop = Loop.open();
    return new RunningServer(loop, new Server(loop, anyPort, service));
  }

  public InetSocketAddress address() {
    return server.address();
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
