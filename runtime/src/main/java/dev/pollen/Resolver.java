package dev.pollen;

import dev.pollen.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the addresses of hosts where the transport says, because the system may take many
 * seconds for an answer.
 */
final class Resolver {
  private final Transport transport;
  private final Consumer<Runnable> onLoopThread;

  Resolver(Transport transport, Consumer<Runnable> onLoopThread) {
    this.transport = transport;
    this.onLoopThread = onLoopThread;
  }

  /** Is told the addresses, or that there are none and why. */
  @FunctionalInterface
  interface Answer {
    void addresses(List<InetSocketAddress> addresses, @Nullable IOException unknown);
  }

  /** Answers later, on the loop thread. */
  void resolve(InetSocketAddress unresolved, Answer answer) {
    transport
        .resolvers()
        .execute(
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
