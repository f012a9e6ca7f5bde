package dev.pollen.benchmark.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Makes the programs in C for this machine. Their sources are in the jar. */
public final class CCompiler {
  private static final List<String> LOAD_SOURCES =
      List.of("load.c", "exchange.c", "churn.c", "datagrams.c", "download.c");

  private final Path directory;

  /** Writes sources and programs to a directory. */
  public CCompiler(Path directory) {
    this.directory = directory;
  }

  /** The load generator, optimised as far as the compiler can. */
  public Path load() throws IOException, InterruptedException {
    resource("c/load.h");
    resource("c/histogram.h");
    return compile("load", "-O3", LOAD_SOURCES);
  }

  /** The server on epoll, optimised as programs usually are. */
  public Path epollServer() throws IOException, InterruptedException {
    return compile("epoll_server", "-O2", List.of("epoll_server.c"));
  }

  /** A script in Python, which needs no compiler but comes the same way. */
  public Path script(String name) throws IOException {
    return resource("python/" + name);
  }

  private Path compile(String program, String optimisation, List<String> sources)
      throws IOException, InterruptedException {
    Path output = directory.resolve(program);
    List<String> command = new ArrayList<>(List.of("gcc", optimisation, "-o", output.toString()));
    for (String source : sources) {
      command.add(resource("c/" + source).toString());
    }
    Files.createDirectories(directory);
    Programs.output(command);
    return output;
  }

  private Path resource(String name) {
    Path file = directory.resolve(name);
    try (InputStream content = CCompiler.class.getResourceAsStream("/" + name)) {
      if (content == null) {
        throw new IllegalArgumentException("The jar has no " + name);
      }
      Files.createDirectories(file.resolveSibling("."));
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
