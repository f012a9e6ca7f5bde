package dev.pollen.example.mqtt;

import static dev.pollen.example.mqtt.MqttClient.ACCEPTED;
import static dev.pollen.example.mqtt.MqttClient.DISCONNECT;
import static dev.pollen.example.mqtt.MqttClient.PINGREQ;
import static dev.pollen.example.mqtt.MqttClient.PINGRESP;
import static dev.pollen.example.mqtt.MqttClient.connect;
import static dev.pollen.example.mqtt.MqttClient.connected;
import static dev.pollen.example.mqtt.MqttClient.packet;
import static dev.pollen.example.mqtt.MqttClient.puback;
import static dev.pollen.example.mqtt.MqttClient.publish;
import static dev.pollen.example.mqtt.MqttClient.retained;
import static dev.pollen.example.mqtt.MqttClient.suback;
import static dev.pollen.example.mqtt.MqttClient.subscribe;
import static dev.pollen.example.mqtt.MqttClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MqttTest {
  private static final int NO_PACKET_ID = 0;
  private static final int WILL = 0x04;
  private static final int WILL_QOS_1 = 0x08;
  private static final int WILL_RETAIN = 0x20;

  private static MqttServerDispatcher dispatcher() {
    return new MqttServerDispatcher(new MqttServer(10_000_000));
  }

  private static RunningServer serve() throws IOException {
    return RunningServer.of(dispatcher(), MqttServer.LIMITS);
  }

  @ParameterizedTest
  @CsvSource({"MQTT, 3, 1", "MQTT, 5, 1", "MQIsdp, 3, 1", "MQIsdp, 4, 0"})
  void levels(String protocol, int level, int code) throws IOException {
    try (RunningServer server = serve();
        MqttClient client = new MqttClient(server.connect())) {
      client.say(packet(0x10, text(protocol) + (char) level + "\2\0\0" + text("a")));
      client.hear(packet(0x20, "\0" + (char) code));
      if (code > 0) {
        client.say(connect("a", 0, 0)).expectEnd();
      }
    }
  }

  @Test
  void clientIds() throws IOException {
    try (RunningServer server = serve();
        MqttClient one = connected(server, "");
        MqttClient two = connected(server, "");
        MqttClient longest = connected(server, "x".repeat(256));
        MqttClient tooLong = new MqttClient(server.connect());
        MqttClient unknown = new MqttClient(server.connect())) {
      tooLong.say(connect("x".repeat(257), 0, 0)).hear(packet(0x20, "\0\2")).expectEnd();
      String withoutCleanSession = packet(0x10, text("MQTT") + "\4\0\0\0" + text(""));
      unknown.say(withoutCleanSession).hear(packet(0x20, "\0\2")).expectEnd();
      one.isToldNothing();
      two.isToldNothing();
      longest.isToldNothing();
    }
  }

  @Test
  void namesAndPasswordsAreIgnored() throws IOException {
    try (RunningServer server = serve();
        MqttClient client = new MqttClient(server.connect())) {
      client.say(connect("a", 0x80 | 0x40, 0, "name", "pass\0word\u00ff")).hear(ACCEPTED);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 1, 0", "1, 0, 0", "1, 1, 1"})
  void qos(int published, int subscribed, int delivered) throws IOException {
    try (RunningServer server = serve();
        MqttClient subscriber = connected(server, "s").subscribed("a/+", subscribed);
        MqttClient publisher = connected(server, "p")) {
      for (int i = 1; i <= 3; i++) {
        publisher.say(publish("a/b", published * (100 + i), "x" + i));
        if (published == 1) {
          publisher.hear(puback(100 + i));
        }
        subscriber.hear(publish("a/b", delivered * i, "x" + i));
      }
      publisher.isToldNothing();
      subscriber.say(puback(1) + puback(2) + puback(3) + puback(4)).isToldNothing();
    }
  }

  @Test
  void qos2IsGrantedAs1() throws IOException {
    try (RunningServer server = serve();
        MqttClient client = connected(server, "a")) {
      client.say(subscribe(7, "a", 2)).hear(suback(7, "\1"));
      client.say(publish("a", 5, "x")).hear(publish("a", 1, "x") + puback(5));
    }
  }

  @Test
  void packetIdsInUseAreLeftOut() throws IOException {
    try (RunningServer server = serve();
        MqttClient subscriber = connected(server, "s").subscribed("a", 1);
        MqttClient publisher = connected(server, "p")) {
      String some = publish("a", 1, "").repeat(1000);
      for (int i = 0; i < 65; i++) {
        publisher.say(some).bytes(1000 * puback(1).length());
      }
      publisher.say(publish("a", 1, "").repeat(535)).bytes(535 * puback(1).length());
      subscriber.bytes(65535 * publish("a", 1, "").length());
      subscriber.say(puback(300) + puback(500)).isToldNothing();
      publisher.say(publish("a", 1, "").repeat(2)).bytes(2 * puback(1).length());
      subscriber.hear(publish("a", 300, "") + publish("a", 500, ""));
      publisher.say(publish("a", 1, "").repeat(2)).bytes(2 * puback(1).length());
      while (server.connections() > 1) {
        Thread.onSpinWait();
      }
      publisher.isToldNothing();
    }
  }

  @Test
  void aMessageIsToldOnceWithTheBestQos() throws IOException {
    try (RunningServer server = serve();
        MqttClient client = connected(server, "a")) {
      client.subscribed("#", 0).subscribed("a/+", 1).subscribed("a/b", 0);
      client.say(publish("a/b", 5, "x")).hear(publish("a/b", 1, "x") + puback(5));
      client.isToldNothing();
      client.subscribed("a/+", 0);
      client.say(publish("a/b", 6, "x")).hear(publish("a/b", NO_PACKET_ID, "x") + puback(6));
    }
  }

  @Test
  void unsubscribes() throws IOException {
    try (RunningServer server = serve();
        MqttClient client = connected(server, "a").subscribed("a", 0).subscribed("b", 0)) {
      client.say(packet(0xa2, "\0\3" + text("a") + text("unknown"))).hear(packet(0xb0, "\0\3"));
      client.say(publish("a", NO_PACKET_ID, "x")).isToldNothing();
      client.say(publish("b", NO_PACKET_ID, "x")).hear(publish("b", NO_PACKET_ID, "x"));
    }
  }

  @Test
  void retainsTheLastMessageOfATopic() throws IOException {
    String first = publish("a/b", 1, "first");
    String last = publish("a/b", 1, "last");
    try (RunningServer server = serve();
        MqttClient early = connected(server, "early").subscribed("a/#", 1);
        MqttClient publisher = connected(server, "p")) {
      publisher.say(retained(first) + retained(last)).hear(puback(1) + puback(1));
      early.hear(first + publish("a/b", 2, "last"));
      publisher.say(publish("a/b", 1, "passing")).hear(puback(1));
      early.hear(publish("a/b", 3, "passing"));
      early.say(subscribe(9, "a/#", 1)).hear(suback(9, "\1"));
      early.hear(retained(publish("a/b", 4, "last")));

      try (MqttClient late = connected(server, "late").subscribed("+/b", 0)) {
        late.hear(retained(publish("a/b", NO_PACKET_ID, "last")));
        publisher.say(retained(publish("a/b", 1, ""))).hear(puback(1));
        late.hear(publish("a/b", NO_PACKET_ID, ""));
        late.say(subscribe(9, "+/b", 0)).hear(suback(9, "\0")).isToldNothing();
      }
    }
  }

  private static MqttClient testator(RunningServer server, int moreFlags) throws IOException {
    MqttClient client = new MqttClient(server.connect());
    return client.say(connect("t", WILL | moreFlags, 10, "will", "gone")).hear(ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hangs up", "is malformed", "is usurped"})
  void theWillOfWhoGoesWithoutAWord(String how) throws IOException {
    try (RunningServer server = serve();
        MqttClient heir = connected(server, "heir").subscribed("will", 1);
        MqttClient testator = testator(server, WILL_QOS_1 | WILL_RETAIN)) {
      heir.isToldNothing();
      switch (how) {
        case "hangs up" -> testator.hangUp();
        case "is malformed" -> testator.say("\0\0").expectEnd();
        default -> connected(server, "t").close();
      }
      heir.hear(publish("will", 1, "gone")).isToldNothing();
      heir.say(subscribe(9, "#", 0)).hear(suback(9, "\0"));
      heir.hear(retained(publish("will", NO_PACKET_ID, "gone")));
    }
  }

  @Test
  void whoSaysGoodbyeHasNoWill() throws IOException {
    try (RunningServer server = serve();
        MqttClient heir = connected(server, "heir").subscribed("will", 1);
        MqttClient testator = testator(server, 0)) {
      testator.say(DISCONNECT + publish("will", NO_PACKET_ID, "late")).expectEnd();
      testator.hangUp();
      while (server.connections() > 1) {
        Thread.onSpinWait();
      }
      heir.isToldNothing();
    }
  }

  @Test
  void aSecondClientOfTheSameNameTakesOver() throws IOException {
    try (RunningServer server = serve();
        MqttClient first = connected(server, "same").subscribed("a", 0);
        MqttClient second = connected(server, "same")) {
      first.expectEnd();
      second.say(publish("a", NO_PACKET_ID, "x")).isToldNothing();
      first.hangUp();
      while (server.connections() > 1) {
        Thread.onSpinWait();
      }
      connected(server, "same").close();
      second.expectEnd();
    }
  }

  @Test
  void whoReadsSlowlyMissesMessages() throws IOException {
    int count = 400;
    String large = publish("a", NO_PACKET_ID, "x".repeat(100_000));
    try (RunningServer server = serve();
        MqttClient slow = slow(server, 0);
        MqttClient publisher = connected(server, "p")) {
      for (int i = 0; i < count; i++) {
        publisher.say(large);
      }
      publisher.isToldNothing();
      // Nothing is dropped but what is too much, and only until there is room again.
      assertThat(slow.say(PINGREQ).skipTo(PINGRESP.substring(0, 1))).isBetween(10, count - 1);
      publisher.say(publish("a", NO_PACKET_ID, "new"));
      slow.hear(publish("a", NO_PACKET_ID, "new"));
    }
  }

  @Test
  void whoIsTooSlowForQos1HasToGo() throws IOException {
    String large = publish("a", 1, "x".repeat(100_000));
    try (RunningServer server = serve();
        MqttClient slow = slow(server, 1);
        MqttClient publisher = connected(server, "p")) {
      while (server.connections() > 1) {
        publisher.say(large).hear(puback(1));
      }
      slow.hangUp();
      publisher.isToldNothing();
    }
  }

  private static MqttClient slow(RunningServer server, int qos) throws IOException {
    MqttClient client = new MqttClient(Client.connectSlow(server.address()));
    return client.say(connect("slow", 0, 0)).hear(ACCEPTED).subscribed("a", qos);
  }
}
