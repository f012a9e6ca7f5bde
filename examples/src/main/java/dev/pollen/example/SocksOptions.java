package dev.pollen.example;

import dev.pollen.example.socks.SocksServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of the SOCKS proxy. */
final class SocksOptions {
  @SuppressWarnings("NullAway.Init") // picocli does
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--user",
      paramLabel = "NAME:PASSWORD",
      description = "Only for whoever knows this, which is sent in the clear (default: for all).")
  private @Nullable String user;

  SocksServer server() {
    if (user == null) {
      return SocksServer.forAll();
    }
    String[] parts = user.split(":", 2);
    if (parts.length < 2) {
      throw new ParameterException(
          command.commandLine(), "--user must have a colon between name and password");
    }
    return SocksServer.forUser(parts[0], parts[1]);
  }
}
