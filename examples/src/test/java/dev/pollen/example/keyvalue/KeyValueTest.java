package dev.pollen.example.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server by itself: what can be told without a Redis, and what Redis does otherwise. */
@Timeout(60)
final class KeyValueTest {
  private static final String TOO_MUCH =
      "-OOM command not allowed when used memory > 'maxmemory'.\r\n";

  static RunningServer serve() throws IOException {
    return serve(1 << 26);
  }

  private static RunningServer serve(long maxBytes) throws IOException {
    return serve(new KeyValueServer(maxBytes));
  }

  private static RunningServer serve(KeyValueServer keys) throws IOException {
    return RunningServer.of(
        new KeyValueServerDispatcher(keys),
        KeyValueServer.LIMITS.with(limits -> limits.maxOutput(4 << 20)));
  }

  @Test
  void keepsWhatItIsGiven() throws IOException {
    try (RunningServer server = serve();
        RespSocket client = new RespSocket(server.address());
        RespSocket other = new RespSocket(server.address())) {
      assertThat(client.ask("SET", "a\0\r\n", "\u00ff")).isEqualTo("+OK\r\n");
      assertThat(other.ask("GET", "a\0\r\n")).isEqualTo("$1\r\n\u00ff\r\n");
      assertThat(other.ask("RPUSH", "list", "a", "b")).isEqualTo(":2\r\n");
      assertThat(client.ask("LRANGE", "list", "0", "-1")).isEqualTo("*2\r\n$1\r\na\r\n$1\r\nb\r\n");
      assertThat(client.ask("GET", "list")).startsWith("-WRONGTYPE ");
      assertThat(client.ask("get")).contains("wrong number of arguments for 'get' command");
      assertThat(client.ask("BREW", "tea")).contains("unknown command 'BREW'", "'tea'");
    }
  }

  @Test
  void takesLargeValues() throws IOException {
    String value = "x".repeat(3_000_000);
    try (RunningServer server = serve();
        RespSocket client = new RespSocket(server.address())) {
      assertThat(client.ask("SET", "a", value)).isEqualTo("+OK\r\n");
      assertThat(client.ask("GET", "a")).isEqualTo("$3000000\r\n" + value + "\r\n");
    }
  }

  @Test
  void answersInOrder() throws IOException {
    try (RunningServer server = serve();
        RespSocket client = new RespSocket(server.address())) {
      client.send(RespSocket.bytes("INCR n\r\nINCR x y\r\nBREW\r\n".repeat(2000)));
      for (int i = 1; i <= 2000; i++) {
        assertThat(client.reply()).isEqualTo(":" + i + "\r\n");
        assertThat(client.reply()).startsWith("-ERR wrong number");
        assertThat(client.reply()).startsWith("-ERR unknown command");
      }
    }
  }

  @Test
  void tellsAboutItself() throws IOException {
    try (RunningServer server = serve();
        RespSocket client = new RespSocket(server.address())) {
      client.ask("SET", "a", "1", "EX", "100");
      client.ask("SET", "b", "1");
      assertThat(client.ask("INFO"))
          .contains("# Server\r\n", "\r\nconnected_clients:1\r\n")
          .contains("\r\n# Keyspace\r\ndb0:keys=2,expires=1,avg_ttl=0\r\n");
      assertThat(client.ask("INFO", "keyspace")).startsWith("$44\r\n# Keyspace\r\n");
      int commands = SessionDispatcher.commands().size();
      assertThat(client.ask("COMMAND", "COUNT")).isEqualTo(":" + commands + "\r\n");
      assertThat(client.ask("COMMAND", "LIST")).startsWith("*" + commands).contains("\r\nget\r\n");
      assertThat(client.ask("COMMAND", "DOCS")).isEqualTo("*0\r\n");
      assertThat(client.ask("CLIENT", "SETINFO", "LIB-NAME", "x")).isEqualTo("+OK\r\n");
      assertThat(client.ask("CLIENT", "ID")).isEqualTo(":1\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*1048577\r\n",
        "*1\r\n$67108865\r\n",
        "*1\r\n$-1\r\n",
        "*1\r\n:1\r\n",
        "ECHO \"a\r\n",
      })
  void endsWhatIsNoProtocol(String bytes) throws IOException {
    try (RunningServer server = serve();
        RespSocket client = new RespSocket(server.address())) {
      client.send(RespSocket.bytes("PING\r\n" + bytes + "PING\r\n"));
      assertThat(client.reply()).isEqualTo("+PONG\r\n");
      assertThat(client.reply()).startsWith("-ERR Protocol error: ");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void refusesWhatIsTooMuch() throws IOException {
    try (RunningServer server = serve(100_000);
        RespSocket client = new RespSocket(server.address())) {
      String reply = "";
      for (int i = 0; i < 2000 && !reply.equals(TOO_MUCH); i++) {
        reply = client.ask("SET", "key:" + i, "x".repeat(100));
      }
      assertThat(reply).isEqualTo(TOO_MUCH);
      for (List<String> growing :
          List.of(
              List.of("RPUSH", "list", "a"),
              List.of("HSET", "hash", "a", "1"),
              List.of("HINCRBY", "hash", "a", "1"),
              List.of("INCR", "n"),
              List.of("APPEND", "key:1", "a"),
              List.of("SUBSCRIBE", "news"))) {
        assertThat(client.send(RespSocket.request(growing)).reply()).isEqualTo(TOO_MUCH);
      }
      assertThat(client.ask("STRLEN", "key:1")).isEqualTo(":100\r\n");
      assertThat(client.ask("DEL", "key:1", "key:2")).isEqualTo(":2\r\n");
      assertThat(client.ask("SET", "n", "1")).isEqualTo("+OK\r\n");
    }
  }

  @Test
  void whatIsTooMuchCanBeRenamed() throws IOException {
    try (RunningServer server = serve(100_000);
        RespSocket client = new RespSocket(server.address())) {
      client.ask("SET", "a", "1", "EX", "100");
      client.ask("SET", "b", "x".repeat(200_000));
      assertThat(client.ask("RENAME", "a", "c")).isEqualTo("+OK\r\n");
      assertThat(client.ask("GET", "c")).isEqualTo("$1\r\n1\r\n");
      assertThat(client.ask("TTL", "c")).as("as before").doesNotStartWith(":-");
      assertThat(client.ask("EXISTS", "a")).isEqualTo(":0\r\n");
      assertThat(client.ask("RENAME", "c", "longer")).isEqualTo(TOO_MUCH);
      assertThat(client.ask("GET", "c")).isEqualTo("$1\r\n1\r\n");
    }
  }

  @Test
  void severalKeysAreSetTogetherOrNotAtAll() throws IOException {
    String much = "x".repeat(200_000);
    try (RunningServer server = serve(100_000);
        RespSocket client = new RespSocket(server.address())) {
      client.ask("SET", "b", "before", "EX", "100");
      // There is room when it begins, as for a single key.
      assertThat(client.ask("MSET", "a", much, "b", "1", "c", "2")).isEqualTo("+OK\r\n");
      assertThat(client.ask("MGET", "b", "c")).isEqualTo("*2\r\n$1\r\n1\r\n$1\r\n2\r\n");
      assertThat(client.ask("TTL", "b")).isEqualTo(":-1\r\n");
      assertThat(client.ask("MSET", "b", "3", "d", "4")).isEqualTo(TOO_MUCH);
      assertThat(client.ask("MGET", "b", "d")).isEqualTo("*2\r\n$1\r\n1\r\n$-1\r\n");
    }
  }

  @Test
  void shortRequestsForVeryLongRepliesHarmNobody() throws IOException {
    String[] all = new String[10_000];
    Arrays.fill(all, "a");
    all[0] = "MGET";
    try (RunningServer server = serve();
        RespSocket client = new RespSocket(server.address());
        RespSocket other = new RespSocket(server.address())) {
      client.ask("SET", "a", "x".repeat(1_000_000));
      assertThat(client.send(all).rest()).isEmpty();
      assertThat(other.ask("PING")).isEqualTo("+PONG\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LPOP list 3",
        "RPOP list 3",
        "GETDEL long",
        "GETSET long x",
        "SET long x GET",
        "SET long x EX 1 GET"
      })
  void whatCannotBeToldStays(String request) throws IOException {
    String element = "x".repeat(4000);
    String value = "x".repeat(10_000);
    try (RunningServer server =
            serve(new KeyValueServer(1 << 26, 10_000, System::currentTimeMillis));
        RespSocket client = new RespSocket(server.address());
        RespSocket other = new RespSocket(server.address())) {
      other.ask("RPUSH", "list", element, element, element);
      other.ask("SET", "long", value);
      assertThat(client.send(Scripts.words(request)).rest()).isEmpty();
      assertThat(other.ask("LLEN", "list")).isEqualTo(":3\r\n");
      assertThat(other.ask("STRLEN", "long")).isEqualTo(":10000\r\n");
      assertThat(other.ask("TTL", "long")).isEqualTo(":-1\r\n");
      // A single one is not too long.
      assertThat(other.ask("RPOP", "list")).isEqualTo("$4000\r\n" + element + "\r\n");
      assertThat(other.ask("LPOP", "list", "2")).startsWith("*2\r\n$4000\r\n");
      assertThat(other.ask("EXISTS", "list")).isEqualTo(":0\r\n");
    }
  }

  @Test
  void patternsHaveALimit() throws IOException {
    String longest = "*" + "?".repeat(1023);
    String tooLong = longest + "?";
    String refusal = "-ERR pattern is too long\r\n";
    try (RunningServer server = serve();
        RespSocket client = new RespSocket(server.address())) {
      client.ask("SET", "a", "1");
      assertThat(client.ask("KEYS", longest)).isEqualTo("*0\r\n");
      assertThat(client.ask("KEYS", tooLong)).isEqualTo(refusal);
      assertThat(client.ask("SCAN", "0", "MATCH", longest)).endsWith("*0\r\n");
      assertThat(client.ask("SCAN", "0", "MATCH", tooLong)).isEqualTo(refusal);
      assertThat(client.ask("CONFIG", "GET", longest)).isEqualTo("*0\r\n");
      assertThat(client.ask("CONFIG", "GET", tooLong)).isEqualTo(refusal);
      assertThat(client.ask("PSUBSCRIBE", "news", tooLong)).isEqualTo(refusal);
      assertThat(client.ask("PUBLISH", "news", "x")).as("nobody").isEqualTo(":0\r\n");
      assertThat(client.ask("PSUBSCRIBE", longest)).endsWith(":1\r\n");
    }
  }

  @Test
  void aSubscriberWhoDoesNotReadHarmsNobody() throws IOException {
    String message = "x".repeat(100_000);
    try (RunningServer server = serve();
        RespSocket deaf = new RespSocket(server.address());
        RespSocket client = new RespSocket(server.address())) {
      deaf.ask("SUBSCRIBE", "news");
      int said = 0;
      while (client.ask("PUBLISH", "news", message).equals(":1\r\n")) {
        said++;
        assertThat(said).as("messages that a deaf one may miss").isLessThan(1000);
      }
      assertThat(client.ask("PING")).isEqualTo("+PONG\r\n");
    }
  }

  @Test
  void whoGoesAwayInTheMiddleOfARequestIsForgotten() throws IOException {
    try (RunningServer server = serve();
        RespSocket client = new RespSocket(server.address())) {
      client.send(RespSocket.bytes("*2\r\n$9\r\nSUBSCRIBE\r\n$4\r\nnews\r\n*2\r\n$3\r\nGE"));
      client.reply();
      client.finishSending();
      assertThat(client.rest()).isEmpty();
      try (RespSocket other = new RespSocket(server.address())) {
        assertThat(other.ask("PUBLISH", "news", "x")).isEqualTo(":0\r\n");
        assertThat(other.ask("INFO", "clients")).contains("connected_clients:1\r\n");
      }
    }
  }
}
