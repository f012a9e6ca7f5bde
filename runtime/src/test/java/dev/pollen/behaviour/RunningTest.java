package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pollen.Event;
import dev.pollen.Listener;
import dev.pollen.Loop;
import dev.pollen.behaviour.subject.HostScript;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** How long a loop runs, and what belongs to it. */
final class RunningTest {
  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void aRunWithNothingToDoEndsAtOnce(Testbed bed) {
    bed.loop().run();
    bed.loop().run(Duration.ofSeconds(30), 5);
  }

  @Everywhere
  void aRunEndsWhenItsLastChannelIsClosed(Testbed bed) {
    Script script = bed.script();
    script.on(Event.READ, connection -> connection.loop().closeAll());
    bed.accept(script).sendNow("the end");
    bed.loop().run();

    assertThat(script.isClosed()).isTrue();
  }

  @Everywhere
  void aRunGoesOnWithChannelsThatAreAddedMeanwhile(Testbed bed) {
    PlainServer server = bed.server();
    Script added = bed.script();
    added.on(
        Event.CONNECT,
        connection -> {
          connection.abort();
        });
    Script script = bed.script();
    script.on(Event.CLOSE, connection -> bed.connect(server.address(), added));
    bed.accept(script).close();
    bed.loop().run();

    assertThat(added.events()).containsExactly("connect", "close:ABORTED");
  }

  @Everywhere
  void passesAreCountedWhetherOrNotSomethingHappens(Testbed bed) {
    int[] asked = new int[1];
    Script script = bed.script(Role.ASKED);
    script.readableWhen(() -> ++asked[0] > 0);
    bed.accept(script);
    asked[0] = 0;
    bed.loop().run(Duration.ZERO, 0);
    assertThat(asked[0]).isZero();
    bed.loop().run(Duration.ZERO, 7);

    assertThat(asked[0]).isEqualTo(7);
  }

  @Everywhere
  void aRunInsideARunIsRefused(Testbed bed) {
    Script script = bed.script();
    List<Exception> refusals = new ArrayList<>();
    script.on(
        Event.READ,
        connection -> {
          for (Runnable nested :
              List.<Runnable>of(
                  () -> bed.loop().run(),
                  () -> bed.loop().run(Duration.ZERO, 1),
                  () -> bed.loop().poll(Duration.ZERO),
                  () -> bed.loop().close())) {
            try {
              nested.run();
            } catch (IllegalStateException e) {
              refusals.add(e);
            }
          }
        });
    bed.accept(script).send("hello");
    bed.until(() -> script.count("read") == 1);

    assertThat(refusals).hasSize(4).allMatch(refusal -> refusal.getMessage() != null);
    assertThat(script.errors()).isEmpty();
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void aShortWaitIsRoundedUpAndNotSpunThrough(Testbed bed) {
    bed.listen(bed.hostScript((listener, from) -> null));
    Duration wait = Duration.ofNanos(300_000);
    bed.loop().poll(Duration.ZERO);
    long start = bed.nanoTime();
    for (int i = 0; i < 10; i++) {
      bed.loop().poll(wait);
    }

    assertThat(bed.nanoTime() - start).isGreaterThanOrEqualTo(10 * wait.toNanos());
  }

  @Everywhere
  void twoLoopsKnowNothingOfEachOther(Testbed bed) throws IOException {
    Script mine = bed.script();
    Script other = bed.script();
    bed.accept(mine);
    try (Loop second = bed.openLoop()) {
      HostScript host = bed.hostScript((listener, from) -> other.dispatcher());
      Listener listener = second.listen(bed.freshAddress(), host.dispatcher());
      bed.connectTo(listener);
      bed.settle();
      assertThat(host.events()).isEmpty();
      assertThat(bed.loop().channels()).doesNotContain(listener);
      assertThat(second.channels()).containsExactly(listener);

      second.poll(Duration.ofSeconds(20));
      assertThat(other.events()).containsExactly("accept");
    }

    assertThat(other.events()).containsExactly("accept", "close:LOOP_CLOSED");
    assertThat(mine.events()).containsExactly("accept");
  }

  @Everywhere
  void aDispatcherBelongsToOneChannel(Testbed bed) {
    Script script = bed.script();
    bed.accept(script);
    bed.settle();

    assertThatIllegalStateException()
        .isThrownBy(() -> bed.connect(bed.server().address(), script))
        .withMessageContaining("already serves");
    assertThat(bed.loop().channels()).containsExactly(script.connection());
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void aStopFromAnotherThreadEndsASleepWithoutLimit(Testbed bed) {
    Listener listener = bed.listen(bed.hostScript((ignored, from) -> null));
    LoopThread thread = bed.runOnThread();
    thread.awaitSleep();
    bed.loop().stop();
    thread.join();

    assertThat(bed.loop().channels()).containsExactly(listener);
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void wakeUpsWithoutWorkHarmNothing(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    try (LoopThread thread = bed.runOnThread()) {
      for (int i = 0; i < 100; i++) {
        CountDownLatch woken = new CountDownLatch(1);
        thread.awaitSleep();
        bed.loop().execute(woken::countDown);
        LoopThread.await(woken);
      }
    }
    peer.close();
    Script again = bed.script();
    bed.accept(again).close();
    bed.until(again::isClosed);

    assertThat(again.events()).containsExactly("accept", "close:PEER");
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void anInterruptedThreadLeavesTheRunAndSpinsNowhere(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    bed.loop().execute(() -> Thread.currentThread().interrupt());
    bed.loop().run();
    assertThat(Thread.interrupted()).isTrue();

    peer.send("hello");
    bed.until(() -> script.received().equals("hello"));
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void aTaskWithoutDelayCanEndTheRunFromInside(Testbed bed) {
    bed.listen(bed.hostScript((listener, from) -> null));
    bed.loop().schedule(Duration.ZERO, () -> bed.loop().closeAll());
    bed.loop().run();
    bed.listen(bed.hostScript((listener, from) -> null));
    bed.loop().schedule(Duration.ZERO, () -> bed.loop().closeAll());
    bed.loop().run(Duration.ofSeconds(20), 1000);

    assertThat(bed.loop().channels()).isEmpty();
  }
}
