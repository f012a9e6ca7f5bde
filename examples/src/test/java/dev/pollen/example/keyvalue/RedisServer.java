package dev.pollen.example.keyvalue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A real Redis, on a socket of its own. */
final class RedisServer implements AutoCloseable {
  private final Process process;
  private final Path socket;

  RedisServer(Path directory) throws IOException {
    socket = directory.resolve("redis.socket");
    process =
        new ProcessBuilder(
                "redis-server",
                "--port",
                "0",
                "--unixsocket",
                socket.toString(),
                "--databases",
                "1",
                "--save",
                "",
                "--dir",
                directory.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.contains("ready to accept connections")) {
        return;
      }
    }
    throw new IOException("redis-server does not start:\n" + said);
  }

  static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "redis-server")));
  }

  RespSocket connect() throws IOException {
    return new RespSocket(UnixDomainSocketAddress.of(socket));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
