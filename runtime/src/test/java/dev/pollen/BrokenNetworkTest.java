package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of a real network, in a namespace in which they concern nobody else. */
final class BrokenNetworkTest {
  /**
   * Packets for these addresses come back to this machine, where nobody has them: they are lost.
   */
  private static final String SETUP =
      "ip link set lo up && ip route add 10.9.9.0/24 dev lo && exec \"$0\" \"$@\"";

  @ParameterizedTest
  @ValueSource(strings = {"silence", "outages"})
  void isNoFailureOfTheLoop(String scenario) throws IOException, InterruptedException {
    assumeTrue(mayMakeNamespaces(), "this system does not let us make a network namespace");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of("unshare", "-rn", "/bin/sh", "-c", SETUP, java));
    String provider = System.getProperty("java.nio.channels.spi.SelectorProvider");
    if (provider != null) {
      command.add("-Djava.nio.channels.spi.SelectorProvider=" + provider);
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            OnABrokenNetwork.class.getName(),
            scenario));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(output).endsWith("ok").doesNotEndWith("not ok");
    assertThat(process.waitFor()).isZero();
  }

  private static boolean mayMakeNamespaces() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("unshare", "-rn", "/bin/sh", "-c", SETUP, "true")
              .redirectErrorStream(true)
              .start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
