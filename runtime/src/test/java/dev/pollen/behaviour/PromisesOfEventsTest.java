package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.ChannelState;
import dev.pollen.CloseReason;
import dev.pollen.CloseReason.Kind;
import dev.pollen.Connection;
import dev.pollen.Event;
import dev.pollen.Listener;
import dev.pollen.behaviour.subject.HostScript;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;

/** What is promised about the events of a channel: which, when, how often, on which thread. */
final class PromisesOfEventsTest {
  @Nested
  class OneThreadAndNoEventInsideAnother {
    @Everywhere
    void whateverIsDoneInAnEvent(Testbed bed) {
      PlainServer server = bed.server();
      Script sibling = bed.script();
      bed.accept(sibling);
      List<Script> scripts = new ArrayList<>();
      for (Event event : List.of(Event.ACCEPT, Event.READ, Event.WRITE)) {
        Script script = bed.script(Role.ASKED);
        scripts.add(script);
        script.writableWhen(() -> script.count("read") > 0 && script.count("write") == 0);
        script.on(
            event,
            connection -> {
              // Each of these leads to an event, now or later.
              connection.send("x".repeat(100_000));
              sibling.connection().send("y");
              connection.pauseReading();
              connection.resumeReading();
              bed.connect(server.address(), bed.script());
              bed.connect(bed.refusingAddress(), bed.script());
              connection.close();
              connection.abort();
            });
        bed.connectTo(bed.listenFor(script)).sendNow("hello");
        bed.until(script::isClosed);
      }
      bed.settle();

      assertThat(scripts).allMatch(script -> script.violations().isEmpty());
      assertThat(bed.loop().channels()).contains(sibling.connection());
    }

    @Everywhere
    void alsoWhenAnotherThreadHandsOverTheWork(Testbed bed) {
      PlainServer server = bed.server();
      List<Script> scripts = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      CountDownLatch open = new CountDownLatch(5);
      for (int i = 0; i < 5; i++) {
        Script script = bed.script();
        script.on(
            Event.CONNECT,
            connection -> {
              threads.add(Thread.currentThread());
              open.countDown();
            });
        scripts.add(script);
      }
      // Else the run may be over before the first of them comes.
      bed.listen(bed.hostScript((listener, from) -> null));
      try (LoopThread thread = bed.runOnThread()) {
        for (Script script : scripts) {
          bed.loop().execute(() -> bed.connect(server.address(), script));
        }
        LoopThread.await(open);
        CountDownLatch closed = new CountDownLatch(1);
        bed.loop()
            .execute(
                () -> {
                  bed.loop().closeAll();
                  bed.loop().execute(closed::countDown);
                });
        LoopThread.await(closed);
        thread.join();
        assertThat(threads).hasSize(5).containsOnly(thread.thread());
      }

      assertThat(scripts).allMatch(script -> script.violations().isEmpty());
    }
  }

  @Nested
  class OneEndAndNothingAfterIt {
    @OnAnyNetwork
    @Everywhere
    void whoeverClosesAndHowever(Testbed bed) {
      bed.limits(limits -> limits.maxOutput(100_000));
      endsBy(bed, Kind.PEER, (script, peer) -> peer.close());
      endsBy(
          bed,
          Kind.LOCAL,
          (script, peer) -> {
            script.connection().close();
            peer.close();
          });
      endsBy(bed, Kind.ABORTED, (script, peer) -> script.connection().abort());
      endsBy(bed, Kind.LIMIT, (script, peer) -> script.connection().send("x".repeat(100_001)));
      endsBy(bed, Kind.LOOP_CLOSED, (script, peer) -> bed.loop().closeAll());
    }

    @OnAnyNetwork
    @Everywhere(families = {Family.IPV4, Family.IPV6})
    void alsoByAReset(Testbed bed) {
      endsBy(bed, Kind.BROKEN, (script, peer) -> peer.reset());
    }

    @OnAnyNetwork
    @Everywhere
    void alsoWhenSeveralReasonsMeet(Testbed bed) {
      endsBy(
          bed,
          Kind.ABORTED,
          (script, peer) -> {
            peer.sendNow("too late");
            peer.close();
            script.connection().close();
            script.connection().abort();
            bed.loop().closeAll();
          });
    }

    private void endsBy(Testbed bed, Kind kind, End end) {
      Script script = bed.script();
      Peer peer = bed.accept(script);
      end.of(script, peer);
      bed.until(script::isClosed);
      bed.settle();

      assertThat(script.count("close:" + kind)).as("%s", script.events()).isEqualTo(1);
      assertThat(script.events()).last().isEqualTo("close:" + kind);
      assertThat(script.connection().state()).isEqualTo(ChannelState.CLOSED);
    }

    private interface End {
      void of(Script script, Peer peer);
    }
  }

  @Nested
  class ConnectOnlyWhenTheSystemHasConfirmedIt {
    /** The system answers for a server that does not accept, until its queue is full. */
    @Everywhere
    void notWhileTheServerHasNotAnswered(Testbed bed) {
      bed.limits(limits -> limits.connectTimeout(Duration.ofMillis(100)));
      PlainServer full = bed.server(1);
      List<Script> scripts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Script script = bed.script();
        scripts.add(script);
        bed.connect(full.address(), script).send("queued");
      }
      Script last = scripts.get(7);
      bed.until(last::isClosed);

      assertThat(scripts.get(0).events()).containsExactly("connect");
      assertThat(last.events())
          .containsExactly("error:SocketTimeoutException", "close:CONNECT_FAILED");
      assertThat(last.reason().undeliveredBytes()).isEqualTo(6);
    }

    @OnAnyNetwork
    @Everywhere
    void neverForOneThatFailed(Testbed bed) {
      Script script = bed.script(Role.ASKED);
      script.writableWhen(() -> true);
      bed.connect(bed.refusingAddress(), script);
      bed.until(script::isClosed);
      bed.settle();

      assertThat(script.events()).doesNotContain("connect", "read", "write");
    }

    @OnAnyNetwork
    @Everywhere
    void neverForOneThatWasGivenUp(Testbed bed) {
      PlainServer server = bed.server();
      Script closed = bed.script();
      Script aborted = bed.script();
      bed.connect(server.address(), closed).close();
      bed.connect(server.address(), aborted).abort();
      bed.until(() -> closed.isClosed() && aborted.isClosed());

      assertThat(closed.events()).containsExactly("close:LOCAL");
      assertThat(aborted.events()).containsExactly("close:ABORTED");
    }
  }

  @Nested
  class ReadinessBelongsToOneRegistration {
    @Everywhere
    void alsoIfEachNewConnectionGetsTheDescriptorOfTheLast(Testbed bed) {
      PlainServer server = bed.server();
      List<Script> generations = new ArrayList<>();
      next(bed, server.address(), generations);
      for (int i = 0; i < 50; i++) {
        Peer peer = server.accept();
        peer.sendNow("generation " + i);
        peer.close();
      }
      bed.until(() -> generations.size() == 51);
      bed.until(() -> generations.get(49).isClosed());

      for (int i = 0; i < 50; i++) {
        assertThat(generations.get(i).received()).isEqualTo("generation " + i);
        assertThat(generations.get(i).events()).containsExactly("connect", "read", "close:PEER");
      }
    }

    private void next(Testbed bed, SocketAddress address, List<Script> generations) {
      Script script = bed.script(Role.ASKED);
      generations.add(script);
      if (generations.size() <= 50) {
        script.on(Event.CLOSE, closed -> next(bed, address, generations));
      }
      bed.connect(address, script);
    }
  }

  @Nested
  class NothingAfterClose {
    @Everywhere
    void alsoIfMoreIsReadyOrBufferedAlready(Testbed bed) {
      Script script = bed.script(Role.ASKED);
      script.writableWhen(() -> script.count("read") > 0);
      script.reading(
          (connection, data) -> {
            script.take(data, 1);
            connection.close();
            assertThat(connection.state()).isEqualTo(ChannelState.CLOSING);
          });
      Peer peer = bed.accept(script);
      peer.sendNow("x".repeat(200_000));
      peer.awaitEnd().close();
      bed.until(script::isClosed);

      assertThat(script.events()).containsExactly("accept", "read", "close:LOCAL");
    }

    @Everywhere
    void noTimerOfTheConnectionEither(Testbed bed) {
      Script script = bed.script();
      Peer peer = bed.accept(script);
      List<String> ran = new ArrayList<>();
      script.connection().schedule(Duration.ZERO, () -> ran.add("timer"));
      script.connection().close();
      peer.awaitEnd().close();
      bed.until(script::isClosed);

      assertThat(ran).isEmpty();
    }
  }

  @Nested
  class AFailureCostsItsOwnChannelOnly {
    @Everywhere
    void whicheverEventsFail(Testbed bed) {
      Script healthy = bed.script();
      healthy.on(Event.READ, connection -> connection.send("pong"));
      List<Script> sick = new ArrayList<>();
      HostScript host =
          bed.hostScript(
              (listener, from) -> {
                Script script = bed.script(sick.size() % 2 == 0 ? Role.CARELESS : Role.ATTENTIVE);
                sick.add(script);
                for (Event event : List.of(Event.ACCEPT, Event.READ, Event.ERROR, Event.CLOSE)) {
                  script.on(event, connection -> fail(event));
                }
                return script.dispatcher();
              });
      Peer peer = bed.accept(healthy);
      Listener listener = bed.listen(host);
      for (int i = 0; i < 6; i++) {
        Peer unlucky = bed.connectTo(listener);
        unlucky.sendNow("hello");
        unlucky.awaitGone().close();
      }
      bed.until(() -> sick.size() == 6 && sick.stream().allMatch(Script::isClosed));
      peer.send("ping").awaitReceived("pong");

      assertThat(sick)
          .extracting(script -> script.reason().kind())
          .containsOnly(Kind.HANDLER_FAILED);
      assertThat(listener.state()).isEqualTo(ChannelState.LISTENING);
      assertThat(healthy.events()).containsExactly("accept", "read");
    }

    private void fail(Event event) throws IOException {
      if (event == Event.READ) {
        throw new IllegalStateException("from " + event);
      }
      throw new IOException("from " + event);
    }

    @Everywhere
    void alsoIfItIsAFailureOfTheMachine(Testbed bed) {
      Script deep = bed.script(Role.CARELESS);
      deep.on(Event.READ, PromisesOfEventsTest::overflow);
      Script sibling = bed.script();
      Peer peer = bed.accept(sibling);
      bed.accept(deep).send("hello").awaitEnd().close();
      bed.until(deep::isClosed);
      peer.send("hello");
      bed.until(() -> sibling.received().equals("hello"));

      assertThat(deep.reason().cause()).isInstanceOf(StackOverflowError.class);
      assertThat(deep.reason())
          .isEqualTo(new CloseReason(Kind.HANDLER_FAILED, deep.reason().cause(), 0));
    }
  }

  @SuppressWarnings("InfiniteRecursion")
  private static void overflow(Connection connection) {
    overflow(connection);
  }
}
