package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import dev.pollen.Producer.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timers that disturb each other, and deadlines while nothing goes on as it should. */
@Timeout(60)
final class TimerAttackTest {
  @RegisterExtension final Net net = new Net();
  private final RuledTime time = new RuledTime(net);

  @AfterEach
  void allMemoryIsGivenBack() {
    net.loop().closeAll();
    assertThat(net.loop().memory().used()).isZero();
  }

  @Test
  void thousandsOfOneDeadlineOfWhichTheFirstCancelsAndMovesOthers() {
    net.limits(limits -> limits.tasksPerPass(10));
    List<Integer> ran = new ArrayList<>();
    List<Timer> timers = new ArrayList<>();
    net.loop()
        .execute(
            () -> {
              net.loop()
                  .schedule(
                      Duration.ofMillis(5),
                      () -> {
                        for (int i = 0; i < timers.size(); i += 3) {
                          timers.get(i).cancel();
                        }
                        for (int i = 1; i < timers.size(); i += 3) {
                          timers.get(i).reschedule(Duration.ofMillis(5));
                        }
                      });
              for (int i = 0; i < 3000; i++) {
                int number = i;
                timers.add(net.loop().schedule(Duration.ofMillis(5), () -> ran.add(number)));
              }
            });
    time.passMillis(5);
    assertThat(ran).hasSize(9).allMatch(number -> number % 3 == 2);
    for (int i = 0; i < 100; i++) {
      time.pass();
    }
    assertThat(ran).hasSize(1000).isSorted().allMatch(number -> number % 3 == 2);
    ran.clear();
    time.advance(Duration.ofMillis(5));
    for (int i = 0; i < 100; i++) {
      time.pass();
    }
    assertThat(ran).hasSize(1000).isSorted().allMatch(number -> number % 3 == 1);
    assertThat(net.loop().timers().isEmpty()).isTrue();
  }

  @EveryFamily
  void ofOneDeadlineOfWhichTheFirstClosesItsChannel(Family family) throws IOException {
    for (boolean gracefully : new boolean[] {true, false}) {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      Connection connection = recorder.connection();
      List<String> ran = new ArrayList<>();
      connection.schedule(
          Duration.ofMillis(1),
          () -> {
            ran.add("first");
            if (gracefully) {
              connection.close();
            } else {
              connection.abort();
            }
            connection.schedule(Duration.ZERO, () -> ran.add("set while closing"));
            connection.onIdle(Duration.ofNanos(1), () -> ran.add("idle while closing"));
          });
      connection.schedule(Duration.ofMillis(1), () -> ran.add("second"));
      connection.every(Duration.ofMillis(1), () -> ran.add("third"));
      connection.onIdle(Duration.ofMillis(1), () -> ran.add("idle"));
      time.passMillis(1);
      time.passMillis(50);
      assertThat(ran).containsExactly("first");
      peer.close();
      net.until(recorder::isClosed);
    }
  }

  /** One period, one delay, and a model that knows when each is due. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void setMovedAndCancelledInEveryCallback(long seed) {
    Random random = new Random(seed);
    TreeMap<Integer, Long> due = new TreeMap<>();
    List<Timer> timers = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    int[] ran = new int[1];
    long[] now = new long[1];
    for (int i = 0; i < 200; i++) {
      int number = i;
      timers.add(
          net.loop()
              .schedule(
                  Duration.ofMillis(i % 7),
                  () -> {
                    ran[0]++;
                    Long deadline = due.remove(number);
                    if (deadline == null || deadline > now[0]) {
                      wrong.add(number + " ran at " + now[0] + ", due " + deadline);
                    }
                    for (int n = 0; n < 2; n++) {
                      int other = random.nextInt(timers.size());
                      if (random.nextInt(50) == 0 && other != number) {
                        timers.get(other).cancel();
                        timers.set(other, timers.get(number));
                        due.remove(other);
                      } else if (timers.get(other) == timers.get(number)) {
                        timers.get(number).reschedule(Duration.ofMillis(3));
                        due.put(number, now[0] + 3);
                      } else if (due.containsKey(other)) {
                        int delay = random.nextInt(5);
                        timers.get(other).reschedule(Duration.ofMillis(delay));
                        due.put(other, now[0] + delay);
                      }
                    }
                  }));
      due.put(i, (long) (i % 7));
    }
    for (int i = 0; i < 2000 && wrong.isEmpty(); i++) {
      time.pass();
      time.advance(Duration.ofMillis(1));
      now[0]++;
    }
    assertThat(wrong).isEmpty();
    assertThat(ran[0]).isGreaterThan(100);
    assertThat(net.loop().timers().size()).isEqualTo(due.size());
  }

  @EveryFamily
  void idleIsNotToldWhileOneDirectionFlowsAndTheOtherRests(Family family) throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    int[] idle = new int[1];
    recorder.connection().onIdle(Duration.ofMillis(10), () -> idle[0]++);
    for (int i = 0; i < 50; i++) {
      recorder.connection().send("out");
      time.passMillis(9);
    }
    recorder.connection().pauseReading();
    for (int i = 0; i < 50; i++) {
      peer.send("in that nobody reads");
      recorder.connection().send("out");
      time.passMillis(9);
    }
    assertThat(idle[0]).isZero();
    time.passMillis(10);
    time.pass(Duration.ofDays(36_500));
    assertThat(idle[0]).as("once for each pass, not for each silence that was missed").isEqualTo(2);
  }

  @EveryFamily
  void theIdleTimeoutEndsAConnectionWhoseProducerIsPending(Family family) throws IOException {
    net.limits(limits -> limits.idleTimeout(Duration.ofMillis(100)));
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    ScriptedProducer pending =
        new ScriptedProducer().then("x", Outcome.PENDING).afterwards(room -> Outcome.PENDING);
    recorder.connection().send(pending);
    recorder.connection().send("behind");
    recorder.connection().pauseReading();
    time.passMillis(99);
    for (int i = 0; i < 5; i++) {
      // Being asked is no traffic.
      recorder.connection().producerReady();
      time.pass();
    }
    time.passMillis(100);
    assertThat(recorder.events()).endsWith("error:SocketTimeoutException");
    time.pass(Duration.ofDays(1));
    net.until(recorder::isClosed);
    assertThat(recorder.reason().kind()).isEqualTo(Kind.TIMED_OUT);
    assertThat(recorder.reason().undeliveredBytes()).isEqualTo("behind".length());
    assertThat(pending.closes).isOne();
    assertThat(net.loop().timers().isEmpty()).isTrue();
    peer.close();
  }

  @EveryFamily
  void theIdleTimeoutEndsAConnectionWhoseOutputIsStuckInsideAFrame(Family family)
      throws IOException {
    net.limits(limits -> limits.idleTimeout(Duration.ofMillis(100)).maxOutput(64 << 20));
    FramedRecorder recorder = net.framedRecorder(Terminator.length(9));
    Peer peer = net.accept(family, recorder);
    peer.send("half");
    recorder.connection().send(new byte[32 << 20]);
    net.settle();
    assertThat(recorder.connection().queuedBytes()).isPositive();
    time.passMillis(100);
    assertThat(recorder.events()).containsExactly("accept", "error:SocketTimeoutException");
    time.pass(Duration.ofDays(1));
    net.until(recorder::isClosed);
    assertThat(recorder.reason().kind()).isEqualTo(Kind.TIMED_OUT);
    assertThat(net.loop().memory().used()).isZero();
  }

  @EveryFamily
  void aJumpOfTheClockEndsADrainOnceAndTimersOfTheCloseEventRunOn(Family family)
      throws IOException {
    Recorder recorder = net.recorder();
    net.accept(family, recorder);
    List<String> ran = new ArrayList<>();
    recorder.on(
        Event.CLOSE,
        () -> {
          recorder.connection().schedule(Duration.ZERO, () -> ran.add("never"));
          net.loop().schedule(Duration.ofMillis(1), () -> ran.add("of the loop"));
        });
    recorder.connection().send("last words");
    recorder.connection().close();
    time.pass(Duration.ofDays(10_000));
    net.until(recorder::isClosed);
    time.pass(Duration.ofDays(10_000));
    assertThat(recorder.reason().kind()).isEqualTo(Kind.LOCAL);
    assertThat(ran).containsExactly("of the loop");
  }

  @Test
  void anIdleHookThatCancelsItselfAndSetsAnotherIsOneOnly() throws IOException {
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder);
    List<Timer> current = new ArrayList<>();
    int[] idle = new int[1];
    Runnable hook =
        new Runnable() {
          @Override
          public void run() {
            idle[0]++;
            current.remove(0).cancel();
            current.add(recorder.connection().onIdle(Duration.ofMillis(10), this));
          }
        };
    current.add(recorder.connection().onIdle(Duration.ofMillis(10), hook));
    for (int i = 1; i <= 100; i++) {
      time.passMillis(10);
      assertThat(idle[0]).isEqualTo(i);
      assertThat(net.loop().timers().size()).isOne();
    }
  }
}
