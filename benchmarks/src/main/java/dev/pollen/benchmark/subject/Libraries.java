package dev.pollen.benchmark.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars that lie beside the one of this program. */
public final class Libraries {
  private final Path program;
  private final List<Path> jars;

  private Libraries(Path program, List<Path> jars) {
    this.program = program;
    this.jars = jars;
  }

  /**
   * Finds them.
   *
   * @throws IllegalStateException if this program does not run from its jar
   */
  public static Libraries find() {
    try {
      Path program =
          Path.of(Libraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> jars = Files.list(program.resolveSibling("lib"))) {
        return new Libraries(program, jars.sorted().toList());
      }
    } catch (IOException e) {
      throw new IllegalStateException("Run me by java -jar, with the directory lib beside me", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the jar of this program lies. */
  public Path directory() {
    return program.resolveSibling(".").normalize();
  }

  /** The jars whose names begin like one of these. */
  public List<Path> named(String... beginnings) {
    return jars.stream()
        .filter(jar -> Arrays.stream(beginnings).anyMatch(jar.getFileName().toString()::startsWith))
        .toList();
  }

  /** The version that a jar says it has. */
  public Optional<String> version(String beginning) throws IOException {
    for (Path path : named(beginning)) {
      try (JarFile jar = new JarFile(path.toFile())) {
        Manifest manifest = jar.getManifest();
        return Optional.ofNullable(manifest)
            .map(known -> known.getMainAttributes().getValue("Bundle-Version"));
      }
    }
    return Optional.empty();
  }

  /** A class path of this program and some libraries. */
  String classPath(String... beginnings) {
    return Stream.concat(Stream.of(program), named(beginnings).stream())
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }

  /** How many bytes these jars have together. */
  public static long bytes(List<Path> jars) {
    try {
      long sum = 0;
      for (Path jar : jars) {
        sum += Files.size(jar);
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
