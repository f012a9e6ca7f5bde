package dev.pollen.benchmark.subject;

import dev.pollen.benchmark.host.CCompiler;
import dev.pollen.benchmark.host.Programs;
import dev.pollen.benchmark.server.BlockingDownloadServer;
import dev.pollen.benchmark.server.MicrohttpServer;
import dev.pollen.benchmark.server.NettyServer;
import dev.pollen.benchmark.server.NioServer;
import dev.pollen.benchmark.server.PollenServer;
import dev.pollen.benchmark.server.Service;
import dev.pollen.benchmark.server.TaskProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** All servers, by what they serve. What is not installed here is left out. */
public final class Subjects {
  private static final List<String> POLLEN_TRANSPORTS = List.of("nio", "epoll", "io_uring", "poll");
  private static final List<String> NETTY_TRANSPORTS = List.of("nio", "epoll", "io_uring");
  private static final Pattern REDIS_IS_READY = Pattern.compile("Ready to accept connections");

  /** The first Java whose virtual machine warns of what Netty does with memory. */
  private static final int WARNS_OF_UNSAFE = 24;

  private final Libraries libraries;
  private final CCompiler compiler;

  /** Takes jars, and what makes programs of other languages. */
  public Subjects(Libraries libraries, CCompiler compiler) {
    this.libraries = libraries;
    this.compiler = compiler;
  }

  /** Everybody who serves that. */
  public List<Subject> serving(Service service) throws IOException, InterruptedException {
    List<Subject> subjects = new ArrayList<>();
    for (String transport : POLLEN_TRANSPORTS) {
      subjects.add(pollen(PollenServer.class, transport, service.name(), transport));
    }
    if (service != Service.KEY_VALUE) {
      for (String transport : NETTY_TRANSPORTS) {
        subjects.add(netty(NettyServer.class, transport, service.name(), transport));
      }
    }
    addOthers(service, subjects);
    return subjects;
  }

  private void addOthers(Service service, List<Subject> subjects)
      throws IOException, InterruptedException {
    switch (service) {
      case ECHO -> {
        subjects.add(Subject.ofJava("bare nio", java(NioServer.class, "", service.name())));
        subjects.add(epollServer());
        addAsyncore(subjects);
      }
      case DATAGRAMS -> {
        subjects.add(Subject.ofJava("bare nio", java(NioServer.class, "", service.name())));
        subjects.add(epollServer());
      }
      case DOWNLOAD ->
          subjects.add(Subject.ofJava("blocking", java(BlockingDownloadServer.class, "")));
      case HTTP ->
          subjects.add(Subject.ofJava("microhttp", java(MicrohttpServer.class, "microhttp")));
      case KEY_VALUE -> addRedis(subjects);
    }
  }

  /** Everybody who runs tasks. */
  public List<Subject> runningTasks() {
    List<Subject> subjects = new ArrayList<>();
    for (String transport : NETTY_TRANSPORTS) {
      subjects.add(pollen(TaskProgram.class, transport, "pollen", transport));
      subjects.add(netty(TaskProgram.class, transport, "netty", transport));
    }
    subjects.add(Subject.ofJava("jdk executor", java(TaskProgram.class, "", "jdk")));
    return subjects;
  }

  private Subject pollen(Class<?> program, String transport, String... arguments) {
    return Subject.ofJava("pollen " + transport, java(program, "pollen", arguments));
  }

  private Subject netty(Class<?> program, String transport, String... arguments) {
    return Subject.ofJava("netty " + transport, java(program, "netty", arguments));
  }

  private Subject epollServer() throws IOException, InterruptedException {
    Path program = compiler.epollServer();
    return Subject.foreign("C epoll", List.of(program.toString()));
  }

  private void addAsyncore(List<Subject> subjects) throws IOException, InterruptedException {
    // Gone since 3.12.
    if (Programs.firstLine("python3", "-W", "ignore", "-c", "import asyncore; print()")
        .isPresent()) {
      Path script = compiler.script("asyncore_echo.py");
      subjects.add(
          Subject.foreign("asyncore", List.of("python3", "-W", "ignore", script.toString())));
    }
  }

  private static void addRedis(List<Subject> subjects) {
    if (Programs.isInstalled("redis-server")) {
      List<String> command =
          List.of(
              "redis-server",
              "--port",
              Subject.PORT,
              "--bind",
              "127.0.0.1",
              "--save",
              "",
              "--appendonly",
              "no",
              "--io-threads",
              "1",
              // Else it takes the many addresses of the load for those of strangers.
              "--protected-mode",
              "no");
      subjects.add(new Subject("redis-server", command, REDIS_IS_READY, false));
    }
  }

  /** The same virtual machine for everybody, with the libraries whose names begin like this. */
  private List<String> java(Class<?> program, String libraryBeginning, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions());
    command.add("-cp");
    command.add(
        libraryBeginning.isEmpty() ? libraries.classPath() : libraries.classPath(libraryBeginning));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** What every server in Java is started with. */
  public static List<String> javaOptions() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC", "-Xms256m", "-Xmx1536m", "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }
}
