package dev.pollen;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The descriptors of this process that a transport can be the cause of. */
final class Descriptors {
  private static final Path DIRECTORY = Path.of("/proc/self/fd");

  private Descriptors() {}

  /** Whether this system tells. */
  static boolean areVisible() {
    return Files.isDirectory(DIRECTORY);
  }

  /** How many sockets and pollers are open. Files do not count: class loading opens them. */
  static int count() {
    return list().size();
  }

  private static List<String> list() {
    List<String> open = new ArrayList<>();
    if (!areVisible()) {
      return open;
    }
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DIRECTORY)) {
      for (Path descriptor : descriptors) {
        String target = target(descriptor);
        if (target.startsWith("socket:") || target.startsWith("anon_inode:")) {
          open.add(target);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return open;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
