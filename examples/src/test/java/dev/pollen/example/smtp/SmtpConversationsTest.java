package dev.pollen.example.smtp;

import dev.pollen.example.Conversations;
import dev.pollen.example.RunningServer;
import dev.pollen.testkit.protocol.InputKind;
import dev.pollen.testkit.protocol.Protocol;
import dev.pollen.testkit.protocol.ProtocolInput;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail from everybody who knows the commands, and from some who do not. */
final class SmtpConversationsTest {
  private static final int MAX_MESSAGE = 3000;

  @ParameterizedTest
  @EnumSource
  void endWithoutHarm(InputKind kind) throws IOException {
    ProtocolInput input =
        ProtocolInput.of(Protocol.of(SmtpSession.class))
            .sample("domain", "ann.example")
            .sample("argument", "FROM:<ann@a.example>", "TO:<bob@b.example>", "FROM:<> SIZE=9")
            .sample("line", "Subject: x", "", "..", ".")
            .atMost(40);
    SmtpServer handler = new SmtpServer("pollen.example", message -> {}, MAX_MESSAGE, 100_000);
    try (RunningServer server =
        RunningServer.of(new SmtpServerDispatcher(handler), SmtpServer.LIMITS)) {
      Conversations.play(server, input, kind);
    }
  }
}
