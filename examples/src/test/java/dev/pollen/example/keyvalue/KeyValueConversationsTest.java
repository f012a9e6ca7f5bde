package dev.pollen.example.keyvalue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pollen.example.Conversations;
import dev.pollen.example.RunningServer;
import dev.pollen.testkit.protocol.InputKind;
import dev.pollen.testkit.protocol.Protocol;
import dev.pollen.testkit.protocol.ProtocolInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All commands, with words that they take, or nearly. */
final class KeyValueConversationsTest {
  private static final String[] NUMBERS = {
    "0", "1", "-1", "3", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "x"
  };

  @ParameterizedTest
  @EnumSource
  void endWithoutHarm(InputKind kind) throws IOException {
    ProtocolInput input =
        ProtocolInput.of(Protocol.of(Session.class))
            .sendingWords(KeyValueConversationsTest::request)
            .sample("key", "a", "b", "c")
            .sample("amount", NUMBERS)
            .sample("count", NUMBERS)
            .sample("cursor", NUMBERS)
            .sample("index", NUMBERS)
            .sample("millis", NUMBERS)
            .sample("seconds", NUMBERS)
            .sample("start", NUMBERS)
            .sample("stop", NUMBERS)
            .sample("value", NUMBERS)
            .atMost(40);
    KeyValueServer handler = new KeyValueServer(1 << 20);
    try (RunningServer server =
        RunningServer.of(
            new KeyValueServerDispatcher(handler),
            KeyValueServer.LIMITS.with(limits -> limits.maxOutput(4 << 20)))) {
      Conversations.play(server, input, kind);
    }
  }

  private static byte[] request(List<byte[]> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(("*" + words.size() + "\r\n").getBytes(US_ASCII));
    for (byte[] word : words) {
      out.writeBytes(("$" + word.length + "\r\n").getBytes(US_ASCII));
      out.writeBytes(word);
      out.writeBytes("\r\n".getBytes(US_ASCII));
    }
    return out.toByteArray();
  }
}
