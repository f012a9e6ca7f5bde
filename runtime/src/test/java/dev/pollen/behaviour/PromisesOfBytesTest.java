package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import dev.pollen.Connection;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Event;
import dev.pollen.Listener;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is promised about bytes, about waiting, and about memory. */
@Timeout(60)
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
  class NoWorkNoWakeUp {
    private static final Duration LONG_ENOUGH = Duration.ofMillis(20);

    @Everywhere
    void ofIdleConnections(Testbed bed) {
      for (int i = 0; i < 20; i++) {
        bed.accept(bed.script());
        bed.connect(bed.script());
      }
      bed.settle();

      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();
    }

    @Everywhere
    void ofPausedOnesWithInputOrAnEndWaiting(Testbed bed) {
      Script withInput = bed.script();
      Script ended = bed.script();
      Peer first = bed.accept(withInput);
      Peer second = bed.accept(ended);
      withInput.connection().pauseReading();
      ended.connection().pauseReading();
      bed.settle();
      first.sendNow("hello");
      second.close();
      bed.settle();

      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();
    }

    @Everywhere
    void ofOnesThatLeaveTheirInputUnread(Testbed bed) {
      Script script = bed.script();
      script.reading((connection, data) -> {});
      bed.accept(script).send("hello");
      bed.until(() -> script.count("read") > 0);
      bed.settle();

      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();
      assertThat(script.count("read")).isEqualTo(1);
    }

    @Everywhere
    void ofOnesThatWaitForTheirPeerToEnd(Testbed bed) {
      Script script = bed.script();
      Peer peer = bed.accept(script);
      script.connection().close();
      bed.settle();

      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();
      peer.awaitEnd().close();
      bed.until(script::isClosed);
    }

    @Everywhere(styles = Style.BY_HAND)
    void ofHalfOpenOnes(Testbed bed) {
      HalfOpen dispatcher = new HalfOpen();
      Listener listener = bed.listen(bed.hostScript((ignored, from) -> dispatcher));
      Peer peer = bed.connectTo(listener);
      peer.finish();
      bed.until(() -> dispatcher.peerHasEnded);
      bed.settle();
      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();

      dispatcher.say("still here");
      peer.awaitReceived("still here");
    }

    @Everywhere
    void ofAFullSocketNobodyReadsFrom(Testbed bed) {
      Script script = bed.script();
      bed.accept(script);
      script.connection().send("x".repeat(12_000_000));
      bed.settle();

      assertThat(script.connection().queuedBytes()).isPositive();
      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();
    }
  }

  /** Goes on when its peer has ended; there is no annotation for that. */
  private static final class HalfOpen extends ConnectionDispatcher {
    boolean peerHasEnded;

    void say(String text) {
      send(text);
    }

    @Override
    protected void handleEof() {
      peerHasEnded = true;
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

    @Everywhere
    void whenTheConnectionWasNeverMade(Testbed bed) {
      Script script = bed.script();
      bed.connect(bed.refusingAddress(), script).send("twelve bytes");
      bed.until(script::isClosed);

      assertThat(script.reason().undeliveredBytes()).isEqualTo(12);
    }
  }

  @Nested
  class OtherThreadsDoNotWaitForTheNextTimeout {
    @Everywhere
    void toOpenToSendAndToClose(Testbed bed) {
      PlainServer server = bed.server();
      Script script = bed.script();
      CountDownLatch opened = new CountDownLatch(1);
      CountDownLatch closed = new CountDownLatch(1);
      script.on(Event.CONNECT, connection -> opened.countDown());
      script.on(Event.CLOSE, connection -> closed.countDown());
      bed.loop().schedule(Duration.ofHours(1), () -> {});
      try (LoopThread thread = new LoopThread(bed.loop())) {
        thread.awaitSleep();
        bed.loop().execute(() -> bed.connect(server.address(), script));
        LoopThread.await(opened);
        thread.awaitSleep();
        bed.loop().execute(() -> script.connection().send("hello"));
        Peer peer = server.acceptWithoutLoop();
        while (!peer.received().equals("hello")) {
          peer.take();
        }
        thread.awaitSleep();
        bed.loop().execute(() -> script.connection().abort());
        LoopThread.await(closed);
      }

      assertThat(script.events()).containsExactly("connect", "close:ABORTED");
    }
  }

  @Nested
  class MemoryIsBoundedBothWays {
    @Everywhere
    void aPausedConnectionSlowsItsPeerDown(Testbed bed) {
      Script script = bed.script();
      Peer peer = bed.accept(script);
      script.connection().pauseReading();
      bed.settle();
      int blocks = 0;
      while (peer.sendNow("x".repeat(10_000))) {
        blocks++;
        bed.loop().poll(Duration.ZERO);
        assertThat(blocks).as("blocks that the system takes").isLessThan(10_000);
      }
      assertThat(script.receivedCount()).isZero();

      script.connection().resumeReading();
      int all = blocks * 10_000;
      bed.until(() -> script.receivedCount() >= all);
    }

    @Everywhere
    void whatAHandlerLeavesUnreadIsLimited(Testbed bed) {
      bed.limits(limits -> limits.maxInput(5000));
      Script script = bed.script();
      script.reading((connection, data) -> {});
      Peer peer = bed.accept(script);
      peer.sendNow("x".repeat(50_000));
      peer.awaitEnd().close();
      bed.until(script::isClosed);

      assertThat(script.reason().kind()).isEqualTo(Kind.LIMIT);
    }

    @Everywhere
    void whatAPeerDoesNotTakeIsLimited(Testbed bed) {
      bed.limits(limits -> limits.maxOutput(1_000_000));
      Script script = bed.script();
      bed.accept(script);
      long[] most = new long[1];
      bed.until(
          () -> {
            if (!script.isClosed()) {
              script.connection().send("x".repeat(100_000));
              most[0] = Math.max(most[0], script.connection().queuedBytes());
            }
            return script.isClosed();
          });

      assertThat(most[0]).isLessThanOrEqualTo(1_000_000);
      assertThat(script.reason().kind()).isEqualTo(Kind.LIMIT);
    }
  }
}
