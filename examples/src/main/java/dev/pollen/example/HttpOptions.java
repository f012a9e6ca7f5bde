package dev.pollen.example;

import dev.pollen.example.http.protocol.HttpLimits;
import dev.pollen.example.http.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of the HTTP servers. */
final class HttpOptions {
  private static final HttpLimits DEFAULT = HttpLimits.DEFAULT;

  @SuppressWarnings("NullAway.Init") // picocli does
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--directory",
      description =
          "What to serve, except for names that begin with a dot (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of(".");

  @Option(
      names = "--request-timeout",
      paramLabel = "SECONDS",
      description = "How long a request may take to arrive (default: ${DEFAULT-VALUE}).")
  private long requestTimeout = DEFAULT.requestTimeout().toSeconds();

  @Option(
      names = "--idle-timeout",
      paramLabel = "SECONDS",
      description = "How long a connection may be without a request (default: ${DEFAULT-VALUE}).")
  private long idleTimeout = DEFAULT.idleTimeout().toSeconds();

  @Option(
      names = "--stall-timeout",
      paramLabel = "SECONDS",
      description =
          "How long a peer may take to make room for more of a reply (default:"
              + " ${DEFAULT-VALUE}).")
  private long stallTimeout = DEFAULT.stallTimeout().toSeconds();

  @Option(
      names = "--max-connections",
      paramLabel = "NUMBER",
      description =
          "How many connections there may be at a time; more have to wait (default:"
              + " ${DEFAULT-VALUE}).")
  private int maxConnections = DEFAULT.maxConnections();

  Site site() throws IOException {
    return Site.of(directory);
  }

  HttpLimits limits() {
    try {
      return new HttpLimits(
          DEFAULT.maxHeadBytes(),
          DEFAULT.maxBodyBytes(),
          Duration.ofSeconds(requestTimeout),
          Duration.ofSeconds(idleTimeout),
          Duration.ofSeconds(stallTimeout),
          maxConnections);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
