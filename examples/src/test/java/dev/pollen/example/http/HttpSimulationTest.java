package dev.pollen.example.http;

import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.example.http.protocol.HttpLimits;
import dev.pollen.example.http.site.Site;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.junit.EachFault;
import dev.pollen.testkit.junit.FaultSet;
import dev.pollen.testkit.junit.SimulatedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Both servers on a network that can be rewound. */
@ParameterizedClass
@EnumSource(Flavor.class)
final class HttpSimulationTest {
  private static final int REQUESTS = 5;

  private final Flavor flavor;
  @TempDir Path directory;

  HttpSimulationTest(Flavor flavor) {
    this.flavor = flavor;
  }

  @BeforeEach
  void writeFiles() throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      Files.writeString(directory.resolve(i + ".txt"), "file " + i + " " + "x".repeat(i * 1000));
    }
  }

  private Peer connect(SimulatedNetwork network) throws IOException {
    return network.servedBy(flavor.dispatcher(Site.of(directory), HttpLimits.DEFAULT));
  }

  private static String requests() {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < REQUESTS; i++) {
      requests.append("GET /").append(i).append(".txt HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    return requests.toString();
  }

  /** The time of day is another one in every run. */
  private static String withoutDates(String replies) {
    return replies.replaceAll("(Date|Last-Modified): [^\r]*\r\n", "");
  }

  @SimulatedTest(seeds = 200)
  void answersInOrderOnEveryHealthyNetwork(SimulatedNetwork network) throws IOException {
    String ideal;
    try (SimulatedNetwork other = SimulatedNetwork.ideal()) {
      ideal = connect(other).send(requests()).finish().received();
    }
    Peer peer = connect(network).send(requests()).finish();
    assertThat(withoutDates(peer.received())).isEqualTo(withoutDates(ideal)).contains("file 4");
    assertThat(peer).hasEndedCleanly();
  }

  /** The time for a request is shorter than the one between requests, and must not end it. */
  @Test
  void timesEachPhaseByItself() throws IOException {
    String request = "GET /0.txt HTTP/1.1\r\nHost: a\r\n\r\n";
    try (SimulatedNetwork network = SimulatedNetwork.ideal()) {
      Peer peer = connect(network);
      for (int i = 0; i < 3; i++) {
        peer.send(request).advance(HttpLimits.DEFAULT.idleTimeout().minusSeconds(1));
        assertThat(peer).isConnected();
      }
      peer.send("GET").advance(HttpLimits.DEFAULT.requestTimeout().plusSeconds(1));
      assertThat(peer.received()).contains("408 Request Timeout");
      assertThat(peer).hasEndedCleanly();
      Peer silent = connect(network).send(request);
      silent.advance(HttpLimits.DEFAULT.idleTimeout().plusSeconds(1));
      assertThat(silent).hasEndedCleanly();
    }
  }

  @EachFault(faults = FaultSet.ALL)
  void keepsNobodyForEver(SimulatedNetwork network) throws IOException {
    // Longer than the clock jumps, so that there is time left behind that.
    connect(network).send(requests()).advance(Duration.ofHours(2));
    assertThat(network.openSockets()).as("the listener").isOne();
  }
}
