package dev.pollen.example.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pollen.example.Conversations;
import dev.pollen.example.RunningServer;
import dev.pollen.testkit.protocol.InputKind;
import dev.pollen.testkit.protocol.Protocol;
import dev.pollen.testkit.protocol.ProtocolInput;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions over TCP, whole and in pieces. */
final class DnsConversationsTest {
  private static final String QUERY = "\1\2\1\0\0\1\0\0\0\0\0\0\3www\1a\4test\0\0\1\0\1";

  @ParameterizedTest
  @EnumSource
  void endWithoutHarm(InputKind kind) throws IOException {
    ProtocolInput input =
        ProtocolInput.of(Protocol.of(DnsConnection.class))
            .sample("query", QUERY.getBytes(ISO_8859_1));
    Zone zone = Zone.of(List.of("www.A.test. 300 IN A 192.0.2.1"));
    try (RunningServer server =
        RunningServer.of(new DnsServerDispatcher(new DnsServer(zone)), DnsServer.LIMITS)) {
      Conversations.play(server, input, kind);
    }
  }
}
