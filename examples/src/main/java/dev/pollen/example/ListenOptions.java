package dev.pollen.example;

import dev.pollen.Limits;
import dev.pollen.Loop;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of all commands: where to listen, and on what. */
final class ListenOptions {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_PORT = 0xffff;

  @SuppressWarnings("NullAway.Init") // picocli does
  @Spec(Target.MIXEE)
  private CommandSpec command;

  private @Nullable Integer port;

  @Option(
      names = "--host",
      description = "Name or address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--transport",
      description = "How to wait for sockets, such as nio (default: the best that works here).")
  private @Nullable String transport;

  @Option(
      names = "--port",
      description =
          "Port to listen on, 0 for any free one"
              + " (default: 7000 for echo, 7001 for chat, 8080 for http).")
  void setPort(int number) {
    if (number < 0 || number > MAX_PORT) {
      throw new ParameterException(
          command.commandLine(), "--port must be between 0 and " + MAX_PORT + ", not " + number);
    }
    port = number;
  }

  /**
   * Serves until the process is told to end.
   *
   * @param service what to serve
   * @param defaultPort where, if the command line does not say
   * @param urlFormat how to tell where, around host and port
   */
  void serve(Service service, int defaultPort, String urlFormat) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port == null ? defaultPort : port);
    Server server = listen(service, address);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    PrintWriter out = command.commandLine().getOut();
    out.println("Listening on " + urlFormat.formatted(text(server.address())));
    out.flush();
    server.run();
  }

  private Server listen(Service service, InetSocketAddress address) throws IOException {
    Loop loop = openLoop();
    try {
      return new Server(loop, address, service);
    } catch (IOException e) {
      throw new IOException("Cannot listen on " + text(address) + ": " + rootOf(e).getMessage(), e);
    }
  }

  private Loop openLoop() throws IOException {
    try {
      return transport == null ? Loop.open() : Loop.open(transport, Limits.DEFAULT);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private static void stop(Server server) {
    try {
      server.stop(PATIENCE);
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if somebody does, the process ends without more ado.
      Thread.currentThread().interrupt();
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String text(InetSocketAddress address) {
    String host =
        address.getAddress() instanceof Inet6Address
            ? "[" + address.getAddress().getHostAddress() + "]"
            : address.getHostString();
    return host + ":" + address.getPort();
  }
}
