package dev.pollen.example.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DnsTest {
  private static final String A = "\0\1\0\1";
  private static final String NAME = "\3www\1a\4test\0";
  private static final List<String> LINES =
      List.of(
          "; addresses",
          "",
          "www.A.test. 300 IN A 192.0.2.1",
          "www.a.test. 5 IN AAAA 2001:db8::1",
          "a.test 60 IN TXT \"hello\" \"\"",
          "big.a.test. 1 IN TXT \"" + "x".repeat(250) + "\" \"" + "y".repeat(250) + "\"");

  private static RunningServer serve() throws IOException {
    Zone zone = Zone.of(LINES);
    return RunningServer.of(
        new DnsServerDispatcher(new DnsServer(zone)),
        new DnsDatagramsDispatcher(new DnsDatagrams(zone)),
        DnsServer.LIMITS);
  }

  private static String query(String question) {
    return "\1\2\1\0\0\1\0\0\0\0\0\0" + question;
  }

  private static DatagramSocket client(RunningServer server) throws IOException {
    DatagramSocket client = new DatagramSocket();
    client.setSoTimeout(10_000);
    client.connect(server.address());
    return client;
  }

  private static void send(DatagramSocket client, String message) throws IOException {
    byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
    client.send(new DatagramPacket(bytes, bytes.length));
  }

  private static String receive(DatagramSocket client) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    client.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
  }

  private static String ask(RunningServer server, String message) throws IOException {
    try (DatagramSocket client = client(server)) {
      send(client, message);
      return receive(client);
    }
  }

  @Test
  void answers() throws IOException {
    try (RunningServer server = serve()) {
      assertThat(ask(server, query(NAME + A)))
          .isEqualTo(
              "\1\2\u0085\0\0\1\0\1\0\0\0\0"
                  + NAME
                  + A
                  + "\u00c0\14"
                  + A
                  + "\0\0\1\54\0\4\u00c0\0\2\1");
      String shouted = "\3WWW\1A\4tesT\0\0\34\0\1";
      assertThat(ask(server, query(shouted)))
          .isEqualTo(
              "\1\2\u0085\0\0\1\0\1\0\0\0\0"
                  + shouted
                  + "\u00c0\14\0\34\0\1\0\0\0\5\0\20\40\1\15\u00b8"
                  + "\0".repeat(11)
                  + "\1");
      String texts = "\1a\4test\0\0\20\0\1";
      assertThat(ask(server, query(texts)))
          .isEqualTo(
              "\1\2\u0085\0\0\1\0\1\0\0\0\0" + texts + "\u00c0\14\0\20\0\1\0\0\0\74\0\7\5hello\0");
    }
  }

  /** Flags and code, and whether the question is repeated. */
  @ParameterizedTest
  @CsvSource({
    "'\1\0', 1, '\3www\1a\4test\0', '\0\17\0\1', '\u0085\0', 1",
    "'\0\0', 1, '\4test\0', '\0\1\0\1', '\u0084\0', 1",
    "'\0\0', 1, '\0', '\0\1\0\1', '\u0084\0', 1",
    "'\1\0', 1, '\2no\1a\4test\0', '\0\1\0\1', '\u0085\3', 1",
    "'\1\0', 1, '\3www\1a\4test\0', '\0\1\0\3', '\u0081\5', 1",
    "'\50\0', 1, '\3www\1a\4test\0', '\0\6\0\1', '\u00a8\4', 1",
    "'\0\0', 2, '\3www\1a\4test\0', '\0\1\0\1', '\u0080\1', 0",
    "'\0\0', 0, '', '', '\u0080\1', 0",
    "'\0\0', 1, '\3www\1a\4test', '', '\u0080\1', 0",
    "'\0\0', 1, '\3www\1a\4test\0', '\0\1\0', '\u0080\1', 0",
    "'\0\0', 1, '\u00c0\14', '\0\1\0\1', '\u0080\1', 0",
    "'\0\0', 1, '\100', '\0\1\0\1', '\u0080\1', 0",
  })
  void refuses(String flags, char questions, String name, String kind, String answer, int repeated)
      throws IOException {
    try (RunningServer server = serve()) {
      String query =
          "\7\7" + flags + "\0" + (char) (questions - '0') + "\0\0\0\0\0\0" + name + kind;
      assertThat(ask(server, query))
          .isEqualTo(
              "\7\7"
                  + answer
                  + "\0"
                  + (char) repeated
                  + "\0\0\0\0\0\0"
                  + (repeated == 1 ? name + kind : ""));
    }
  }

  @Test
  void namesHaveALimit() throws IOException {
    try (RunningServer server = serve()) {
      String longest = "\1a".repeat(127) + "\0";
      assertThat(ask(server, query(longest + A)).substring(0, 4)).isEqualTo("\1\2\u0085\3");
      assertThat(ask(server, query("\1a" + longest + A)).substring(0, 4)).isEqualTo("\1\2\u0081\1");
    }
  }

  @Test
  void isSilentAboutGarbageAndAnswers() throws IOException {
    Random random = new Random(5);
    try (RunningServer server = serve();
        DatagramSocket client = client(server)) {
      send(client, "");
      send(client, "x".repeat(11));
      send(client, "\1\2\u0080\0\0\1\0\0\0\0\0\0" + NAME + A);
      for (int i = 0; i < 60; i++) {
        byte[] garbage = new byte[random.nextInt(12)];
        random.nextBytes(garbage);
        client.send(new DatagramPacket(garbage, garbage.length));
      }
      send(client, query(NAME + A));
      assertThat(receive(client)).startsWith("\1\2\u0085\0").contains("\u00c0\0\2\1");
    }
  }

  @Test
  void ignoresExtensions() throws IOException {
    try (RunningServer server = serve()) {
      String extended = "\1\2\1\0\0\1\0\0\0\0\0\1" + NAME + A + "\0\0\51\20\0\0\0\0\0\0\0";
      assertThat(ask(server, extended)).isEqualTo(ask(server, query(NAME + A)));
    }
  }

  @Test
  void whatIsTooMuchForADatagramIsToldOverTcp() throws IOException {
    String question = "\3big\1a\4test\0\0\20\0\1";
    try (RunningServer server = serve();
        Client client = server.connect()) {
      assertThat(ask(server, query(question))).isEqualTo("\1\2\u0087\0\0\1\0\0\0\0\0\0" + question);
      String framed = "\0" + (char) (12 + question.length()) + query(question);
      client.send(framed.substring(0, 5));
      client.send(framed.substring(5) + framed);
      for (int i = 0; i < 2; i++) {
        byte[] length = client.bytes(2);
        int size = 12 + question.length() + 12 + 502;
        assertThat(length).containsExactly(size >> 8, size & 0xff);
        assertThat(new String(client.bytes(size), StandardCharsets.ISO_8859_1))
            .startsWith("\1\2\u0085\0\0\1\0\1\0\0\0\0" + question)
            .endsWith("\u00fa" + "x".repeat(250) + "\u00fa" + "y".repeat(250));
      }
    }
  }

  @Test
  void garbageEndsAConnection() throws IOException {
    try (RunningServer server = serve();
        Client client = server.connect();
        Client cut = server.connect()) {
      client.send("\0\3abc");
      client.expectEnd();
      cut.send("\0\100abc").finishSending();
      cut.expectEnd();
    }
  }
}
