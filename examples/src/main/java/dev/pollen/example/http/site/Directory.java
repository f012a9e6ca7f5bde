package dev.pollen.example.http.site;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The directory that a site shows: the one place that decides which files can be reached.
 *
 * <p>Nothing outside of it can be, whatever names and links say, and nothing whose name begins with
 * a dot: that is where people keep what is not for everybody.
 */
final class Directory {
  private final Path root;

  /** A file or directory, by its real path, which has no links. */
  record Entry(Path path, BasicFileAttributes attributes) {
    boolean isDirectory() {
      return attributes.isDirectory();
    }

    boolean isFile() {
      return attributes.isRegularFile();
    }

    Instant modified() {
      return attributes.lastModifiedTime().toInstant();
    }
  }

  private Directory(Path root) {
    this.root = root;
  }

  static Directory open(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new IOException("There is no directory '" + path + "'");
    }
    if (!Files.isReadable(path) || !Files.isExecutable(path)) {
      throw new IOException("The directory '" + path + "' may not be read");
    }
    return new Directory(path.toRealPath());
  }

  /** Finds what the names lead to; devices, pipes and the like do not count. */
  Optional<Entry> find(List<String> names) throws IOException {
    if (!names.stream().allMatch(Directory::isVisible)) {
      return Optional.empty();
    }
    try {
      Path path = root;
      for (String name : names) {
        path = path.resolve(name);
      }
      return entry(path);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Optional<Entry> entry(Path path) throws IOException {
    try {
      Path real = path.toRealPath();
      if (!real.startsWith(root)) {
        return Optional.empty();
      }
      BasicFileAttributes attributes =
          Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      // Opening a pipe would wait for somebody who writes into it.
      return Optional.of(new Entry(real, attributes))
          .filter(found -> found.isFile() || found.isDirectory());
    } catch (FileSystemException e) {
      // Not there, not ours, too long, a loop of links: to a stranger it is all the same.
      return Optional.empty();
    }
  }

  /**
   * The names in a directory, those of directories with a slash behind them, in no order.
   *
   * @param max how many children to look at, so that a huge directory costs no more than a large
   *     one
   */
  List<String> list(Entry directory, int max) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory.path)) {
      Iterator<Path> children = stream.iterator();
      for (int i = 0; i < max && children.hasNext(); i++) {
        Path child = children.next();
        String name = String.valueOf(child.getFileName());
        if (isVisible(name)) {
          entry(child).ifPresent(found -> names.add(name + (found.isDirectory() ? "/" : "")));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  private static boolean isVisible(String name) {
    return !name.isEmpty() && !name.startsWith(".") && name.indexOf('/') < 0;
  }
}
