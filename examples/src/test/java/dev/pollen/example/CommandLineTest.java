package dev.pollen.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What cannot be done is told in one line. */
final class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... arguments) {
    CommandLine command = Examples.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(2, "Missing required subcommand", new String[] {}),
        arguments(2, "'nonsense'", new String[] {"nonsense"}),
        arguments(2, "'--nonsense'", new String[] {"echo", "--nonsense"}),
        arguments(2, "'x' is not an int", new String[] {"echo", "--port", "x"}),
        arguments(2, "between 0 and 65535, not 65536", new String[] {"chat", "--port", "65536"}),
        arguments(2, "between 0 and 65535, not -1", new String[] {"chat", "--port=-1"}),
        arguments(2, "no transport 'pigeons'", new String[] {"http", "--transport", "pigeons"}),
        arguments(2, "maxConnections must be pos", new String[] {"http", "--max-connections", "0"}),
        arguments(2, "idleTimeout must be positive", new String[] {"http", "--idle-timeout=-1"}),
        arguments(2, "--unix and --port excl", new String[] {"echo", "--unix=x", "--port=1"}),
        arguments(2, "--inherited and --unix", new String[] {"chat", "--inherited", "--unix=x"}),
        arguments(2, "--inherited and --host", new String[] {"http", "--inherited", "--host=::1"}),
        arguments(2, "maxBytes must not be negative", new String[] {"kv", "--max-memory=-1"}),
        arguments(2, "--udp and --unix exclude", new String[] {"echo", "--udp", "--unix=x"}),
        arguments(2, "--max-message must be positive", new String[] {"smtp", "--max-message=0"}),
        arguments(2, "--user must have a colon", new String[] {"socks", "--user=ann"}),
        arguments(2, "Missing required option: '--zone", new String[] {"dns"}),
        arguments(2, "two sockets", new String[] {"dns", "--zone=/dev/null", "--unix=x"}),
        arguments(1, "Cannot read the zone", new String[] {"dns", "--zone=/no/such"}),
        arguments(1, "no directory '/no/such'", new String[] {"smtp", "--directory", "/no/such"}),
        arguments(1, "is no listening socket", new String[] {"http-by-hand", "--inherited"}),
        arguments(1, "is no datagram socket", new String[] {"echo", "--inherited", "--udp"}),
        arguments(1, "Cannot listen on /no/such: ", new String[] {"chat", "--unix=/no/such"}),
        arguments(
            1,
            "Cannot listen on 192.0.2.1:7000: ",
            new String[] {"echo", "--udp", "--host=192.0.2.1"}),
        arguments(1, "no directory '/no/such'", new String[] {"http", "--directory", "/no/such"}),
        arguments(1, "for host 'a.invalid'", new String[] {"echo", "--host", "a.invalid"}),
        arguments(
            1, "Cannot listen on 192.0.2.1:7000: ", new String[] {"echo", "--host=192.0.2.1"}));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void tellsMistakesInOneLine(int exitCode, String text, String[] arguments) {
    assertThat(execute(arguments)).isEqualTo(exitCode);
    assertThat(err.toString()).startsWith("pollen-examples").contains(text).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void tellsThatAPortIsInUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(execute("http-by-hand", "--port", "" + other.getLocalPort())).isEqualTo(1);
      // Transports differ in what follows.
      assertThat(err.toString())
          .startsWith(
              "pollen-examples http-by-hand: Cannot listen on 127.0.0.1:"
                  + other.getLocalPort()
                  + ": Address already in use")
          .hasLineCount(1);
    }
  }

  @Test
  void tellsWhatItCanDo() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString()).contains("echo", "chat", "http", "http-by-hand");
    assertThat(execute("http", "--help")).isZero();
    assertThat(out.toString()).contains("--port", "--host", "--unix", "--inherited", "--directory");
    assertThat(err.toString()).isEmpty();
  }
}
