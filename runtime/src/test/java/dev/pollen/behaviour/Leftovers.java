package dev.pollen.behaviour;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a test must not leave behind in its process: sockets, pollers and threads. */
final class Leftovers {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  static {
    // The JDK opens some descriptors of its own with the first channel of a kind.
    try {
      Selector.open().close();
      for (Family family : Family.values()) {
        if (family.isAvailable()) {
          SocketChannel.open(family.protocol).close();
        }
      }
      Pipe pipe = Pipe.open();
      pipe.sink().close();
      pipe.source().close();
      DatagramChannel.open().close();
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int descriptors = descriptors().size();
  private final Set<Thread> threads = threads().collect(Collectors.toSet());

  /** What is there now and was not when this was created. */
  List<String> found() {
    List<String> found = new ArrayList<>();
    List<String> now = descriptors();
    if (now.size() > descriptors) {
      found.add("descriptors, " + (now.size() - descriptors) + " too many: " + now);
    }
    threads()
        .filter(thread -> !threads.contains(thread) && !isAllowed(thread))
        .forEach(thread -> found.add("a thread: " + thread.getName()));
    return found;
  }

  /** Looking up names takes a thread, which waits a while for more to do. */
  private static boolean isAllowed(Thread thread) {
    boolean isOfTheJdk = thread.isDaemon() && !thread.getName().startsWith("pollen");
    return isOfTheJdk || (thread.isDaemon() && thread.getName().startsWith("pollen-resolver"));
  }

  private static Stream<Thread> threads() {
    Thread[] all = new Thread[Thread.activeCount() + 16];
    int count = Thread.enumerate(all);
    return Stream.of(all).limit(count).filter(Thread::isAlive);
  }

  /** Files do not count: class loading opens them. */
  private static List<String> descriptors() {
    List<String> open = new ArrayList<>();
    if (Files.isDirectory(DESCRIPTORS)) {
      try (DirectoryStream<Path> links = Files.newDirectoryStream(DESCRIPTORS)) {
        links.forEach(link -> target(link).ifPresent(open::add));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return open;
  }

  private static Optional<String> target(Path link) {
    try {
      String target = Files.readSymbolicLink(link).toString();
      return Optional.of(target).filter(t -> t.matches("(socket|pipe|anon_inode):.*"));
    } catch (IOException closedMeanwhile) {
      return Optional.empty();
    }
  }
}
