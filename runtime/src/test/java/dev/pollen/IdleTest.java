package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Timers that wait for silence on a connection. */
@Timeout(60)
final class IdleTest {
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration ALMOST = SILENCE.minusNanos(1);
  private static final Duration INSTANT = Duration.ofNanos(1);

  @RegisterExtension final Net net = new Net();
  private final AtomicInteger idle = new AtomicInteger();
  private final RuledTime time = new RuledTime(net);
  private final Recorder recorder = net.recorder();

  private Peer idleAfterSilence(Family family) throws IOException {
    Peer peer = net.accept(family, recorder);
    recorder.onIdle(SILENCE, idle::incrementAndGet);
    time.pass();
    return peer;
  }

  private void receive(Peer peer, String text) {
    int before = recorder.received().length();
    peer.send(text);
    net.until(() -> recorder.received().length() == before + text.length());
  }

  @EveryFamily
  void isToldAfterTheSilenceAndAfterEachFurtherOne(Family family) throws IOException {
    idleAfterSilence(family);
    time.pass(ALMOST);
    assertThat(idle).hasValue(0);
    time.pass(INSTANT);
    assertThat(idle).hasValue(1);
    time.pass(ALMOST);
    assertThat(idle).hasValue(1);
    time.pass(INSTANT);
    assertThat(idle).hasValue(2);
    // What was missed is left out, and the beat stays.
    time.pass(SILENCE.multipliedBy(3).plusSeconds(10));
    assertThat(idle).hasValue(3);
    assertThat(time.nextWait()).isEqualTo(Duration.ofSeconds(20));
  }

  @EveryFamily
  void beginsAnewWithEachByteThatComes(Family family) throws IOException {
    Peer peer = idleAfterSilence(family);
    for (int i = 0; i < 10; i++) {
      time.pass(ALMOST);
      receive(peer, "x");
    }
    assertThat(idle).hasValue(0);
    time.pass(ALMOST);
    assertThat(idle).hasValue(0);
    time.pass(INSTANT);
    assertThat(idle).hasValue(1);
  }

  @EveryFamily
  void beginsAnewWithEachByteThatGoes(Family family) throws IOException {
    Peer peer = idleAfterSilence(family);
    for (int i = 1; i <= 10; i++) {
      time.pass(ALMOST);
      recorder.send("x");
      peer.awaitReceived("x".repeat(i));
    }
    assertThat(idle).hasValue(0);
    time.pass(SILENCE);
    assertThat(idle).hasValue(1);
  }

  @EveryFamily
  void beginsAnewAfterItWasTold(Family family) throws IOException {
    Peer peer = idleAfterSilence(family);
    time.pass(SILENCE);
    time.pass(Duration.ofSeconds(10));
    receive(peer, "x");
    time.pass(Duration.ofSeconds(20));
    assertThat(idle).hasValue(1);
    time.pass(Duration.ofSeconds(10));
    assertThat(idle).hasValue(2);
  }

  @Test
  void isBrokenByWhatTheHookItselfSends() throws IOException {
    Peer peer = net.accept(Family.IPV4, recorder);
    recorder.onIdle(SILENCE, () -> recorder.send("?"));
    time.pass(SILENCE);
    peer.awaitReceived("?");
    time.pass(ALMOST);
    time.pass(INSTANT);
    peer.awaitReceived("??");
  }

  @Test
  void isBrokenByAByteThatWaitedWhileTheLoopWasLate() throws IOException {
    Peer peer = idleAfterSilence(Family.IPV4);
    peer.trySend("x");
    time.advance(SILENCE.multipliedBy(2));
    net.until(() -> recorder.received().equals("x"));
    assertThat(idle).hasValue(0);
  }

  @EveryFamily
  void isNotBrokenByOutputThatThePeerDoesNotTake(Family family) throws IOException {
    idleAfterSilence(family);
    recorder.send(new byte[12 * 1024 * 1024]);
    net.settle();
    assertThat(recorder.connection().queuedBytes()).isPositive();
    time.pass(SILENCE);
    assertThat(idle).hasValue(1);
  }

  @EveryFamily
  void countsAPauseAndTheEndOfInputAsSilence(Family family) throws IOException {
    recorder.on(Event.EOF, () -> {});
    Peer peer = idleAfterSilence(family);
    recorder.connection().pauseReading();
    net.settle();
    peer.send("unseen");
    time.pass(SILENCE);
    assertThat(idle).hasValue(1);
    recorder.connection().resumeReading();
    net.until(() -> recorder.received().equals("unseen"));
    time.pass(ALMOST);
    peer.finish();
    net.until(() -> recorder.events().contains("eof"));
    time.pass(INSTANT);
    assertThat(idle).hasValue(2);
  }

  @EveryFamily
  void costsTheTimersNothingPerByte(Family family) throws IOException {
    Peer peer = idleAfterSilence(family);
    TimerQueue timers = net.loop().timers();
    long before = timers.nextSequence();
    for (int i = 0; i < 1000; i++) {
      time.advance(Duration.ofMillis(1));
      receive(peer, "x");
      recorder.send("y");
    }
    assertThat(timers.nextSequence()).as("how often a timer was set").isEqualTo(before);
    time.pass(SILENCE.minusMillis(1));
    assertThat(idle).hasValue(0);
    assertThat(timers.nextSequence()).isEqualTo(before + 1);
    time.passMillis(1);
    assertThat(idle).hasValue(1);
  }

  @Test
  void readsTheClockOncePerPassForAllTraffic() throws IOException {
    Recorder other = net.recorder();
    recorder.on(Event.READ, () -> recorder.send(recorder.recv()));
    other.on(Event.READ, () -> other.send(other.recv()));
    Peer peer = net.accept(Family.IPV4, recorder);
    Peer otherPeer = net.accept(Family.IPV4, other);
    recorder.onIdle(SILENCE, idle::incrementAndGet);
    other.onIdle(SILENCE, idle::incrementAndGet);
    time.pass();
    int before = time.reads.get();
    net.loop().poll(Duration.ZERO);
    int quiet = time.reads.get() - before;
    peer.trySend("a");
    otherPeer.trySend("b");
    before = time.reads.get();
    assertThat(net.loop().poll(Duration.ofSeconds(1))).isEqualTo(2);
    assertThat(time.reads.get() - before).isEqualTo(quiet + 1);
  }

  @EveryFamily
  void readsNoClockWithoutATimer(Family family) throws IOException {
    Peer peer = net.accept(family, recorder);
    int before = time.reads.get();
    for (int i = 0; i < 10; i++) {
      receive(peer, "x");
      recorder.send("y");
      net.settle();
    }
    assertThat(time.reads).hasValue(before);
  }

  @Test
  void wakesTheLoopAtItsDeadlinesOnly() throws IOException {
    idleAfterSilence(Family.IPV4);
    time.passesInWaits();
    time.waits.clear();
    net.loop().run(Duration.ofDays(1), 100);
    assertThat(time.waits).hasSize(100).containsOnly(SILENCE.toNanos());
    assertThat(idle).hasValue(100);
  }

  @Test
  void ofDifferentLengthsOnOneConnectionDoNotDisturbEachOther() throws IOException {
    Peer peer = idleAfterSilence(Family.IPV4);
    time.pass(Duration.ofSeconds(10));
    AtomicInteger shorter = new AtomicInteger();
    recorder.connection().onIdle(Duration.ofSeconds(15), shorter::incrementAndGet);
    time.pass(Duration.ofSeconds(15));
    assertThat(shorter).hasValue(1);
    time.pass(Duration.ofSeconds(5));
    assertThat(idle).hasValue(1);
    receive(peer, "x");
    time.pass(Duration.ofSeconds(14));
    assertThat(shorter).hasValue(1);
    time.pass(Duration.ofSeconds(1));
    assertThat(shorter).hasValue(2);
    time.pass(Duration.ofSeconds(15));
    assertThat(shorter).hasValue(3);
    assertThat(idle).hasValue(2);
  }

  @Test
  void canBeCancelledAndRescheduledAlsoFromInside() throws IOException {
    Peer peer = net.accept(Family.IPV4, recorder);
    Timer[] timer = new Timer[1];
    Runnable hook =
        () -> {
          if (idle.incrementAndGet() == 1) {
            timer[0].reschedule(Duration.ofSeconds(1));
          } else {
            timer[0].cancel();
          }
        };
    timer[0] = recorder.connection().onIdle(SILENCE, hook);
    time.pass(SILENCE);
    assertThat(time.nextWait()).isEqualTo(Duration.ofSeconds(1));
    time.pass(INSTANT);
    receive(peer, "x");
    // A byte begins a whole silence, also after a shorter one was asked for.
    time.pass(Duration.ofSeconds(1));
    assertThat(idle).hasValue(1);
    time.pass(Duration.ofSeconds(29));
    assertThat(idle).hasValue(2);
    time.pass(SILENCE);
    assertThat(idle).hasValue(2);
    assertThat(net.loop().timers().isEmpty()).isTrue();
  }

  @EveryFamily
  void isOverWhenTheConnectionIsClosing(Family family) throws IOException {
    net.accept(family, recorder);
    recorder.onIdle(Duration.ofSeconds(1), idle::incrementAndGet);
    recorder.close();
    net.settle();
    assertThat(recorder.connection().state()).isEqualTo(ChannelState.CLOSING);
    time.pass(Duration.ofSeconds(2));
    assertThat(idle).hasValue(0);
  }

  @EveryFamily
  void worksForAConnectionOfItsOwnMakingSetBeforeItStands(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    Connection connection = net.loop().connect(raw.address(), recorder);
    connection.onIdle(SILENCE, idle::incrementAndGet);
    Peer peer = raw.accept();
    net.until(recorder::isOpen);
    time.pass(ALMOST);
    receive(peer, "x");
    time.pass(ALMOST);
    assertThat(idle).hasValue(0);
    time.pass(INSTANT);
    assertThat(idle).hasValue(1);
  }

  @Test
  void mustLast() throws IOException {
    net.accept(Family.IPV4, recorder);
    for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofNanos(-1)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> recorder.onIdle(bad, () -> {}));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> recorder.connection().onIdle(bad, () -> {}));
    }
    assertThat(net.loop().timers().isEmpty()).isTrue();
  }
}
