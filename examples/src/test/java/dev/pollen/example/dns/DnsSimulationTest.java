package dev.pollen.example.dns;

import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.testkit.Cuts;
import dev.pollen.testkit.DatagramPeer;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.junit.FaultSet;
import dev.pollen.testkit.junit.SimulatedTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions by datagram and by stream, on a network that can be rewound. */
final class DnsSimulationTest {
  private static final String QUESTION = "\1\2\1\0\0\1\0\0\0\0\0\0\3www\1a\4test\0\0\1\0\1";
  private static final byte[] ANSWER =
      ("\1\2\u0085\0\0\1\0\1\0\0\0\0\3www\1a\4test\0\0\1\0\1"
              + "\u00c0\14\0\1\0\1\0\0\1\54\0\4\u00c0\0\2\1")
          .getBytes(StandardCharsets.ISO_8859_1);

  private static Zone zone() throws IOException {
    return Zone.of(List.of("www.a.test. 300 IN A 192.0.2.1"));
  }

  private static String behindLength(String message) {
    return "\0" + (char) message.length() + message;
  }

  private static byte[] answers(int count) {
    byte[] one = new byte[ANSWER.length + 2];
    one[1] = (byte) ANSWER.length;
    System.arraycopy(ANSWER, 0, one, 2, ANSWER.length);
    byte[] all = new byte[one.length * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(one, 0, all, i * one.length, one.length);
    }
    return all;
  }

  static Stream<List<byte[]>> cuts() {
    Cuts two = Cuts.of(behindLength(QUESTION).repeat(2));
    return Stream.concat(two.inTwo(), two.inThree());
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void answersHoweverItIsCut(List<byte[]> pieces) throws IOException {
    Peer peer = Peer.servedBy(new DnsServerDispatcher(new DnsServer(zone()))).sendEach(pieces);
    assertThat(peer).hasReceivedBytes(answers(2));
  }

  @SimulatedTest(seeds = 200)
  void answersAStreamOnEveryHealthyNetwork(SimulatedNetwork network) throws IOException {
    Peer peer = network.servedBy(new DnsServerDispatcher(new DnsServer(zone())));
    peer.send(behindLength(QUESTION).repeat(10)).finish();
    assertThat(peer).hasReceivedBytes(answers(10)).hasEndedCleanly();
  }

  @SimulatedTest(seeds = 200)
  void answersDatagramsOnEveryHealthyNetwork(SimulatedNetwork network) throws IOException {
    DatagramPeer peer = network.servedBy(new DnsDatagramsDispatcher(new DnsDatagrams(zone())));
    for (int i = 0; i < 10; i++) {
      peer.send(QUESTION).send("garbage");
    }
    assertThat(peer.receivedBytes()).hasSize(10).allMatch(answer -> Arrays.equals(answer, ANSWER));
  }

  @SimulatedTest(seeds = 200, faults = FaultSet.ALL)
  void whateverGetsThroughIsRight(SimulatedNetwork network) throws IOException {
    DatagramPeer peer = network.servedBy(new DnsDatagramsDispatcher(new DnsDatagrams(zone())));
    for (int i = 0; i < 10; i++) {
      peer.send(QUESTION);
    }
    assertThat(peer.receivedBytes()).allMatch(answer -> Arrays.equals(answer, ANSWER));
  }
}
