package dev.pollen.example;

import dev.pollen.Channel;
import dev.pollen.DatagramDispatcher;
import dev.pollen.Limits;
import dev.pollen.Listener;
import dev.pollen.ListenerDispatcher;
import dev.pollen.Loop;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
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
      names = "--unix",
      paramLabel = "PATH",
      description = "Listen on a Unix socket at this path, which is deleted at the end.")
  private @Nullable Path unix;

  @Option(
      names = "--inherited",
      description = "Serve the listening socket that is the standard input of this process.")
  private boolean inherited;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      description =
          "How to talk to the system: nio or, on Linux and Java 22 or newer, epoll, poll or io_uring"
              + " (default: epoll where it works, else nio).")
  private @Nullable String transport;

  @Option(
      names = "--port",
      description =
          "Port to listen on, 0 for any free one"
              + " (default: 7000 for echo, 7001 for chat, 8080 for http, 2525 for smtp, 1080 for"
              + " socks, 5300 for dns, 6379 for kv, 1883 for mqtt).")
  void setPort(int number) {
    if (number < 0 || number > MAX_PORT) {
      throw mistake("--port must be between 0 and " + MAX_PORT + ", not " + number);
    }
    port = number;
  }

  /**
   * Serves connections until the process is told to end.
   *
   * @param dispatcher who decides who serves them
   * @param limits of the loop
   * @param defaultPort where, if the command line does not say
   * @param format how to tell where, around host and port
   */
  void serve(ListenerDispatcher dispatcher, Limits limits, int defaultPort, String format)
      throws IOException {
    refuseContradictions();
    run(limits, loop -> listen(loop, dispatcher, defaultPort), format);
  }

  /**
   * Serves datagrams until the process is told to end.
   *
   * @param dispatcher who does
   * @param defaultPort where, if the command line does not say
   */
  void serve(DatagramDispatcher dispatcher, int defaultPort) throws IOException {
    refuseContradictions();
    refuseBoth("--udp", "--unix");
    run(Limits.DEFAULT, loop -> bind(loop, dispatcher, defaultPort), "%s");
  }

  /**
   * Serves connections and datagrams on the same port until the process is told to end.
   *
   * @param listener who decides who serves connections
   * @param datagrams who serves datagrams
   * @param limits of the loop
   * @param defaultPort where, if the command line does not say
   */
  void serve(
      ListenerDispatcher listener, DatagramDispatcher datagrams, Limits limits, int defaultPort)
      throws IOException {
    if (inherited || unix != null) {
      throw mistake("This needs two sockets: neither --inherited nor --unix");
    }
    run(
        limits,
        loop -> {
          SocketAddress address = listen(loop, listener, defaultPort).localAddress();
          try {
            return loop.bind(address, datagrams);
          } catch (IOException e) {
            throw Place.notUsable(address, e);
          }
        },
        "%s");
  }

  private Listener listen(Loop loop, ListenerDispatcher dispatcher, int defaultPort)
      throws IOException {
    if (inherited) {
      return loop.listen(
          Inherited.channel(ServerSocketChannel.class, "listening socket"), dispatcher);
    }
    SocketAddress address = unix == null ? address(defaultPort) : UnixDomainSocketAddress.of(unix);
    try {
      Listener listener = loop.listen(address, dispatcher);
      return unix == null ? listener : listener.deletePathOnClose();
    } catch (IOException e) {
      throw Place.notUsable(address, e);
    }
  }

  private Channel bind(Loop loop, DatagramDispatcher dispatcher, int defaultPort)
      throws IOException {
    if (inherited) {
      return loop.bind(Inherited.channel(DatagramChannel.class, "datagram socket"), dispatcher);
    }
    SocketAddress address = address(defaultPort);
    try {
      return loop.bind(address, dispatcher);
    } catch (IOException e) {
      throw Place.notUsable(address, e);
    }
  }

  private InetSocketAddress address(int defaultPort) {
    return new InetSocketAddress(host, port == null ? defaultPort : port);
  }

  /** Opens what a loop serves. */
  private interface Opening {
    Channel on(Loop loop) throws IOException;
  }

  private void run(Limits limits, Opening opening, String format) throws IOException {
    try (Loop loop = openLoop(limits)) {
      SocketAddress address = opening.on(loop).localAddress();
      Server server = new Server(loop);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
      PrintWriter out = command.commandLine().getOut();
      out.println("Listening on " + Place.text(address, format));
      out.flush();
      server.run();
    }
  }

  private Loop openLoop(Limits limits) throws IOException {
    try {
      return transport == null ? Loop.open(limits) : Loop.open(transport, limits);
    } catch (IllegalArgumentException e) {
      throw mistake(e.getMessage());
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

  private void refuseContradictions() {
    refuseBoth("--inherited", "--unix");
    for (String option : new String[] {"--host", "--port"}) {
      refuseBoth("--inherited", option);
      refuseBoth("--unix", option);
    }
  }

  private void refuseBoth(String one, String other) {
    if (isSaid(one) && isSaid(other)) {
      throw mistake(one + " and " + other + " exclude each other");
    }
  }

  private boolean isSaid(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException mistake(@Nullable String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
