package dev.pollen.processor;

import static dev.pollen.processor.report.Diagnostic.INTERNAL;
import static dev.pollen.processor.report.Diagnostic.MODULE_READS;
import static dev.pollen.processor.report.Diagnostic.RUNTIME_MISSING;
import static dev.pollen.processor.report.Diagnostic.SOURCE_LEVEL;
import static dev.pollen.processor.report.Diagnostic.VERSION_SKEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.processor.report.Diagnostic;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about the compilation as a whole: once, however many handlers there are. */
class EnvironmentTest {
  private static final String ECHO =
      "package app; class Echo { @dev.pollen.annotation.OnRead void read() {} }";
  private static final String OTHER =
      "package app; class Other { @dev.pollen.annotation.OnRead void read() {} }";
  private static final Map<String, String> HANDLERS =
      Map.of("app/Echo.java", ECHO, "app/Other.java", OTHER);

  @TempDir Path directory;

  @Test
  void missesRuntime() {
    Javac.Result result = Javac.into(directory).classPath(Javac.ANNOTATIONS).compile(HANDLERS);

    assertThat(result.messages())
        .containsExactly(
            text(
                RUNTIME_MISSING,
                "The runtime of Pollen is not on the class path: 'dev.pollen.Dispatcher' was not"
                    + " found",
                "Add dev.pollen:pollen-runtime to the dependencies."));
  }

  @Test
  void rejectsRuntimeOfAnotherVersion() {
    for (String constant : new String[] {"", "public static final int API_LEVEL = 7;"}) {
      Javac.Result result =
          Javac.into(directory)
              .classPath(Javac.ANNOTATIONS)
              .compile(
                  Map.of(
                      "app/Echo.java",
                      ECHO,
                      "app/Other.java",
                      OTHER,
                      "dev/pollen/Dispatcher.java",
                      "package dev.pollen; public class Dispatcher { " + constant + " }"));

      assertThat(result.messages())
          .containsExactly(
              text(
                  VERSION_SKEW,
                  "The API level of the runtime is "
                      + (constant.isEmpty() ? "0" : "7")
                      + ", but that of the processor is 3",
                  "Use one version for all modules of Pollen; pollen-bom sets it in one place."));
    }
  }

  @Test
  void rejectsOldSourceLevel() {
    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .options("--release", "11")
            .compile(HANDLERS);

    assertThat(result.messages())
        .containsExactly(
            text(
                SOURCE_LEVEL,
                "Generated code needs --release 17; this compilation uses 11",
                "Raise --release, or remove the processor."));
  }

  @Test
  void rejectsModuleThatDoesNotReadTheRuntime() {
    Javac.Result result =
        Javac.into(directory)
            .modulePath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(
                Map.of(
                    "module-info.java",
                    "module app { requires dev.pollen.annotation; }",
                    "app/Echo.java",
                    ECHO));

    assertThat(result.messages())
        .containsExactly(
            text(
                MODULE_READS,
                "Module 'app' does not read module 'dev.pollen', which generated code refers to",
                "Add 'requires dev.pollen;' to its module-info, and dev.pollen:pollen-runtime to"
                    + " the dependencies."));
  }

  @Test
  void survivesFailureOfOneHandler() {
    Javac.Result result =
        Javac.with(
                directory,
                new FilerSpy(
                    arguments -> {
                      if (arguments.get(0).equals("app.EchoDispatcher")) {
                        throw new IllegalStateException("disk of wool");
                      }
                    }))
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(HANDLERS);

    assertThat(result.messages()).hasSize(1);
    assertThat(result.messages().get(0).replaceAll("\\s+", " "))
        .startsWith(
            text(
                INTERNAL,
                "Pollen failed on 'Echo': java.lang.IllegalStateException: disk of wool",
                "Report this, please, with the trace: java.lang.IllegalStateException: disk of wool"
                    + " at "));
    assertThat(result.sources()).containsOnlyKeys("app/OtherDispatcher.java");
  }

  private static String text(Diagnostic diagnostic, String rule, String hint) {
    return "[" + diagnostic.key() + "] " + rule + ". " + hint;
  }
}
