package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of two or three screens, methods of one, and a word about every package. */
class SourceStyleTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final int MAX_FILE_LINES = 300;
  private static final int MAX_METHOD_LINES = 40;

  static Stream<Path> sources() {
    return Javac.files(SOURCES).stream();
  }

  static Stream<Path> packages() {
    return sources()
        .filter(file -> !file.endsWith("module-info.java"))
        .map(Path::getParent)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void filesAreShort(Path file) throws IOException {
    // A list is not harder to read for being long.
    assumeFalse(file.endsWith("report/Diagnostic.java"));
    assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MAX_FILE_LINES);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void methodsAreShortAndTypesAreAlone(Path file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(file));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (var unit : task.parse()) {
        List<String> tooLong = new ArrayList<>();
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitMethod(MethodTree method, Void nothing) {
            long start = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
            long end = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
            if (end - start >= MAX_METHOD_LINES) {
              tooLong.add(method.getName().toString());
            }
            return super.visitMethod(method, null);
          }
        }.scan(unit, null);
        assertThat(tooLong).isEmpty();
        assertThat(unit.getTypeDecls().stream().filter(ClassTree.class::isInstance))
            .hasSizeLessThanOrEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packagesAreExplained(Path directory) {
    assertThat(directory.resolve("package-info.java")).exists();
  }
}
