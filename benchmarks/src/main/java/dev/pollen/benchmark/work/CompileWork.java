package dev.pollen.benchmark.work;

import dev.pollen.benchmark.host.Programs;
import dev.pollen.benchmark.result.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the processor adds to compilation: handlers with the processor, and the same handlers with
 * the same dispatchers as sources, as somebody would have who writes them by hand.
 */
final class CompileWork implements Work {
  private static final int[] SIZES = {10, 100, 1000};
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String WITH_PROCESSOR = "processor";
  private static final String BY_HAND = "by hand";

  @Override
  public String group() {
    return "processor";
  }

  @Override
  public String name() {
    return "compile-1000";
  }

  @Override
  public String title() {
    return "Compilation of 1000 handlers";
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public double seconds(Effort effort) {
    return (effort.rounds() + 1) * 2 * 25;
  }

  @Override
  public void measure(Laboratory laboratory) throws IOException, InterruptedException {
    for (int size : SIZES) {
      laboratory.results().addWork("compile-" + size, "Compilation of " + size + " handlers");
      Path sources = laboratory.directory().resolve("handlers-" + size);
      writeHandlers(sources, size);
      // Writes the dispatchers that the other side has as sources.
      compile(laboratory, sources, WITH_PROCESSOR);
    }
    for (int round = 1; round <= laboratory.effort().rounds(); round++) {
      for (String subject : List.of(WITH_PROCESSOR, BY_HAND)) {
        double smaller = 0;
        for (int size : SIZES) {
          laboratory.progress().says(size + " handlers, " + subject + ", round " + round);
          Path sources = laboratory.directory().resolve("handlers-" + size);
          double millis = compile(laboratory, sources, subject);
          laboratory.results().add("compile-" + size, subject, Metric.DURATION, millis);
          if (smaller > 0) {
            double growth = millis / smaller;
            laboratory.results().add("compile-" + size, subject, Metric.GROWTH, growth);
          }
          smaller = millis;
        }
      }
    }
  }

  private static void writeHandlers(Path sources, int count) throws IOException {
    Path handlers = Files.createDirectories(sources.resolve("src"));
    for (int i = 0; i < count; i++) {
      Files.writeString(handlers.resolve("Handler" + i + ".java"), handler(i));
    }
    Files.createDirectories(sources.resolve("generated"));
  }

  private static String handler(int number) {
    return """
        package handlers;

        import dev.pollen.CloseReason;
        import dev.pollen.Connection;
        import dev.pollen.annotation.Command;
        import dev.pollen.annotation.In;
        import dev.pollen.annotation.Line;
        import dev.pollen.annotation.OnAccept;
        import dev.pollen.annotation.OnClose;
        import dev.pollen.annotation.OnRead;

        public final class Handler%d {
          enum State { GREETED, NAMED }

          private String name = "";

          @OnAccept
          String welcome() {
            return "220 ready %d\\r\\n";
          }

          @OnRead
          @Line(max = 512)
          @Command("NAME")
          @In("GREETED")
          State name(String given) {
            name = given;
            return State.NAMED;
          }

          @OnRead
          @Line(max = 512)
          @Command("ADD")
          @In("NAMED")
          String add(int left, int right) {
            return name + ": " + (left + right) + "\\r\\n";
          }

          @OnRead
          @Line(max = 512)
          @Command
          @In({"GREETED", "NAMED"})
          String unknown(String line) {
            return "500 what?\\r\\n";
          }

          @OnClose
          void leave(Connection peer, CloseReason why) {
            name = "";
          }
        }
        """
        .replace("%d", Integer.toString(number));
  }

  /** Runs a compiler of its own, as a build does that compiles one module; in milliseconds. */
  private static double compile(Laboratory laboratory, Path sources, String subject)
      throws IOException, InterruptedException {
    Path generated = sources.resolve("generated");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of("-cp", path(laboratory, "pollen-annotations", "pollen-runtime")));
    command.addAll(List.of("-d", Files.createDirectories(sources.resolve("classes")).toString()));
    if (subject.equals(WITH_PROCESSOR)) {
      command.addAll(List.of("-s", generated.toString(), "--processor-path"));
      command.add(path(laboratory, "pollen-", "javapoet", "auto-service"));
    } else {
      command.add("-proc:none");
      command.addAll(files(generated));
    }
    command.addAll(files(sources.resolve("src")));
    Path arguments = Files.write(sources.resolve("arguments"), command.subList(1, command.size()));
    long start = System.nanoTime();
    Programs.output(List.of(command.get(0), "@" + arguments));
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().toList();
    }
  }

  private static String path(Laboratory laboratory, String... beginnings) {
    return laboratory.libraries().named(beginnings).stream()
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }
}
