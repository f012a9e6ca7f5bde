package dev.pollen.testkit.protocol;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.Loop;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A loop on its own thread that serves connections, and a peer that sends conversations to it. */
final class Served implements AutoCloseable {
  /** More than any frame of the tests, and less than what is thrown at them. */
  static final int MOST_MEMORY = 1 << 20;

  private static final int HANG_GUARD_SECONDS = 20;

  private final Loop loop;
  private final InetSocketAddress address;
  private final FutureTask<Void> running;

  private Served(Loop loop, InetSocketAddress address) {
    this.loop = loop;
    this.address = address;
    this.running = new FutureTask<>(loop::run, null);
  }

  /** Serves each connection by a dispatcher of its own, which may use little memory. */
  static Served by(Supplier<? extends ConnectionDispatcher> dispatchers) throws IOException {
    Limits limits = Limits.DEFAULT.with(builder -> builder.maxMemory(MOST_MEMORY));
    Loop loop = Loop.open(limits);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    InetSocketAddress address = (InetSocketAddress) loop.listen(any, dispatchers).localAddress();
    Served served = new Served(loop, address);
    new Thread(served.running, "served").start();
    return served;
  }

  /** Sends bytes piece by piece, and all of them if the other side does not close before. */
  void send(List<byte[]> pieces, CountDownLatch end) throws IOException, InterruptedException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      Thread reader = new Thread(() -> drain(socket), "reader");
      reader.start();
      socket.setTcpNoDelay(true);
      try {
        for (byte[] piece : pieces) {
          socket.getOutputStream().write(piece);
        }
        socket.shutdownOutput();
      } catch (SocketException closedMeanwhile) {
        // Who means harm is thrown out.
      }
      reader.join(TimeUnit.SECONDS.toMillis(HANG_GUARD_SECONDS));
      if (reader.isAlive() || !end.await(HANG_GUARD_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("It hangs: " + loop.dump());
      }
    }
  }

  private static void drain(Socket socket) {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      // That is the end, too.
    }
  }

  /** How many failures no handler took. */
  long failures() {
    return loop.statistics().failures();
  }

  /** Fails if the loop has. */
  @Override
  public void close() throws IOException {
    loop.stop();
    try {
      running.get(HANG_GUARD_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("The loop has failed", e);
    }
    loop.close();
  }
}
