package dev.pollen.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles files in real directories, with a class path or module path of one's choice. */
final class Javac {
  /** The class files of the annotations and of the runtime, each a module. */
  static final Path ANNOTATIONS = location("dev.pollen.annotation.Handler");

  static final Path RUNTIME = location("dev.pollen.Dispatcher");

  private final Path directory;
  private final List<String> options = new ArrayList<>();
  private final List<Processor> processors;

  private Javac(Path directory, List<Processor> processors) {
    this.directory = directory;
    this.processors = processors;
  }

  /** A compilation with the processor whose results go into a directory. */
  static Javac into(Path directory) {
    return with(directory, new DispatcherProcessor());
  }

  /** A compilation with certain processors. */
  static Javac with(Path directory, Processor... processors) {
    return new Javac(directory, List.of(processors));
  }

  /** A compilation without processors. */
  static Javac plain(Path directory) {
    return with(directory).options("-proc:none");
  }

  Javac options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  Javac classPath(Path... paths) {
    return options("-cp", join(paths));
  }

  Javac modulePath(Path... paths) {
    return options("-p", join(paths));
  }

  /** Compiles sources, given by their paths relative to a source root. */
  Result compile(Map<String, String> sources) {
    List<Path> files = new ArrayList<>();
    new TreeMap<>(sources)
        .forEach((name, text) -> files.add(write(directory.resolve("sources/" + name), text)));
    return compile(files);
  }

  /** Compiles files. */
  Result compile(Collection<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Result result = new Result(directory.resolve("classes"), directory.resolve("generated"));
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      Files.createDirectories(result.classes());
      Files.createDirectories(result.generated());
      options("-d", result.classes().toString(), "-s", result.generated().toString());
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              manager,
              diagnostics,
              options,
              null,
              manager.getJavaFileObjectsFromPaths(files));
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      task.call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    diagnostics.getDiagnostics().forEach(result::add);
    return result;
  }

  /** All files of a directory, sorted. */
  static List<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file. */
  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String join(Path... paths) {
    return String.join(
        System.getProperty("path.separator"), Stream.of(paths).map(Path::toString).toList());
  }

  /**
   * By name: javac, compiling this for a module, does not look for its parent packages elsewhere.
   */
  private static Path location(String type) {
    try {
      return Path.of(
          Class.forName(type).getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What came of it. */
  static final class Result {
    private final Path classes;
    private final Path generated;
    private final List<String> messages = new ArrayList<>();

    private Result(Path classes, Path generated) {
      this.classes = classes;
      this.generated = generated;
    }

    private void add(Diagnostic<? extends JavaFileObject> diagnostic) {
      if (diagnostic.getKind() != Kind.NOTE) {
        messages.add(diagnostic.getMessage(Locale.ROOT));
      }
    }

    /** Where the class files are. */
    Path classes() {
      return classes;
    }

    /** Where the generated sources are. */
    Path generated() {
      return generated;
    }

    /** All errors and warnings. */
    List<String> messages() {
      return messages;
    }

    /** The generated sources by their relative paths. */
    Map<String, String> sources() {
      Map<String, String> sources = new TreeMap<>();
      for (Path file : files(generated)) {
        try {
          sources.put(
              generated.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return sources;
    }
  }
}
