package dev.pollen.example.socks;

import dev.pollen.example.Conversations;
import dev.pollen.example.RunningServer;
import dev.pollen.testkit.protocol.InputKind;
import dev.pollen.testkit.protocol.Protocol;
import dev.pollen.testkit.protocol.ProtocolInput;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that do not know the password: who did would be let out into the network. */
final class SocksConversationsTest {

  @ParameterizedTest
  @EnumSource
  void endWithoutHarm(InputKind kind) throws IOException {
    ProtocolInput input =
        ProtocolInput.of(Protocol.of(SocksClient.class))
            .sample("greeting", new byte[] {5, 1, 2}, new byte[] {5, 2, 0, 2}, new byte[] {5, 0});
    SocksServer handler = SocksServer.forUser("somebody", "a long word that nobody finds");
    try (RunningServer server =
        RunningServer.of(new SocksServerDispatcher(handler), SocksServer.LIMITS)) {
      Conversations.play(server, input, kind);
    }
  }
}
