package dev.pollen.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Loop;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HotSpot compiles a method into its callers if it has at most 325 bytes, however often it is
 * called ({@code -XX:FreqInlineSize}). A larger one on the way of an event costs a call, and what
 * the compiler cannot see across it: objects that would live in registers are allocated.
 */
final class MethodSizeTest {
  private static final int FREQ_INLINE_SIZE = 325;

  @ParameterizedTest
  @ValueSource(classes = {Loop.class, LinuxSocketOptions.class})
  void noMethodIsTooLargeToBeInlined(Class<?> memberOfModule) throws Exception {
    List<String> tooLarge = new ArrayList<>();
    int methods = 0;
    for (Map.Entry<String, byte[]> file : classFiles(memberOfModule).entrySet()) {
      Map<String, Integer> sizes = CodeSizes.of(file.getValue());
      methods += sizes.size();
      sizes.forEach(
          (method, size) -> {
            // Constructors that large, and initialisers of classes, are not on the way of an event.
            if (size > FREQ_INLINE_SIZE && !method.startsWith("<")) {
              tooLarge.add(file.getKey() + " " + method + ": " + size);
            }
          });
    }
    assertThat(methods).isGreaterThan(100);
    assertThat(tooLarge).isEmpty();
  }

  /** The bytes of all classes of a module, which are in a directory or a jar, by file name. */
  private static Map<String, byte[]> classFiles(Class<?> memberOfModule)
      throws IOException, URISyntaxException {
    Path place =
        Path.of(memberOfModule.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return classFilesUnder(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return classFilesUnder(jar.getPath("/"));
    }
  }

  private static Map<String, byte[]> classFilesUnder(Path directory) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        contents.put(directory.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
