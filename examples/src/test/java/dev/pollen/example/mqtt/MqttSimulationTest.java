package dev.pollen.example.mqtt;

import static dev.pollen.example.mqtt.MqttClient.ACCEPTED;
import static dev.pollen.example.mqtt.MqttClient.DISCONNECT;
import static dev.pollen.example.mqtt.MqttClient.PINGREQ;
import static dev.pollen.example.mqtt.MqttClient.PINGRESP;
import static dev.pollen.example.mqtt.MqttClient.connect;
import static dev.pollen.example.mqtt.MqttClient.packet;
import static dev.pollen.example.mqtt.MqttClient.puback;
import static dev.pollen.example.mqtt.MqttClient.publish;
import static dev.pollen.example.mqtt.MqttClient.suback;
import static dev.pollen.example.mqtt.MqttClient.subscribe;
import static dev.pollen.example.mqtt.MqttClient.text;
import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pollen.testkit.Cuts;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.junit.Simulated;
import dev.pollen.testkit.junit.SimulatedTest;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The broker on a network that can be rewound: every cut, many seeds, and what takes its time. */
@Simulated
final class MqttSimulationTest {
  private static final int NO_PACKET_ID = 0;
  private static final int WILL = 0x04;
  private static final int WILL_QOS_1 = 0x08;
  private static final String MESSAGE = publish("a/b", 3, "x".repeat(200));

  private static final String ALL =
      connect("a", WILL, 60, "w", "x")
          + subscribe(2, "a/#", 1)
          + MESSAGE
          + PINGREQ
          + MESSAGE
          + puback(1)
          + packet(0xa2, "\0\4" + text("a/#"))
          + MESSAGE
          + DISCONNECT;

  private static final String ANSWERS =
      ACCEPTED
          + suback(2, "\1")
          + publish("a/b", 1, "x".repeat(200))
          + puback(3)
          + PINGRESP
          + publish("a/b", 2, "x".repeat(200))
          + puback(3)
          + packet(0xb0, "\0\4")
          + puback(3);

  private SimulatedNetwork network;
  private SocketAddress address;

  @BeforeEach
  void serve(SimulatedNetwork ofThisRun) {
    network = ofThisRun;
    network.openLoop(MqttServer.LIMITS);
    address = network.serve(new MqttServerDispatcher(new MqttServer(10_000_000)));
  }

  private static void say(Peer client, String packets) {
    client.send(packets.getBytes(ISO_8859_1));
  }

  private static void hears(Peer client, String packets) {
    assertThat(client).hasJustReceivedBytes(packets.getBytes(ISO_8859_1));
  }

  private Peer connected(String id, int keepAliveSeconds) {
    Peer client = network.connect(address);
    say(client, connect(id, 0, keepAliveSeconds));
    hears(client, ACCEPTED);
    return client;
  }

  private Peer subscribed(String id, int keepAliveSeconds, String filter) {
    Peer client = connected(id, keepAliveSeconds);
    say(client, subscribe(9, filter, 1));
    hears(client, suback(9, "\1"));
    return client;
  }

  static Stream<List<byte[]>> cuts() {
    Cuts all = Cuts.of(ALL.getBytes(ISO_8859_1));
    return Stream.concat(all.inTwo(), Stream.of(all.byteByByte()));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void answersHoweverItIsCut(List<byte[]> pieces) {
    Peer client = network.connect(address).sendEach(pieces);
    hears(client, ANSWERS);
    assertThat(client).hasEndedCleanly();
  }

  @SimulatedTest(seeds = 200)
  void passesOnToEverybodyInOrder() {
    Peer ann = subscribed("ann", 0, "a/+");
    Peer bob = subscribed("bob", 0, "#");
    Peer publisher = connected("publisher", 0);
    StringBuilder expected = new StringBuilder();
    StringBuilder acknowledged = new StringBuilder();
    for (int i = 1; i <= 10; i++) {
      publisher.write(publish("a/b", i, "message " + i).getBytes(ISO_8859_1));
      expected.append(publish("a/b", i, "message " + i));
      acknowledged.append(puback(i));
    }
    network.settle();
    hears(publisher, acknowledged.toString());
    hears(ann, expected.toString());
    hears(bob, expected.toString());
  }

  @Test
  void theWillOfWhoFallsSilent() {
    Peer heir = subscribed("heir", 0, "will");
    Peer testator = network.connect(address);
    say(testator, connect("t", WILL | WILL_QOS_1, 10, "will", "gone"));
    network.advance(Duration.ofSeconds(15).minusNanos(1));
    assertThat(heir).hasJustReceivedNothing();
    network.advance(Duration.ofNanos(1));
    hears(heir, publish("will", 1, "gone"));
    assertThat(testator).hasEnded();
  }

  @Test
  void onlyWhatItSaysItselfKeepsAClientAlive() {
    Peer silent = subscribed("silent", 10, "a");
    Peer lively = connected("lively", 10);
    Peer patient = connected("patient", 0);
    for (int seconds = 0; seconds < 15; seconds += 5) {
      assertThat(silent).isConnected().hasNotEnded();
      network.advance(Duration.ofSeconds(5));
      say(lively, PINGREQ);
      hears(lively, PINGRESP);
      if (seconds < 10) {
        say(patient, publish("a", NO_PACKET_ID, "x"));
        hears(silent, publish("a", NO_PACKET_ID, "x"));
      }
    }
    assertThat(silent).hasEnded();
    network.advance(Duration.ofSeconds(15));
    assertThat(lively).hasEnded();
    network.advance(Duration.ofDays(1));
    assertThat(patient).isConnected().hasNotEnded();
  }

  @Test
  void whoDoesNotSayWhoItIsHasToGo() {
    Peer mute = network.connect(address);
    say(mute, "\u0010");
    network.advance(Duration.ofSeconds(9));
    say(mute, " ");
    network.advance(Duration.ofSeconds(2));
    assertThat(mute).hasReceivedNothing().hasEnded();
  }
}
