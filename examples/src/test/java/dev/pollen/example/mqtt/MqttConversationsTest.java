package dev.pollen.example.mqtt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pollen.example.Conversations;
import dev.pollen.example.RunningServer;
import dev.pollen.testkit.protocol.InputKind;
import dev.pollen.testkit.protocol.Protocol;
import dev.pollen.testkit.protocol.ProtocolInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets of clients, also those that others should have sent. */
final class MqttConversationsTest {
  private static final Map<String, Integer> HEADS =
      Map.of(
          "CONNECT", 0x10,
          "PUBLISH", 0x30,
          "PUBACK", 0x40,
          "SUBSCRIBE", 0x82,
          "UNSUBSCRIBE", 0xa2,
          "PINGREQ", 0xc0,
          "DISCONNECT", 0xe0);

  private static final int FIXED_HEADER = 2;

  @ParameterizedTest
  @EnumSource
  void endWithoutHarm(InputKind kind) throws IOException {
    ProtocolInput input =
        ProtocolInput.of(Protocol.of(MqttSession.class))
            .sendingWords(MqttConversationsTest::packet)
            .sample("flags", "0", "1", "2", "3")
            .sample(
                "body",
                Stream.of(
                        MqttClient.connect("a", 0, 0),
                        MqttClient.connect("b", 4, 9, "will/b", "gone"),
                        MqttClient.publish("a/b", 0, "text"),
                        MqttClient.publish("a/b", 7, "text"),
                        MqttClient.subscribe(1, "a/+", 1),
                        MqttClient.puback(7))
                    .map(packet -> packet.substring(FIXED_HEADER).getBytes(ISO_8859_1))
                    .toArray(byte[][]::new));
    MqttServer handler = new MqttServer(100_000);
    try (RunningServer server =
        RunningServer.of(new MqttServerDispatcher(handler), MqttServer.LIMITS)) {
      Conversations.play(server, input, kind);
    }
  }

  private static byte[] packet(List<byte[]> words) {
    String name = new String(words.get(0), ISO_8859_1);
    int head = HEADS.getOrDefault(name, 0xf0);
    boolean hasFlags = name.equals("PUBLISH") && words.size() > 1 && words.get(1).length == 1;
    StringBuilder body = new StringBuilder();
    words.stream()
        .skip(hasFlags ? 2 : 1)
        .forEach(word -> body.append(new String(word, ISO_8859_1)));
    int flags = hasFlags ? words.get(1)[0] & 0xf : 0;
    return MqttClient.packet(head | flags, body.toString()).getBytes(ISO_8859_1);
  }
}
