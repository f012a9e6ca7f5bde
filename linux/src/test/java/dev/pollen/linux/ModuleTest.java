package dev.pollen.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Loop;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module gets the transports of Linux without requiring them. */
@Timeout(60)
final class ModuleTest {
  private static final Map<String, String> PROGRAM =
      Map.of(
          "module-info.java",
          """
          module echo {
            requires dev.pollen;
          }
          """,
          "echo/Echo.java",
          """
          package echo;

          import dev.pollen.ConnectionDispatcher;
          import dev.pollen.Listener;
          import dev.pollen.Loop;
          import java.io.IOException;
          import java.net.InetAddress;
          import java.net.InetSocketAddress;
          import java.nio.ByteBuffer;
          import java.nio.channels.SocketChannel;
          import java.time.Duration;

          final class Echo extends ConnectionDispatcher {
            @Override
            protected void handleRead() {
              send(recv());
            }

            public static void main(String[] arguments) throws IOException {
              try (Loop loop = Loop.open()) {
                InetAddress here = InetAddress.getLoopbackAddress();
                Listener listener = loop.listen(new InetSocketAddress(here, 0), Echo::new);
                try (SocketChannel client = SocketChannel.open(listener.localAddress())) {
                  client.write(ByteBuffer.wrap(new byte[] {42}));
                  client.configureBlocking(false);
                  ByteBuffer answer = ByteBuffer.allocate(1);
                  while (client.read(answer) == 0) {
                    loop.poll(Duration.ofMillis(10));
                  }
                  System.out.println("answer=" + answer.get(0));
                }
                System.out.print(loop.dump());
              }
            }
          }
          """);

  @TempDir private static Path program;

  @BeforeAll
  static void compile() throws IOException, URISyntaxException {
    List<String> arguments = new ArrayList<>(List.of("-p", modulePath(), "-d", program.toString()));
    for (Map.Entry<String, String> source : PROGRAM.entrySet()) {
      Path file = program.resolve(source.getKey());
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(exitCode).isZero();
  }

  private static String modulePath() throws URISyntaxException {
    return String.join(
        File.pathSeparator, program.toString(), home(Loop.class), home(LinuxSocketOptions.class));
  }

  private static String home(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** What the program writes, errors and warnings too. */
  private static String run(String option)
      throws IOException, InterruptedException, URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(option, "-p", modulePath(), "-m", "echo/echo.Echo"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void takesEpollWithoutAWarning() throws Exception {
    assertThat(run("--enable-native-access=dev.pollen.linux"))
        .startsWith("answer=42")
        .contains("transport=epoll")
        .doesNotContain("WARNING");
  }

  /** Before 24, a Java that was told nothing allows it, and warns. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_24)
  void takesNioWithoutAWordWhereNativeAccessIsDenied() throws Exception {
    assertThat(run("--illegal-native-access=deny"))
        .startsWith("answer=42")
        .contains("transport=nio")
        .doesNotContain("WARNING");
  }
}
