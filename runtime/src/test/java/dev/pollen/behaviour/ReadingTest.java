package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.ChannelState;
import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How bytes arrive. */
final class ReadingTest {
  @OnAnyNetwork
  @Everywhere
  void bytesThatArriveAreTold(Testbed bed) {
    Script accepted = bed.script();
    String text = "0123456789abcdef".repeat(64);
    bed.accept(accepted).send(text);
    Script outgoing = bed.script();
    bed.connect(outgoing).send(text);
    bed.until(() -> accepted.receivedCount() == 1024 && outgoing.receivedCount() == 1024);

    assertThat(accepted.received()).isEqualTo(text);
    assertThat(outgoing.received()).isEqualTo(text);
  }

  @Everywhere
  void aFreshConnectionReadsUnaskedAndDoesNotWaitForRoomToWrite(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    bed.settle();
    // There is room for output all the time; who is told so without having asked cannot sleep.
    assertThat(bed.loop().poll(Duration.ofMillis(20))).isZero();
    peer.send("hello");
    bed.until(() -> script.received().equals("hello"));

    assertThat(script.events()).containsExactly("accept", "read");
  }

  @Everywhere
  void whatIsLeftUnreadIsPresentedAgainWithWhatFollows(Testbed bed) {
    Script script = bed.script();
    List<Integer> presented = new ArrayList<>();
    script.reading(
        (connection, data) -> {
          presented.add(data.remaining());
          script.take(data, data.remaining() / 2);
        });
    Peer peer = bed.accept(script);
    peer.send("abcd");
    bed.until(() -> presented.size() == 1);
    bed.settle();
    assertThat(presented).as("not before more comes").hasSize(1);
    peer.send("ef");
    bed.until(() -> presented.size() == 2);

    assertThat(presented).containsExactly(4, 4);
    assertThat(script.received()).isEqualTo("abcd");
  }

  @Everywhere
  void whatIsPresentedIsOnlyLent(Testbed bed) {
    Script script = bed.script();
    List<ByteBuffer> lent = new ArrayList<>();
    List<Exception> refused = new ArrayList<>();
    script.reading(
        (connection, data) -> {
          lent.add(data);
          try {
            data.put(0, (byte) 1);
          } catch (ReadOnlyBufferException e) {
            refused.add(e);
          }
          script.take(data);
        });
    bed.accept(script).send("hello");
    bed.until(() -> script.received().equals("hello"));

    assertThat(lent.get(0).isReadOnly()).isTrue();
    assertThat(refused).hasSize(1);
  }

  @OnAnyNetwork
  @Everywhere
  void aReceiveThatFindsNothingTellsNothing(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    // A full buffer may not have been all: the loop looks again, and finds nothing.
    String text = "x".repeat(64 * 1024);
    peer.send(text);
    bed.until(() -> script.receivedCount() == text.length());
    bed.settle();

    assertThat(script.events()).containsOnly("accept", "read");
    assertThat(script.errors()).isEmpty();
    assertThat(script.connection().state()).isEqualTo(ChannelState.OPEN);
  }

  @OnAnyNetwork
  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void aReceiveThatFailsIsTheEndWithItsCause(Testbed bed) {
    Script script = bed.script();
    bed.accept(script).reset();
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("accept", "close:BROKEN");
    assertThat(script.reason().cause()).isInstanceOf(IOException.class);
    assertThat(bed.reports().messages()).isEmpty();
  }

  @Everywhere(families = {Family.IPV4, Family.IPV6})
  void whatCameBeforeAResetIsRead(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    peer.sendNow("last words");
    peer.reset();
    bed.until(script::isClosed);

    assertThat(script.received()).isEqualTo("last words");
    assertThat(script.reason().kind()).isEqualTo(CloseReason.Kind.BROKEN);
  }

  @Everywhere
  void aPausedConnectionReadsNothingUntilItIsResumed(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    Connection connection = script.connection();
    connection.pauseReading();
    peer.sendNow("hello");
    peer.finish();
    bed.settle();
    assertThat(script.events()).containsExactly("accept");

    connection.resumeReading();
    bed.until(script::isClosed);
    assertThat(script.events()).containsExactly("accept", "read", "close:PEER");
    assertThat(script.received()).isEqualTo("hello");
  }

  @Everywhere
  void aConnectionThatAnswersThatItIsNotReadableReadsNothing(Testbed bed) {
    boolean[] readable = new boolean[1];
    Script script = bed.script(Role.ASKED);
    script.readableWhen(() -> readable[0]);
    Peer peer = bed.accept(script);
    peer.sendNow("hello");
    bed.settle();
    assertThat(script.events()).containsExactly("accept");

    readable[0] = true;
    bed.until(() -> script.received().equals("hello"));
  }

  @OnAnyNetwork
  @Everywhere
  void bytesNobodyIsInterestedInAreThrownAway(Testbed bed) {
    Script script = bed.script(Role.SILENT);
    Peer peer = bed.connectTo(bed.listenFor(script));
    peer.send("x".repeat(1_000_000)).close();
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("close:PEER");
    assertThat(bed.reports().messages()).isEmpty();
  }

  @OnAnyNetwork
  @Everywhere
  void unreadInputHasALimit(Testbed bed) {
    bed.limits(limits -> limits.maxInput(1000));
    Script script = bed.script();
    script.reading((connection, data) -> {});
    bed.accept(script).send("x".repeat(1001)).awaitEnd().close();
    bed.until(script::isClosed);

    assertThat(script.events())
        .containsSubsequence("read", "error:LimitExceededException", "close:LIMIT");
    assertThat(script.errors().get(0)).hasMessageContaining("1000");
  }
}
