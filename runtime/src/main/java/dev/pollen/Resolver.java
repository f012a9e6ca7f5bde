package dev.pollen;

import dev.pollen.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the addresses of hosts on threads of its own, because the system may take many seconds
 * for an answer. The threads are shared by all loops, and go when nobody asks.
 */
final class Resolver {
  private static final int MAX_THREADS = 4;
  private static final long KEEP_ALIVE_MILLIS = 1000;
  private static final Executor THREADS = threads();

  private final Transport transport;
  private final Consumer<Runnable> onLoopThread;

  Resolver(Transport transport, Consumer<Runnable> onLoopThread) {
    this.transport = transport;
    this.onLoopThread = onLoopThread;
  }

  private static Executor threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            KEEP_ALIVE_MILLIS,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "pollen-resolver");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Is told the addresses, or that there are none and why. */
  @FunctionalInterface
  interface Answer {
    void addresses(List<InetSocketAddress> addresses, @Nullable IOException unknown);
  }

  /** Answers later, on the loop thread. */
  void resolve(InetSocketAddress unresolved, Answer answer) {
    THREADS.execute(
        () -> {
          List<InetSocketAddress> addresses = List.of();
          IOException unknown = null;
          try {
            addresses =
                transport.resolve(unresolved.getHostString()).stream()
                    .map(address -> new InetSocketAddress(address, unresolved.getPort()))
                    .toList();
            if (addresses.isEmpty()) {
              unknown = unknown(unresolved);
            }
          } catch (IOException e) {
            unknown = e;
          } catch (Throwable e) {
            // Errors, too: else whoever asks would wait until the time to connect is over.
            unknown = new IOException("Cannot look up " + unresolved.getHostString(), e);
          }
          tell(answer, addresses, unknown);
        });
  }

  private static UnknownHostException unknown(InetSocketAddress unresolved) {
    return new UnknownHostException(
        "No address is known for host '" + unresolved.getHostString() + "'");
  }

  private void tell(
      Answer answer, List<InetSocketAddress> addresses, @Nullable IOException unknown) {
    onLoopThread.accept(() -> answer.addresses(addresses, unknown));
  }
}
