package dev.pollen.behaviour;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pollen.FileProducer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;

/** A file of random bytes that is to be sent. */
final class SentFile {
  static final int MEGABYTE = 1024 * 1024;

  /** More than the buffers of both systems hold. */
  static final int LARGE = 12 * MEGABYTE;

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private final Path path;
  private final byte[] content;

  private SentFile(Path path, byte[] content) {
    this.path = path;
    this.content = content;
  }

  /** Writes one, whose name tells its size. */
  static SentFile in(Path directory, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return new SentFile(Files.write(directory.resolve("file of " + size), content), content);
  }

  Path path() {
    return path;
  }

  byte[] content() {
    return content;
  }

  FileProducer open(Testbed bed) throws IOException {
    return FileProducer.open(bed.loop(), path);
  }

  /** Its bytes, as peers tell what they have received. */
  String text() {
    return new String(content, ISO_8859_1);
  }

  /** Whether the system tells which files this process has open. */
  static boolean canTellIfOpen() {
    return Files.isDirectory(DESCRIPTORS);
  }

  /** Whether this process has it open, as far as the system tells. */
  boolean isOpen() {
    if (!canTellIfOpen()) {
      return false;
    }
    try (DirectoryStream<Path> links = Files.newDirectoryStream(DESCRIPTORS)) {
      Path real = path.toRealPath();
      for (Path link : links) {
        if (leadsTo(link, real)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean leadsTo(Path link, Path file) throws IOException {
    try {
      return Files.readSymbolicLink(link).equals(file);
    } catch (NoSuchFileException closedMeanwhile) {
      return false;
    }
  }
}
