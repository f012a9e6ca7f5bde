package dev.pollen.example.smtp;

import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.testkit.Cuts;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.junit.EachFault;
import dev.pollen.testkit.junit.FaultSet;
import dev.pollen.testkit.junit.Simulated;
import dev.pollen.testkit.junit.SimulatedTest;
import dev.pollen.testkit.protocol.Conversation;
import dev.pollen.testkit.protocol.InputKind;
import dev.pollen.testkit.protocol.Protocol;
import dev.pollen.testkit.protocol.ProtocolInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mail server on a network that can be rewound: every cut, every fault, hours in a moment. */
@Simulated
final class SmtpSimulationTest {
  private static final int MAX_MESSAGE = 3000;
  private static final int MAX_MESSAGES = 2 * MAX_MESSAGE;

  private static final String SESSION =
      """
      EHLO ann.example\r
      MAIL FROM:<ann@a.example> SIZE=5 BODY=8BITMIME\r
      RCPT TO:<bob@b.example>\r
      RCPT TO:<"c d"@b.example>\r
      DATA\r
      a\r
      ..\r
      .\r
      QUIT\r
      """;

  private static final String ANSWERS =
      """
      220 pollen.example ESMTP\r
      250-pollen.example\r
      250-PIPELINING\r
      250-8BITMIME\r
      250-SIZE 3000\r
      250 HELP\r
      250 OK\r
      250 OK\r
      250 OK\r
      354 Go on, end with a dot on a line\r
      250 OK\r
      221 pollen.example closing\r
      """;

  private static final List<InputKind> KINDS = List.of(InputKind.values());

  private static final ProtocolInput INPUT =
      ProtocolInput.of(Protocol.of(SmtpSession.class))
          .sample("domain", "ann.example")
          .sample("argument", "FROM:<ann@a.example>", "TO:<bob@b.example>", "FROM:<> SIZE=9")
          .sample("line", "Subject: x", "", "..", ".")
          .atMost(40);

  private final List<Message> kept = new ArrayList<>();
  private SmtpServer server;
  private Peer peer;

  @BeforeEach
  void connect(SimulatedNetwork network) {
    server =
        new SmtpServer("pollen.example", kept::add, MAX_MESSAGE, MAX_MESSAGES, network.workers());
    peer = network.servedBy(new SmtpServerDispatcher(server));
  }

  static Stream<List<byte[]>> cuts() {
    Cuts session = Cuts.of(SESSION);
    return Stream.concat(session.inTwo(), Stream.of(session.byteByByte()));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void isServedHoweverItIsCut(List<byte[]> pieces) {
    peer.sendEach(pieces);
    assertThat(peer).hasReceived(ANSWERS).hasEndedCleanly();
    assertThat(kept.get(0).recipients()).containsExactly("bob@b.example", "\"c d\"@b.example");
    assertThat(textOf(kept.get(0))).isEqualTo("a\r\n.\r\n");
  }

  @SimulatedTest(seeds = 1000)
  void isServedOnEveryHealthyNetwork() {
    peer.send(SESSION);
    assertThat(peer).hasReceived(ANSWERS).hasEndedCleanly();
    assertThat(textOf(kept.get(0))).isEqualTo("a\r\n.\r\n");
  }

  @EachFault(faults = FaultSet.ALL)
  void keepsWhatItHasAcceptedAndNoMemory() {
    peer.send(SESSION).advance(Duration.ofHours(1));
    if (peer.received().equals(ANSWERS)) {
      assertThat(kept).hasSize(1);
    }
    assertThat(server.hasRoomFor(MAX_MESSAGES)).isTrue();
  }

  @SimulatedTest(seeds = 500)
  void givesItsMemoryBackWhateverItIsTold(SimulatedNetwork network) {
    InputKind kind = KINDS.get(network.choose("kind", KINDS.size()));
    Conversation talk = INPUT.next(kind, network.random("talk"));
    talk.pieces().forEach(piece -> peer.send(piece.bytes()));
    peer.advance(Duration.ofHours(1));
    assertThat(server.hasRoomFor(MAX_MESSAGES)).isTrue();
    assertThat(network.openSockets()).as("the listener").isOne();
  }

  @Test
  void answersEachCommand() {
    assertThat(peer).hasJustReceived("220 pollen.example ESMTP\r\n");
    peer.send("HELO ann.example\r\n");
    assertThat(peer).hasJustReceived("250 pollen.example\r\n").isConnected();
    peer.send("BREW\r\n");
    assertThat(peer).hasJustReceived("500 Command not recognized\r\n");
    peer.send("QUIT\r\n");
    assertThat(peer).hasJustReceived("221 pollen.example closing\r\n").hasEnded();
  }

  @Test
  void whoSaysNothingIsSentAway() {
    peer.advance(Duration.ofMinutes(5).minusNanos(1)).take();
    assertThat(peer).isConnected();
    peer.advance(Duration.ofNanos(1));
    assertThat(peer).hasJustReceived("421 No command for five minutes\r\n").hasEnded();
  }

  @Test
  void patienceDependsOnTheState() {
    peer.send("HELO ann.example\r\n").advance(Duration.ofMinutes(4));
    peer.send("MAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n").take();
    peer.advance(Duration.ofMinutes(10).minusNanos(1));
    assertThat(peer).hasJustReceivedNothing().isConnected();
    peer.advance(Duration.ofNanos(1));
    assertThat(peer).hasJustReceived("421 No text for ten minutes\r\n").hasEnded();
  }

  /** The text of a message, without the trace that the server has added. */
  private static String textOf(Message message) {
    return new String(message.bytes(), StandardCharsets.ISO_8859_1).split("\r\n", 3)[2];
  }
}
