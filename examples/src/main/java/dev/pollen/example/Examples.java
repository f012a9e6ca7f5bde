package dev.pollen.example;

import dev.pollen.Limits;
import dev.pollen.example.chat.Chat;
import dev.pollen.example.chat.ChatDispatcher;
import dev.pollen.example.dns.DnsDatagrams;
import dev.pollen.example.dns.DnsDatagramsDispatcher;
import dev.pollen.example.dns.DnsServer;
import dev.pollen.example.dns.DnsServerDispatcher;
import dev.pollen.example.dns.Zone;
import dev.pollen.example.echo.EchoDatagrams;
import dev.pollen.example.echo.EchoDatagramsDispatcher;
import dev.pollen.example.echo.EchoServer;
import dev.pollen.example.echo.EchoServerDispatcher;
import dev.pollen.example.http.HttpServer;
import dev.pollen.example.http.HttpServerDispatcher;
import dev.pollen.example.httpbyhand.HttpListener;
import dev.pollen.example.keyvalue.KeyValueServer;
import dev.pollen.example.keyvalue.KeyValueServerDispatcher;
import dev.pollen.example.mqtt.MqttServer;
import dev.pollen.example.mqtt.MqttServerDispatcher;
import dev.pollen.example.smtp.SmtpServer;
import dev.pollen.example.smtp.SmtpServerDispatcher;
import dev.pollen.example.socks.SocksServer;
import dev.pollen.example.socks.SocksServerDispatcher;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line of the examples. */
@Command(
    name = "pollen-examples",
    description = "Small servers written with Pollen.",
    synopsisSubcommandLabel = "COMMAND")
public final class Examples {
  private static final String URL = "http://%s/";

  @SuppressWarnings("UnusedVariable") // picocli asks for it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Tells what can be said here.")
  private boolean help;

  private Examples() {}

  /**
   * Runs one of the examples until the process is told to end.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The parser: what is wrong with the arguments, or the world, is told in one line. */
  static CommandLine commandLine() {
    return new CommandLine(new Examples())
        .setParameterExceptionHandler(
            (wrong, arguments) -> complain(wrong.getCommandLine(), ExitCode.USAGE, wrong))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (failure instanceof IOException) {
                return complain(command, ExitCode.SOFTWARE, failure);
              }
              throw failure;
            });
  }

  private static int complain(CommandLine command, int exitCode, Exception failure) {
    String firstLine = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + firstLine);
    return exitCode;
  }

  @Command(description = "Sends back what it gets.")
  void echo(
      @Mixin ListenOptions options,
      @Option(names = "--udp", description = "Datagrams instead of connections.") boolean udp)
      throws IOException {
    if (udp) {
      options.serve(new EchoDatagramsDispatcher(new EchoDatagrams()), 7000);
    } else {
      options.serve(new EchoServerDispatcher(new EchoServer()), Limits.DEFAULT, 7000, "%s");
    }
  }

  @Command(description = "A room in which everybody hears everybody; connect with nc.")
  void chat(@Mixin ListenOptions options) throws IOException {
    options.serve(new ChatDispatcher(new Chat()), Chat.LIMITS, 7001, "%s");
  }

  @Command(description = "Serves the files of a directory.")
  void http(@Mixin ListenOptions options, @Mixin HttpOptions http) throws IOException {
    HttpServer server = new HttpServer(http.site(), http.limits());
    options.serve(new HttpServerDispatcher(server), server.loopLimits(), 8080, URL);
  }

  @Command(
      name = "http-by-hand",
      description = "The same as http, by dispatchers that are written by hand.")
  void httpByHand(@Mixin ListenOptions options, @Mixin HttpOptions http) throws IOException {
    HttpListener server = new HttpListener(http.site(), http.limits());
    options.serve(server, server.loopLimits(), 8080, URL);
  }

  @Command(description = "Receives mail.")
  void smtp(@Mixin ListenOptions options, @Mixin SmtpOptions smtp) throws IOException {
    options.serve(new SmtpServerDispatcher(smtp.server()), SmtpServer.LIMITS, 2525, "%s");
  }

  @Command(description = "A SOCKS5 proxy, for connections to wherever this machine can connect.")
  void socks(@Mixin ListenOptions options, @Mixin SocksOptions socks) throws IOException {
    options.serve(new SocksServerDispatcher(socks.server()), SocksServer.LIMITS, 1080, "%s");
  }

  @Command(description = "Keeps strings, lists and hashes in memory; connect with redis-cli.")
  void kv(@Mixin ListenOptions options, @Mixin KeyValueOptions kv) throws IOException {
    options.serve(new KeyValueServerDispatcher(kv.server()), KeyValueServer.LIMITS, 6379, "%s");
  }

  @Command(description = "An MQTT broker; connect with mosquitto_sub and mosquitto_pub.")
  void mqtt(
      @Mixin ListenOptions options,
      @Option(
              names = "--max-memory",
              paramLabel = "BYTES",
              description =
                  "How much may be kept of messages, wills and subscriptions, roughly"
                      + " (default: a quarter of the heap).")
          @Nullable Long maxMemory)
      throws IOException {
    long bytes = maxMemory == null ? Runtime.getRuntime().maxMemory() / 4 : maxMemory;
    options.serve(new MqttServerDispatcher(new MqttServer(bytes)), MqttServer.LIMITS, 1883, "%s");
  }

  @Command(description = "Answers DNS queries from a table, over UDP and TCP.")
  void dns(
      @Mixin ListenOptions options,
      @Option(
              names = "--zone",
              paramLabel = "FILE",
              required = true,
              description = "The table: lines as dig prints them.")
          Path file)
      throws IOException {
    Zone zone = Zone.read(file);
    options.serve(
        new DnsServerDispatcher(new DnsServer(zone)),
        new DnsDatagramsDispatcher(new DnsDatagrams(zone)),
        DnsServer.LIMITS,
        5300);
  }
}
