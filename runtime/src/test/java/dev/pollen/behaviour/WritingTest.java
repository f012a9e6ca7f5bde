package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.Event;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How bytes leave. */
@OnAnyNetwork
final class WritingTest {
  @Everywhere
  void roomToWriteIsToldOnceToWhoAsksOnce(Testbed bed) {
    Script script = bed.script(Role.ASKED);
    script.writableWhen(() -> script.count("write") == 0);
    script.on(Event.WRITE, connection -> connection.send("hello"));
    bed.accept(script).awaitReceived("hello");
    bed.settle();

    assertThat(script.events()).containsExactly("accept", "write");
  }

  @Everywhere
  void roomToWriteIsToldAsLongAsItIsAskedFor(Testbed bed) {
    Script script = bed.script(Role.ASKED);
    script.writableWhen(() -> script.count("write") < 5);
    bed.accept(script);
    bed.until(() -> script.count("write") == 5);
    bed.settle();

    assertThat(script.count("write")).isEqualTo(5);
  }

  @Everywhere
  void whatIsSentWhileConnectingArrivesInOrder(Testbed bed) {
    PlainServer server = bed.server();
    Script script = bed.script();
    script.on(Event.CONNECT, connection -> connection.send("four"));
    Connection connection = bed.connect(server.address(), script);
    connection.send("one ");
    connection.send("two ".getBytes(StandardCharsets.US_ASCII));
    connection.send("three ");

    server.accept().awaitReceived("one two three four");
  }

  @Everywhere
  void whatTheSystemDoesNotTakeAtOnceIsKeptInOrder(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    StringBuilder all = new StringBuilder();
    // More than the buffers of both systems hold.
    for (int i = 0; i < 240; i++) {
      String block = String.valueOf((char) ('a' + i * 7 % 26)).repeat(50_000);
      all.append(block);
      script.connection().send(block);
    }
    bed.settle();
    assertThat(script.connection().queuedBytes()).isPositive();

    peer.awaitReceived(all.toString());
    assertThat(script.connection().queuedBytes()).isZero();
  }

  @Everywhere
  void roomIsToldOnceAfterSendHasAskedToSlowDown(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    Connection connection = script.connection();
    int sent = 0;
    while (connection.send("x".repeat(50_000))) {
      sent += 50_000;
      bed.loop().poll(Duration.ZERO);
    }
    int all = sent + 50_000;
    assertThat(script.count("write")).isZero();
    bed.until(
        () -> {
          peer.take();
          return peer.received().length() == all && script.count("write") > 0;
        });
    bed.settle();

    assertThat(script.count("write")).isEqualTo(1);
    assertThat(connection.send("room")).isTrue();
  }

  @Everywhere
  void aSendNobodyCanReceiveIsTheEndWithItsCause(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().pauseReading();
    peer.close();
    bed.until(
        () -> {
          if (!script.isClosed()) {
            script.connection().send("anybody there?");
          }
          return script.isClosed();
        });
    bed.settle();

    assertThat(script.events()).containsExactly("accept", "close:BROKEN");
    assertThat(script.reason().cause()).isInstanceOf(IOException.class);
    assertThat(bed.reports().messages()).isEmpty();
  }

  @Everywhere
  void afterTheEndASendIsRefusedVisibly(Testbed bed) {
    Script script = bed.script();
    bed.accept(script).close();
    bed.until(script::isClosed);

    assertThatIllegalStateException()
        .isThrownBy(() -> script.connection().send("too late"))
        .withMessageContaining("close event");
  }

  @Everywhere
  void whatAMethodReturnsIsSent(Testbed bed) {
    Script script = bed.script(Role.REPLYING);
    Peer peer = bed.accept(script);
    peer.awaitReceived("hello ");
    peer.send("world").awaitReceived("hello WORLD");
  }

  @Everywhere
  void aReplyArrivesBeforeTheEndThatFollowsIt(Testbed bed) {
    Script script = bed.script(Role.REPLYING);
    script.on(Event.READ, Connection::close);
    Peer peer = bed.accept(script);
    peer.send("QUIT").awaitReceived("hello ");
    peer.awaitEnd().close();
    bed.until(script::isClosed);

    assertThat(script.reason().kind()).isEqualTo(CloseReason.Kind.LOCAL);
  }

  @Everywhere
  void queuedOutputHasALimit(Testbed bed) {
    bed.limits(limits -> limits.outputLowMark(0).outputHighMark(1000).maxOutput(1000));
    Script script = bed.script();
    bed.accept(script);
    assertThat(script.connection().send("x".repeat(1001))).isFalse();
    bed.until(script::isClosed);

    assertThat(script.events())
        .containsExactly("accept", "error:LimitExceededException", "close:LIMIT");
  }
}
