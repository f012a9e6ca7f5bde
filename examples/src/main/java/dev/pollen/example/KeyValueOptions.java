package dev.pollen.example;

import dev.pollen.example.keyvalue.KeyValueServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of the key-value server. */
final class KeyValueOptions {
  @SuppressWarnings("NullAway.Init") // picocli does
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--max-memory",
      paramLabel = "BYTES",
      description = "How much may be kept, roughly (default: half of the heap).")
  private @Nullable Long maxMemory;

  KeyValueServer server() {
    try {
      return new KeyValueServer(
          maxMemory == null ? Runtime.getRuntime().maxMemory() / 2 : maxMemory);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
