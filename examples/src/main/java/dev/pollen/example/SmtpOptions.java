package dev.pollen.example;

import dev.pollen.example.smtp.Mailbox;
import dev.pollen.example.smtp.SmtpServer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of the SMTP server. */
final class SmtpOptions {
  /** So many messages of full length may be received at a time. */
  private static final int FULL_MESSAGES = 20;

  @SuppressWarnings("NullAway.Init") // picocli does
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--directory",
      description = "Where to keep messages (default: only tell what comes).")
  private @Nullable Path directory;

  @Option(
      names = "--name",
      description = "What the server calls itself (default: ${DEFAULT-VALUE}).")
  private String name = "localhost";

  @Option(
      names = "--max-message",
      paramLabel = "BYTES",
      description = "How long a message may be (default: ${DEFAULT-VALUE}).")
  private int maxMessage = 10_000_000;

  SmtpServer server() throws IOException {
    if (maxMessage <= 0) {
      throw new ParameterException(
          command.commandLine(), "--max-message must be positive, not " + maxMessage);
    }
    Mailbox mailbox =
        directory == null ? Mailbox.summary(command.commandLine().getOut()) : Mailbox.in(directory);
    return new SmtpServer(name, mailbox, maxMessage, (long) FULL_MESSAGES * maxMessage);
  }
}
