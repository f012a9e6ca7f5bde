package dev.pollen.example.keyvalue;

import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.testkit.Cuts;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.junit.EachFault;
import dev.pollen.testkit.junit.FaultSet;
import dev.pollen.testkit.junit.Simulated;
import dev.pollen.testkit.junit.SimulatedTest;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests sent ahead, on networks that cut and delay them in all ways; and keys that expire. */
@Simulated
final class KeyValueSimulationTest {
  /** In both forms, with bytes that look like something else. */
  private static final String REQUESTS =
      """
      *3\r
      $3\r
      SET\r
      $4\r
      a\r
      \0\r
      $2\r
      \r
      \r
      *2\r
      $3\r
      GET\r
      $4\r
      a\r
      \0\r
      INCR n\r
      BREW\r
      RPUSH list x y\r
      LRANGE list 0 -1\r
      """;

  private static final String REPLIES =
      """
      +OK\r
      $2\r
      \r
      \r
      :1\r
      -ERR unknown command 'BREW', with args beginning with: \r
      :2\r
      *2\r
      $1\r
      x\r
      $1\r
      y\r
      """;

  private SimulatedNetwork network;
  private SocketAddress address;

  @BeforeEach
  void serve(SimulatedNetwork ofThisRun) {
    network = ofThisRun;
    network.openLoop(KeyValueServer.LIMITS);
    address =
        network.serve(
            new KeyValueServerDispatcher(
                new KeyValueServer(1 << 20, () -> network.elapsed().toMillis())));
  }

  static Stream<List<byte[]>> cuts() {
    Cuts requests = Cuts.of(REQUESTS);
    return Stream.of(requests.inTwo(), Stream.of(requests.byteByByte()), requests.atRandom(50, 1))
        .flatMap(cuts -> cuts);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void answersHoweverItIsCut(List<byte[]> pieces) {
    assertThat(network.connect(address).sendEach(pieces)).hasReceived(REPLIES);
  }

  @SimulatedTest(seeds = 500)
  void answersInOrderOnEveryHealthyNetwork() {
    Peer one = network.connect(address);
    Peer two = network.connect(address);
    for (int i = 0; i < 20; i++) {
      one.write("INCR one\r\n".getBytes(StandardCharsets.UTF_8));
      two.write("INCR two\r\nINCR two\r\n".getBytes(StandardCharsets.UTF_8));
    }
    network.settle();
    StringBuilder numbers = new StringBuilder();
    for (int i = 1; i <= 40; i++) {
      numbers.append(':').append(i).append("\r\n");
      if (i == 20) {
        assertThat(one).hasReceived(numbers.toString());
      }
    }
    assertThat(two).hasReceived(numbers.toString());
  }

  @EachFault(faults = FaultSet.ALL)
  void whatItSaysItHasDoneIsDone() {
    Peer writer = network.connect(address).send("SET a 1\r\nSET a 2\r\n");
    boolean isDone = writer.received().equals("+OK\r\n+OK\r\n");
    Peer reader = network.connect(address).send("GET a\r\n");
    if (isDone && !reader.received().isEmpty()) {
      assertThat("$1\r\n2\r\n").startsWith(reader.received());
    }
  }

  @Test
  void keysExpire() {
    Peer peer = network.connect(address).send("SET a 1 EX 3600\r\nTTL a\r\n");
    assertThat(peer).hasJustReceived("+OK\r\n:3600\r\n");
    peer.advance(Duration.ofHours(1).minusMillis(1)).send("GET a\r\n");
    assertThat(peer).hasJustReceived("$1\r\n1\r\n");
    peer.advance(Duration.ofMillis(1)).send("GET a\r\nDBSIZE\r\n");
    assertThat(peer).hasJustReceived("$-1\r\n:0\r\n");
  }
}
