package dev.pollen.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;

/**
 * What the processor says about some source.
 *
 * <p>A rule is proved in one line: the source, with {@code // !} on every line where the finding is
 * expected (a single line needs no mark), and the diagnostic with its whole text. There must be
 * nothing else to find.
 */
final class Diagnosed {
  private static final String MARK = "// !";
  private static final String HEADER =
      "package app; import dev.pollen.*; import dev.pollen.annotation.*; import java.io.*;"
          + " import java.net.*; import java.nio.*; import java.util.*;"
          + " import dev.pollen.annotation.Readable; ";

  private final String source;
  private final Compilation compilation;

  private Diagnosed(String source, Compilation compilation) {
    this.source = source;
    this.compilation = compilation;
  }

  /** Compiles members of a class {@code Echo}. */
  static Diagnosed members(String members) {
    return file("class Echo {\n" + members + "\n}");
  }

  /** Compiles a file in package {@code app}, with everything imported that handlers need. */
  static Diagnosed file(String types) {
    return source(HEADER + types);
  }

  /** Compiles a file as it is, and others that are not looked at. */
  static Diagnosed source(String source, JavaFileObject... others) {
    JavaFileObject file = JavaFileObjects.forSourceString("app.Echo", source);
    Compilation compilation =
        javac()
            .withProcessors(new DispatcherProcessor())
            .withOptions("-proc:only")
            .compile(Stream.concat(Stream.of(file), Arrays.stream(others)).toList());
    return new Diagnosed(source, compilation);
  }

  /** Expects this error on every marked line, and nothing else. */
  void fails(Diagnostic diagnostic, String rule, String hint) {
    assertThat(diagnostic.severity()).isEqualTo(Severity.ERROR);
    says(diagnostic, rule, hint);
    assertThat(compilation.status()).isEqualTo(Compilation.Status.FAILURE);
  }

  /** Expects this warning on every marked line, and nothing else. */
  void warns(Diagnostic diagnostic, String rule, String hint) {
    assertThat(diagnostic.severity()).isEqualTo(Severity.WARNING);
    says(diagnostic, rule, hint);
    assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
  }

  /** Expects nothing. */
  void isClean() {
    assertThat(messages()).isEmpty();
    assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
  }

  /** Expects exactly these keys in this order, each with its line: {@code "3 PrivateHandler"}. */
  void finds(String... linesAndKeys) {
    assertThat(findings().map(each -> line(each) + " " + key(each)))
        .containsExactlyInAnyOrder(linesAndKeys);
  }

  /** The texts of all errors and warnings, ours or the compiler's. */
  List<String> messages() {
    return compilation.diagnostics().stream()
        .filter(each -> each.getKind() != Kind.NOTE)
        .map(each -> each.getMessage(Locale.ROOT))
        .toList();
  }

  private void says(Diagnostic diagnostic, String rule, String hint) {
    String text = "[" + diagnostic.key() + "] " + rule + ". " + hint;
    assertThat(findings().map(each -> line(each) + ": " + each.getMessage(Locale.ROOT)).sorted())
        .containsExactlyElementsOf(markedLines().map(line -> line + ": " + text).sorted().toList());
  }

  private Stream<javax.tools.Diagnostic<? extends JavaFileObject>> findings() {
    return compilation.diagnostics().stream()
        .filter(each -> each.getMessage(Locale.ROOT).startsWith("["))
        .map(each -> (javax.tools.Diagnostic<? extends JavaFileObject>) each);
  }

  private static String key(javax.tools.Diagnostic<? extends JavaFileObject> finding) {
    String message = finding.getMessage(Locale.ROOT);
    return message.substring(1, message.indexOf(']'));
  }

  private static long line(javax.tools.Diagnostic<? extends JavaFileObject> finding) {
    return finding.getLineNumber();
  }

  /** The lines with a mark; of source without marks the first line that a test wrote itself. */
  private Stream<String> markedLines() {
    String[] lines = source.split("\n", -1);
    List<String> marked =
        IntStream.range(0, lines.length)
            .filter(i -> lines[i].contains(MARK))
            .mapToObj(i -> String.valueOf(i + 1))
            .toList();
    boolean wrapped = lines[0].endsWith("class Echo {");
    return marked.isEmpty() ? Stream.of(wrapped ? "2" : "1") : marked.stream();
  }
}
