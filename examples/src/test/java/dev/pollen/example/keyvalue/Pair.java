package dev.pollen.example.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redis and the example, which are asked the same, and must answer the same. */
final class Pair implements AutoCloseable {
  /** Redis has no order for these. */
  private static final Set<String> UNORDERED = Set.of("keys");

  /** These depend on the time, which goes on between the two. */
  private static final Set<String> TIMES = Set.of("ttl", "pttl");

  private static final Pattern TIME = Pattern.compile(":(\\d+)\r\n");
  private static final Pattern BULK = Pattern.compile("\\$\\d+\r\n[^\r]*\r\n");

  private final RedisServer redis;
  private final RunningServer server;
  private final List<RespSocket> sockets = new ArrayList<>();

  Pair(Path directory) throws IOException {
    redis = new RedisServer(directory);
    server = KeyValueTest.serve();
  }

  /** A client of each. */
  final class Clients {
    private final RespSocket real;
    private final RespSocket ours;

    private Clients() throws IOException {
      real = redis.connect();
      sockets.add(real);
      ours = new RespSocket(server.address());
      sockets.add(ours);
    }

    /** Asks both, compares the replies, and returns them. */
    String ask(String... words) throws IOException {
      return askAll(List.of(List.of(words)));
    }

    /** Asks both for all of these before it compares the replies; returns the last. */
    String askAll(List<List<String>> requests) throws IOException {
      for (List<String> request : requests) {
        send(RespSocket.request(request));
      }
      String last = "";
      for (List<String> request : requests) {
        String expected = real.reply();
        String actual = ours.reply();
        String command = request.get(0).toLowerCase(Locale.ROOT);
        if (!(TIMES.contains(command) && areNear(expected, actual))) {
          assertThat(normal(command, actual))
              .as("%s", request)
              .isEqualTo(normal(command, expected));
        }
        last = actual;
      }
      return last;
    }

    /** One reply of each that nobody has asked for now. */
    String hear() throws IOException {
      String expected = real.reply();
      assertThat(ours.reply()).isEqualTo(expected);
      return expected;
    }

    Clients send(byte[] bytes) throws IOException {
      real.send(bytes);
      ours.send(bytes);
      return this;
    }

    /** Everything until both have ended the stream. */
    String rest() throws IOException {
      String expected = real.rest();
      assertThat(ours.rest()).isEqualTo(expected);
      return expected;
    }

    void finishSending() throws IOException {
      real.finishSending();
      ours.finishSending();
    }

    /** Asks each by itself until it gives this answer. */
    void askUntil(String answer, String... words) throws IOException {
      for (RespSocket each : List.of(real, ours)) {
        while (!each.ask(words).equals(answer)) {
          Thread.onSpinWait();
        }
      }
    }

    /** Goes through all keys of each piece by piece; returns them in order. */
    List<String> scan(String... options) throws IOException {
      List<String> expected = scan(real, options);
      assertThat(scan(ours, options)).isEqualTo(expected);
      return expected;
    }

    private static List<String> scan(RespSocket socket, String... options) throws IOException {
      List<String> found = new ArrayList<>();
      String cursor = "0";
      do {
        List<String> words = new ArrayList<>(List.of("SCAN", cursor));
        words.addAll(List.of(options));
        List<String> strings =
            BULK.matcher(socket.send(RespSocket.request(words)).reply())
                .results()
                .map(result -> result.group().split("\r\n", -1)[1])
                .toList();
        cursor = strings.get(0);
        found.addAll(strings.subList(1, strings.size()));
      } while (!cursor.equals("0"));
      return found.stream().distinct().sorted().toList();
    }
  }

  Clients connect() throws IOException {
    return new Clients();
  }

  /** Lets all clients go. */
  void hangUp() throws IOException {
    for (RespSocket each : sockets) {
      each.close();
    }
    sockets.clear();
  }

  private static boolean areNear(String one, String other) {
    Matcher first = TIME.matcher(one);
    Matcher second = TIME.matcher(other);
    return first.matches()
        && second.matches()
        && Math.abs(Long.parseLong(first.group(1)) - Long.parseLong(second.group(1))) < 60_000;
  }

  private static String normal(String command, String reply) {
    if (!UNORDERED.contains(command)) {
      return reply;
    }
    List<String> parts = new ArrayList<>(List.of(reply.split("(?=\\$)", -1)));
    Collections.sort(parts);
    return String.join("", parts);
  }

  @Override
  public void close() throws IOException {
    hangUp();
    server.close();
    redis.close();
  }
}
