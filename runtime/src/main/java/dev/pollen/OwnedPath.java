package dev.pollen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The file of a Unix socket, to be deleted as long as it is still the same file. */
final class OwnedPath {
  private final Path path;
  private final @Nullable Object key;

  OwnedPath(Path path) throws IOException {
    this.path = path;
    this.key = key(path);
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  void delete() {
    try {
      if (key != null && key.equals(key(path))) {
        Files.delete(path);
      }
    } catch (IOException e) {
      // It is gone already, or the directory is not ours any more. Either way nothing can be done.
    }
  }
}
