package dev.pollen.example.mqtt;

import static dev.pollen.example.mqtt.MqttClient.ACCEPTED;
import static dev.pollen.example.mqtt.MqttClient.DISCONNECT;
import static dev.pollen.example.mqtt.MqttClient.connect;
import static dev.pollen.example.mqtt.MqttClient.connected;
import static dev.pollen.example.mqtt.MqttClient.packet;
import static dev.pollen.example.mqtt.MqttClient.publish;
import static dev.pollen.example.mqtt.MqttClient.retained;
import static dev.pollen.example.mqtt.MqttClient.suback;
import static dev.pollen.example.mqtt.MqttClient.subscribe;
import static dev.pollen.example.mqtt.MqttClient.text;

import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no MQTT, and what is too much. */
final class MqttHostileTest {
  private static final int NO_PACKET_ID = 0;
  private static final int WILL = 0x04;
  private static final int WILL_RETAIN = 0x20;

  private static RunningServer serve(int maxBytes) throws IOException {
    return RunningServer.of(new MqttServerDispatcher(new MqttServer(maxBytes)), MqttServer.LIMITS);
  }

  private static MqttClient connectWithWill(RunningServer server, String id, String will)
      throws IOException {
    String connect = connect(id, WILL | WILL_RETAIN, 0, "will", will);
    return new MqttClient(server.connect()).say(connect);
  }

  static Stream<String> wrongBeginnings() {
    String head = text("MQTT") + "\4";
    return Stream.of(
        "GET / HTTP/1.1\r\n\r\n",
        MqttClient.PINGREQ,
        publish("a", NO_PACKET_ID, "x"),
        packet(0x10, ""),
        packet(0x11, head + "\2\0\0" + text("a")),
        packet(0x10, text("MQTX") + "\4\2\0\0" + text("a")),
        packet(0x10, head),
        packet(0x10, head + "\2\0\0\0\2a"),
        packet(0x10, head + "\2\0\0" + text("a") + "x"),
        packet(0x10, head + "\2\0\0" + text("a\0")),
        packet(0x10, head + "\2\0\0" + text("\u00ff")),
        packet(0x10, head + "\2\0\0" + text("\u00ed\u00a0\u0080")),
        connect("a", 1, 0),
        connect("a", 0x40, 0, "password"),
        connect("a", 0x80, 0),
        connect("a", 0x08, 0),
        connect("a", 0x20, 0),
        connect("a", 0x04, 0, "will"),
        connect("a", 0x04, 0, "wi#ll", "x"),
        connect("a", 0x04 | 0x18, 0, "will", "x"),
        "\u0010\u00ff\u00ff\u00ff\u00ff\1",
        "\u0010\u00ff\u00ff\u00ff\u007f");
  }

  @ParameterizedTest
  @MethodSource("wrongBeginnings")
  void whoBeginsWrongHearsNothing(String bytes) throws IOException {
    try (RunningServer server = serve(100_000);
        MqttClient client = new MqttClient(server.connect())) {
      client.say(bytes).expectEnd();
    }
  }

  static Stream<String> wrongPackets() {
    return Stream.of(
        connect("b", 0, 0),
        "\0\0",
        packet(0x20, "\0\0"),
        packet(0x50, "\0\1"),
        packet(0xf0, ""),
        packet(0xc0, "x"),
        packet(0xc1, ""),
        packet(0xe0, "x"),
        packet(0x30, ""),
        packet(0x30, "\0\2a"),
        packet(0x30, text("")),
        packet(0x30, text("a/#")),
        packet(0x30, text("a\0b")),
        packet(0x38, text("a")),
        packet(0x32, text("a")),
        packet(0x32, text("a") + "\0\0"),
        packet(0x34, text("a") + "\0\1"),
        packet(0x36, text("a") + "\0\1"),
        packet(0x40, ""),
        packet(0x40, "\0\0"),
        packet(0x40, "\0\1x"),
        packet(0x80, "\0\1" + text("a") + "\0"),
        packet(0x82, "\0\1"),
        packet(0x82, "\0\0" + text("a") + "\0"),
        packet(0x82, "\0\1" + text("a")),
        packet(0x82, "\0\1" + text("a") + "\3"),
        packet(0x82, "\0\1" + text("a") + "\0x"),
        packet(0x82, "\0\1" + text("a#") + "\0"),
        packet(0xa0, "\0\1" + text("a")),
        packet(0xa2, "\0\1"),
        packet(0xa2, ""),
        publish("x".repeat(1025), NO_PACKET_ID, ""),
        publish("/".repeat(64), NO_PACKET_ID, ""));
  }

  @ParameterizedTest
  @MethodSource("wrongPackets")
  void whatIsMalformedEndsTheConnection(String bytes) throws IOException {
    try (RunningServer server = serve(100_000);
        MqttClient other = connected(server, "other").subscribed("#", 0);
        MqttClient client = connected(server, "a")) {
      client.say(bytes + publish("late", NO_PACKET_ID, "x")).expectEnd();
      other.isToldNothing();
    }
  }

  @Test
  void packetsHaveALimit() throws IOException {
    String largest = publish("a", NO_PACKET_ID, "x".repeat(256 * 1024 - 4 - 3));
    try (RunningServer server = serve(100_000);
        MqttClient client = connected(server, "a").subscribed("a", 0)) {
      client.say(largest).hear(largest);
      client.say(publish("a", NO_PACKET_ID, "x".repeat(256 * 1024 - 4 - 2)).substring(0, 4));
      client.expectEnd();
    }
  }

  @Test
  void aClientHasALimitOfSubscriptions() throws IOException {
    try (RunningServer server = serve(1_000_000);
        MqttClient client = connected(server, "a")) {
      StringBuilder filters = new StringBuilder("\0\1");
      for (int i = 0; i < 150; i++) {
        filters.append(text("f" + i)).append('\1');
      }
      client.say(packet(0x82, filters + text("f0") + "\0"));
      client.hear(suback(1, "\1".repeat(100) + "\u0080".repeat(50) + "\0"));
      client.say(packet(0xa2, "\0\2" + text("f7"))).hear(packet(0xb0, "\0\2"));
      client.say(subscribe(3, "x", 0)).hear(suback(3, "\0"));
      client.say(subscribe(4, "y", 0)).hear(suback(4, "\u0080"));
    }
  }

  @Test
  void whatIsKeptHasALimit() throws IOException {
    int oneRetained = 300;
    try (RunningServer server = serve(1500);
        MqttClient subscriber = connected(server, "subscriber").subscribed("a", 0)) {
      for (int i = 0; i < 20; i++) {
        // The same again takes the place of what was there.
        MqttClient client = connected(server, "a");
        client.say(retained(publish("a", 1, "x".repeat(oneRetained)))).hear(MqttClient.puback(1));
        client.close();
        subscriber.hear(publish("a", NO_PACKET_ID, "x".repeat(oneRetained)));
      }
      MqttClient greedy = connected(server, "greedy");
      greedy.say(retained(publish("b", 1, "x".repeat(1000)))).expectEnd();
      greedy.close();
      subscriber.say(subscribe(2, "b", 0)).hear(suback(2, "\0"));
      subscriber.say(subscribe(3, "c", 0)).hear(suback(3, "\0"));
      subscriber.say(subscribe(4, "d", 0)).hear(suback(4, "\u0080"));
      // With an empty message, something is given back.
      subscriber.say(retained(publish("a", NO_PACKET_ID, "")));
      subscriber.hear(publish("a", NO_PACKET_ID, ""));
      subscriber.say(subscribe(5, "d", 0)).hear(suback(5, "\0"));
    }
  }

  @Test
  void willsHaveALimitTogether() throws IOException {
    String will = "x".repeat(1000);
    String unavailable = packet(0x20, "\0\3");
    String published = publish("will", NO_PACKET_ID, will);
    // With room for one will beside the subscription.
    try (RunningServer server = serve(2000);
        MqttClient subscriber = connected(server, "subscriber").subscribed("will", 0);
        MqttClient first = connectWithWill(server, "first", will).hear(ACCEPTED);
        MqttClient second = connectWithWill(server, "second", will).hear(unavailable)) {
      second.expectEnd();
      // Whoever says goodbye has no will, and who was not let in had none.
      first.say(DISCONNECT).expectEnd();
      subscriber.isToldNothing();
      try (MqttClient third = connectWithWill(server, "third", will)) {
        third.hear(ACCEPTED).hangUp();
      }
      subscriber.hear(published);
      // It is retained in the room that it had.
      subscriber.say(subscribe(2, "will", 0)).hear(suback(2, "\0") + retained(published));
      try (MqttClient fourth = connectWithWill(server, "fourth", will)) {
        fourth.hear(unavailable).expectEnd();
      }
      subscriber.say(retained(publish("will", NO_PACKET_ID, "")));
      subscriber.hear(publish("will", NO_PACKET_ID, ""));
      try (MqttClient fifth = connectWithWill(server, "fifth", will)) {
        fifth.hear(ACCEPTED).hangUp();
      }
      subscriber.hear(published);
    }
  }

  @Test
  void whoComesBackHasTheRoomOfTheWillItHadBefore() throws IOException {
    String will = "x".repeat(1000);
    try (RunningServer server = serve(2000);
        MqttClient before = connectWithWill(server, "same", will).hear(ACCEPTED);
        MqttClient again = connectWithWill(server, "same", will).hear(ACCEPTED)) {
      before.expectEnd();
      again.say(DISCONNECT).expectEnd();
    }
  }

  @Test
  void whoIsNotLetInWithAWillPutsNobodyOut() throws IOException {
    try (RunningServer server = serve(2000);
        MqttClient client = connected(server, "same");
        MqttClient other = connectWithWill(server, "same", "x".repeat(2000))) {
      other.hear(packet(0x20, "\0\3")).expectEnd();
      client.isToldNothing();
    }
  }
}
