package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import dev.pollen.Connection;
import dev.pollen.Event;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is promised about bytes, wherever they come from. */
final class PromisesOfBytesTest {
  @Nested
  class AllThatArrivedIsDeliveredBeforeTheEnd {
    @Everywhere
    void beforeAnEnd(Testbed bed) {
      Script script = bed.script();
      Peer peer = bed.accept(script);
      script.connection().pauseReading();
      peer.sendNow("x".repeat(50_000));
      peer.close();
      bed.settle();
      script.connection().resumeReading();
      bed.until(script::isClosed);

      assertThat(script.receivedCount()).isEqualTo(50_000);
      assertThat(script.reason().kind()).isEqualTo(Kind.PEER);
    }

    @Everywhere(families = {Family.IPV4, Family.IPV6})
    void beforeAReset(Testbed bed) {
      Script script = bed.script();
      Peer peer = bed.accept(script);
      script.connection().pauseReading();
      peer.sendNow("x".repeat(50_000));
      peer.reset();
      bed.settle();
      script.connection().resumeReading();
      bed.until(script::isClosed);

      assertThat(script.receivedCount()).isEqualTo(50_000);
      assertThat(script.reason().kind()).isEqualTo(Kind.BROKEN);
    }

    @Everywhere
    void alsoIfSendingFailsFirst(Testbed bed) {
      Script script = bed.script();
      Peer peer = bed.accept(script);
      peer.sendNow("x".repeat(50_000));
      peer.close();
      script.connection().send("nobody takes this");
      bed.until(script::isClosed);

      assertThat(script.receivedCount()).isEqualTo(50_000);
    }

    @Everywhere(families = {Family.IPV4, Family.IPV6})
    void alsoIfSendingIsTheFirstToLearnOfAReset(Testbed bed) {
      Script script = bed.script();
      Peer peer = bed.accept(script);
      peer.sendNow("x".repeat(50_000));
      peer.reset();
      script.connection().send("nobody takes this");
      bed.until(script::isClosed);

      assertThat(script.receivedCount()).isEqualTo(50_000);
      assertThat(script.reason().kind()).isEqualTo(Kind.BROKEN);
    }

    @Everywhere
    void alsoIfTheHandlerFailsInTheMiddleAgainAndAgain(Testbed bed) {
      Script script = bed.script();
      script.reading(
          (connection, data) -> {
            script.take(data, Math.min(10_000, data.remaining()));
            if (data.hasRemaining()) {
              throw new IllegalStateException("in the middle");
            }
          });
      Peer peer = bed.accept(script);
      peer.sendNow("x".repeat(100_000));
      peer.close();
      bed.until(script::isClosed);

      assertThat(script.receivedCount()).isEqualTo(100_000);
      assertThat(script.events()).endsWith("read", "close:PEER");
    }

    @OnAnyNetwork
    @Everywhere
    void butAHandlerThatReadsNothingDoesNotHoldUpTheEnd(Testbed bed) {
      Script script = bed.script();
      script.reading(
          (connection, data) -> {
            connection.pauseReading();
            connection.resumeReading();
            throw new IllegalStateException("without having read");
          });
      Peer peer = bed.accept(script);
      peer.sendNow("hello");
      peer.close();
      bed.until(script::isClosed);

      assertThat(script.events()).endsWith("close:PEER");
    }
  }

  @Nested
  class NothingDependsOnTransportOrFamily {
    @Test
    void theSameConversationHasTheSameEventsEverywhere() {
      List<List<String>> conversations = new ArrayList<>();
      Variant.all()
          .forEach(
              variant -> {
                try (Testbed bed = new Testbed(variant)) {
                  conversations.add(converse(bed));
                }
              });

      assertThat(conversations).hasSizeGreaterThan(1);
      assertThat(conversations).allMatch(events -> events.equals(conversations.get(0)));
      assertThat(conversations.get(0))
          .containsExactly(
              "accept",
              "read",
              "write",
              "read",
              "error:IllegalStateException",
              "close:PEER",
              "connect",
              "read",
              "close:LOCAL",
              "close:CONNECT_FAILED");
    }

    private List<String> converse(Testbed bed) {
      Script accepted = bed.script(Role.ASKED);
      accepted.writableWhen(() -> accepted.count("read") == 1 && accepted.count("write") == 0);
      accepted.on(
          Event.READ,
          connection -> {
            if (accepted.count("read") == 2) {
              throw new IllegalStateException("as it happens");
            }
          });
      Peer client = bed.accept(accepted);
      client.send("one");
      bed.until(() -> accepted.count("write") == 1);
      client.send("two").close();
      bed.until(accepted::isClosed);

      Script outgoing = bed.script();
      outgoing.on(Event.READ, Connection::close);
      Peer server = bed.connect(outgoing);
      server.send("three").awaitEnd().close();
      bed.until(outgoing::isClosed);

      Script refused = bed.script();
      bed.connect(bed.refusingAddress(), refused);
      bed.until(refused::isClosed);

      List<String> events = new ArrayList<>(accepted.events());
      events.addAll(outgoing.events());
      // The names of the exceptions are the system's.
      events.add(refused.events().get(1));
      return events;
    }
  }

  @Nested
  class BytesArriveInOrderOrAreCounted {
    @OnAnyNetwork
    @Everywhere
    void whenThePeerStopsReading(Testbed bed) {
      bed.limits(limits -> limits.drainTimeout(Duration.ofMillis(50)));
      Script script = bed.script();
      Peer peer = bed.accept(script);
      int sent = 12_000_000;
      script.connection().send("x".repeat(sent));
      bed.settle();
      long queued = script.connection().queuedBytes();
      script.connection().close();
      bed.until(script::isClosed);
      peer.awaitGone();

      long undelivered = script.reason().undeliveredBytes();
      assertThat(undelivered).isBetween(1L, queued);
      assertThat((long) peer.received().length()).isLessThanOrEqualTo(sent - undelivered);
    }

    @OnAnyNetwork
    @Everywhere
    void whenThePeerGoesAway(Testbed bed) {
      Script script = bed.script();
      Peer peer = bed.accept(script);
      script.connection().send("x".repeat(12_000_000));
      bed.settle();
      long queued = script.connection().queuedBytes();
      peer.close();
      bed.until(script::isClosed);

      assertThat(queued).isPositive();
      assertThat(script.reason().kind()).isIn(Kind.BROKEN, Kind.PEER);
      assertThat(script.reason().undeliveredBytes()).isBetween(1L, queued);
    }

    @OnAnyNetwork
    @Everywhere
    void whenTheConnectionWasNeverMade(Testbed bed) {
      Script script = bed.script();
      bed.connect(bed.refusingAddress(), script).send("twelve bytes");
      bed.until(script::isClosed);

      assertThat(script.reason().undeliveredBytes()).isEqualTo(12);
    }
  }
}
