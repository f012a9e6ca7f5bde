package dev.pollen.example.mqtt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.util.HexFormat;

/** A client that says packets, and expects them byte for byte; each character is one byte. */
final class MqttClient implements AutoCloseable {
  static final String ACCEPTED = packet(0x20, "\0\0");
  static final String PINGREQ = packet(0xc0, "");
  static final String PINGRESP = packet(0xd0, "");
  static final String DISCONNECT = packet(0xe0, "");

  private final Client client;

  MqttClient(Client client) {
    this.client = client;
  }

  static MqttClient connected(RunningServer server, String id) throws IOException {
    return new MqttClient(server.connect()).say(connect(id, 0, 0)).hear(ACCEPTED);
  }

  static String number(int value) {
    return "" + (char) (value >> 8) + (char) (value & 0xff);
  }

  static String text(String text) {
    return number(text.length()) + text;
  }

  static String packet(int head, String body) {
    StringBuilder packet = new StringBuilder().append((char) head);
    int length = body.length();
    while (length > 127) {
      packet.append((char) (length % 128 + 128));
      length /= 128;
    }
    return packet.append((char) length).append(body).toString();
  }

  static String connect(String id, int moreFlags, int keepAlive, String... more) {
    StringBuilder body = new StringBuilder(text("MQTT")).append('\4');
    body.append((char) (2 | moreFlags)).append(number(keepAlive)).append(text(id));
    for (String each : more) {
      body.append(text(each));
    }
    return packet(0x10, body.toString());
  }

  /** A message with QoS 0, or 1 if it has a packet identifier. */
  static String publish(String topic, int packetId, String payload) {
    return packetId == 0
        ? packet(0x30, text(topic) + payload)
        : packet(0x32, text(topic) + number(packetId) + payload);
  }

  static String retained(String publish) {
    return (char) (publish.charAt(0) | 1) + publish.substring(1);
  }

  static String puback(int packetId) {
    return packet(0x40, number(packetId));
  }

  static String subscribe(int packetId, String filter, int qos) {
    return packet(0x82, number(packetId) + text(filter) + (char) qos);
  }

  static String suback(int packetId, String codes) {
    return packet(0x90, number(packetId) + codes);
  }

  MqttClient say(String packets) throws IOException {
    client.send(packets);
    return this;
  }

  MqttClient hear(String packets) throws IOException {
    byte[] heard = client.bytes(packets.length());
    assertThat(hex(heard)).isEqualTo(hex(packets.getBytes(ISO_8859_1)));
    return this;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Subscribes with the packet identifier 9. */
  MqttClient subscribed(String filter, int qos) throws IOException {
    return say(subscribe(9, filter, qos)).hear(suback(9, "" + (char) qos));
  }

  /** Reads so many bytes, whatever they are. */
  byte[] bytes(int count) throws IOException {
    return client.bytes(count);
  }

  /** Reads packets until one begins like this; says how many others came before. */
  int skipTo(String start) throws IOException {
    int others = 0;
    while (!next().startsWith(start)) {
      others++;
    }
    return others;
  }

  /** A packet, without its length. */
  private String next() throws IOException {
    String head = new String(client.bytes(1), ISO_8859_1);
    int length = 0;
    int shift = 0;
    int octet;
    do {
      octet = client.bytes(1)[0];
      length |= (octet & 0x7f) << shift;
      shift += 7;
    } while (octet < 0);
    return head + new String(client.bytes(length), ISO_8859_1);
  }

  /** Nothing comes before the answer to a ping. */
  void isToldNothing() throws IOException {
    say(PINGREQ).hear(PINGRESP);
  }

  void expectEnd() throws IOException {
    client.expectEnd();
  }

  void hangUp() throws IOException {
    client.hangUp();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
