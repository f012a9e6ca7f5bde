package dev.pollen.example.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pollen.example.keyvalue.Pair.Clients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the example claims of Redis's behaviour, compared with Redis, reply by reply. */
@Timeout(60)
final class DifferentialTest {
  @TempDir static Path directory;

  private static Pair pair;

  private Clients clients;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(RedisServer.isInstalled(), "redis-server is not installed: nothing to compare with");
    pair = new Pair(directory);
  }

  @AfterAll
  static void stop() throws IOException {
    if (pair != null) {
      pair.close();
    }
  }

  @BeforeEach
  void connect() throws IOException {
    clients = pair.connect();
    clients.ask("FLUSHALL");
  }

  @AfterEach
  void hangUp() throws IOException {
    pair.hangUp();
  }

  static Stream<List<String>> scripts() {
    return Scripts.all().stream();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void doesWhatRedisDoes(List<String> lines) throws IOException {
    for (String line : lines) {
      clients.ask(Scripts.words(line));
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void soItDoesWhenAllIsSentAtOnce(List<String> lines) throws IOException {
    clients.askAll(lines.stream().map(Scripts::words).map(List::of).toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void soItDoesWhateverItIsAsked(long seed) throws IOException {
    RandomRequests random = new RandomRequests(seed);
    for (int i = 0; i < 40; i++) {
      clients.askAll(Stream.generate(random::next).limit(50).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*1\r\n$4\r\nPING\r\n*2\r\n$4\r\nECHO\r\n$0\r\n\r\n",
        "*-1\r\n*0\r\n\r\n \r\n*-5\r\nPING\r\n",
        "PING\n",
        "  pInG   hello\t\r\n",
        "SET \"a b\" 'c\\'d\\n'\r\nGET \"a b\"\r\nGET \"\\x61\\x20b\"\r\n",
        "ECHO \"\\n\\r\\t\\b\\a\\\\\\\"\\x0\\xzz\\q\"\r\n",
        "ECHO ab\"cd\"\r\nECHO ''\r\nECHO \"\"\r\n",
        "ECHO \"a\"b\r\n",
        "ECHO \"a\r\n",
        "ECHO 'a\r\n",
        "ECHO 'a'b\r\n",
        "PING\r\nECHO \"\r\nPING\r\n",
        "*1\r\n+PING\r\n",
        "*1\r\n\r\n",
        "*x\r\n",
        "*\r\n",
        "*01\r\n",
        "*+1\r\n",
        "*-0\r\n",
        "*1x\r\n$4\r\nPING\r\n",
        "*99999999999999999999\r\n",
        "*2147483648\r\n",
        "*1\r\n$-1\r\n",
        "*1\r\n$\r\n",
        "*1\r\n$04\r\nPING\r\n",
        "*1\r\n$4x\r\nPING\r\n",
        "*1\r\n$536870913\r\n",
        "*1\r\n$99999999999999999999\r\n",
        "*1\r\n$4\r\nPINGxxPING\r\n",
        "*1\r\n$0\r\n\r\n",
        "*2\r\n$0\r\n\r\n$1\r\n\000\r\n",
        "*2\r\n$6\r\na\000b\r\nc\r\n$4\r\nx\r\ny\r\n",
        "QUIT now please\r\nPING\r\n",
        "*2\r\n$4\r\nECHO\r\n$100\r\nnever sent as a whole",
      })
  void readsRequestsAsRedisDoes(String bytes) throws IOException {
    clients.send(RespSocket.bytes(bytes)).finishSending();
    clients.rest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "*1\r\n$"})
  void refusesLinesWithoutEnd(String start) throws IOException {
    clients.send(RespSocket.bytes(start + "1".repeat(70_000)));
    assertThat(clients.rest()).startsWith("-ERR Protocol error: too big ");
  }

  @Test
  void keysExpire() throws IOException {
    clients.ask("SET", "a", "1", "PX", "20");
    clients.ask("SET", "b", "1");
    clients.ask("PEXPIRE", "b", "20");
    clients.ask("RPUSH", "c", "1");
    clients.ask("PEXPIRE", "c", "20");
    clients.ask("SET", "d", "1", "EX", "1000");
    clients.askUntil(":0\r\n", "EXISTS", "a");
    clients.askUntil(":0\r\n", "EXISTS", "b");
    clients.askUntil(":0\r\n", "EXISTS", "c");
    clients.ask("TTL", "a");
    clients.ask("GET", "b");
    clients.ask("RPUSH", "c", "2");
    clients.ask("LRANGE", "c", "0", "-1");
    clients.ask("TTL", "c");
    clients.ask("INCR", "a");
    clients.ask("KEYS", "*");
    // By the timer, if nobody looks.
    clients.ask("SET", "e", "1", "PX", "1");
    clients.askUntil(":3\r\n", "DBSIZE");
  }

  @Test
  void scansAllKeys() throws IOException {
    assertThat(clients.scan()).isEmpty();
    for (int i = 0; i < 300; i++) {
      clients.ask(i % 3 == 0 ? "RPUSH" : "SET", "key:" + i, "1");
    }
    assertThat(clients.scan()).hasSize(300);
    assertThat(clients.scan("COUNT", "7", "MATCH", "key:1?")).hasSize(10);
    assertThat(clients.scan("TYPE", "LIST", "COUNT", "1000")).hasSize(100);
    assertThat(clients.scan("MATCH", "nothing")).isEmpty();
  }

  @Test
  void tellsSubscribers() throws IOException {
    Clients other = pair.connect();
    clients.ask("SUBSCRIBE", "news");
    clients.ask("PSUBSCRIBE", "n?ws");
    clients.send(RespSocket.request(List.of("SUBSCRIBE", "a", "news", "b")));
    clients.hear();
    clients.hear();
    assertThat(clients.hear()).endsWith(":4\r\n");
    assertThat(other.ask("PUBLISH", "news", "one\r\ntwo")).isEqualTo(":2\r\n");
    assertThat(clients.hear()).contains("message", "one\r\ntwo");
    assertThat(clients.hear()).contains("pmessage", "n?ws");
    assertThat(other.ask("PUBLISH", "nobody", "hears")).isEqualTo(":0\r\n");
    for (String line : List.of("GET a", "set a b", "PUBLISH news x", "NONSENSE x")) {
      assertThat(clients.ask(Scripts.words(line))).startsWith("-ERR ");
    }
    clients.ask("PING");
    clients.ask("PING", "hello");
    clients.ask("PING", "hello", "you");
    clients.ask("SUBSCRIBE");
    clients.ask("UNSUBSCRIBE", "a");
    clients.ask("UNSUBSCRIBE", "never");
    clients.ask("PUNSUBSCRIBE");
    clients.ask("PUNSUBSCRIBE");
    clients.ask("UNSUBSCRIBE", "b");
    assertThat(clients.ask("UNSUBSCRIBE")).endsWith(":0\r\n");
    assertThat(clients.ask("UNSUBSCRIBE")).endsWith("$-1\r\n:0\r\n");
    assertThat(clients.ask("GET", "a")).isEqualTo("$-1\r\n");
    assertThat(other.ask("PUBLISH", "news", "x")).isEqualTo(":0\r\n");
  }

  @Test
  void resetEndsSubscriptions() throws IOException {
    Clients other = pair.connect();
    clients.ask("CLIENT", "SETNAME", "me");
    clients.ask("SUBSCRIBE", "news");
    clients.ask("RESET");
    clients.ask("CLIENT", "GETNAME");
    assertThat(other.ask("PUBLISH", "news", "x")).isEqualTo(":0\r\n");
    clients.ask("SUBSCRIBE", "news");
    clients.ask("QUIT");
    clients.rest();
    other.askUntil(":0\r\n", "PUBLISH", "news", "x");
  }
}
