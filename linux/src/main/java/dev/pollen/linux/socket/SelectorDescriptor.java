package dev.pollen.linux.socket;

import dev.pollen.linux.poll.Glance;
import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.system.Calls;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the descriptor of a selector of the JDK, which does not tell it: among the epolls of this
 * process, the one that becomes ready whenever a channel of that selector does. Those of others may
 * do so by chance, but not again and again.
 */
final class SelectorDescriptor {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final String EPOLL = "anon_inode:[eventpoll]";

  /** How often it is looked for whoever becomes ready, while there is more than one. */
  private static final int MOST_ROUNDS = 32;

  private SelectorDescriptor() {}

  static int find(Transport nio, Calls calls) throws IOException {
    Glance glance = new Glance(calls);
    Set<Integer> candidates = epolls();
    int rounds = 0;
    do {
      keepThoseThatFollow(nio, glance, candidates);
      rounds++;
    } while (candidates.size() > 1 && rounds < MOST_ROUNDS);
    if (candidates.size() != 1) {
      throw new IOException(
          "The selector of the JDK cannot be found, so its channels cannot be served here;"
              + " is it one on epoll?");
    }
    return candidates.iterator().next();
  }

  /** Those that become ready with a channel of the selector, and do not stay so without it. */
  private static void keepThoseThatFollow(Transport nio, Glance glance, Set<Integer> candidates)
      throws IOException {
    Pipe pipe = Pipe.open();
    try (Pipe.SinkChannel sink = pipe.sink()) {
      StreamSocket source = nio.adopt(pipe.source());
      source.register(readiness -> {}, Readiness.READ);
      sink.write(ByteBuffer.allocate(1));
      // Makes the selector watch it. Nobody reads the byte, so it stays ready.
      nio.await(0);
      candidates.removeIf(epoll -> glance.events(epoll, Poller.IN) == 0);
      source.close();
      nio.releaseClosed();
      candidates.removeIf(epoll -> glance.events(epoll, Poller.IN) != 0);
    }
  }

  private static Set<Integer> epolls() throws IOException {
    Set<Integer> found = new HashSet<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path link : links) {
        if (isEpoll(link)) {
          found.add(Integer.valueOf(link.getFileName().toString()));
        }
      }
    }
    return found;
  }

  private static boolean isEpoll(Path link) {
    try {
      return Files.readSymbolicLink(link).toString().equals(EPOLL);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
