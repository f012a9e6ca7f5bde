package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The limits on the silence of a connection: until its first byte, and at any time. */
@Timeout(60)
final class DeadlineLimitsTest {
  private static final Duration FIRST_BYTE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration INSTANT = Duration.ofNanos(1);
  // Held, since a logger that nobody holds forgets its level.
  private static final Logger LOGGER = Logger.getLogger("dev.pollen");

  @RegisterExtension final Net net = new Net();
  private final RuledTime time = new RuledTime(net);
  private final Recorder recorder = net.recorder();

  @BeforeEach
  void logEverything() {
    LOGGER.setLevel(Level.FINE);
  }

  @AfterEach
  void logAsBefore() {
    LOGGER.setLevel(null);
  }

  private void receive(Peer peer, String text) {
    int before = recorder.received().length();
    peer.send(text);
    net.until(() -> recorder.received().length() == before + text.length());
  }

  private void awaitTimedOut(Peer peer, String limit) throws IOException {
    assertThat(recorder.connection().isEnding()).isTrue();
    peer.awaitEnd().close();
    net.until(recorder::isClosed);
    assertThat(recorder.reason().kind()).isEqualTo(Kind.TIMED_OUT);
    assertThat(recorder.reason().cause())
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageContaining(limit)
        .hasMessageContaining(recorder.connection().remoteAddress().toString());
    assertThat(recorder.journal.errors).containsExactly(recorder.reason().cause());
    assertThat(recorder.events()).endsWith("error:SocketTimeoutException", "close:TIMED_OUT");
  }

  @Nested
  class TheFirstByte {
    @BeforeEach
    void limit() {
      net.limits(limits -> limits.firstByteTimeout(FIRST_BYTE));
    }

    @EveryFamily
    void thatDoesNotComeInTimeClosesAnAcceptedConnection(Family family) throws IOException {
      Peer peer = net.accept(family, recorder);
      time.pass(FIRST_BYTE.minus(INSTANT));
      assertThat(recorder.events()).containsExactly("accept");
      time.pass(INSTANT);
      awaitTimedOut(peer, "firstByteTimeout (PT10S)");
    }

    @EveryFamily
    void isWaitedForWhateverIsSentMeanwhile(Family family) throws IOException {
      Peer peer = net.accept(family, recorder);
      time.pass(FIRST_BYTE.minus(INSTANT));
      recorder.send("hello?");
      peer.awaitReceived("hello?");
      time.pass(INSTANT);
      awaitTimedOut(peer, "firstByteTimeout");
    }

    @EveryFamily
    void isEnough(Family family) throws IOException {
      Peer peer = net.accept(family, recorder);
      time.pass(FIRST_BYTE.minus(INSTANT));
      receive(peer, "x");
      assertThat(net.loop().timers().isEmpty()).as("nothing wakes the loop").isTrue();
      time.pass(FIRST_BYTE);
      assertThat(recorder.events()).containsExactly("accept", "read");
    }

    @EveryFamily
    void isNotWaitedForAfterTheEndOfInput(Family family) throws IOException {
      recorder.on(Event.EOF, () -> {});
      Peer peer = net.accept(family, recorder).finish();
      net.until(() -> recorder.events().contains("eof"));
      time.pass(FIRST_BYTE);
      recorder.send("the answer to nothing");
      peer.awaitReceived("the answer to nothing");
      assertThat(recorder.events()).containsExactly("accept", "eof");
    }

    @EveryFamily
    void isNotWaitedForOnAnOutgoingConnection(Family family) throws IOException {
      net.connect(family, recorder);
      assertThat(net.loop().timers().isEmpty()).isTrue();
      time.pass(FIRST_BYTE);
      assertThat(recorder.events()).containsExactly("connect");
    }

    @Test
    void isWaitedForAlsoWhileReadingIsPaused() throws IOException {
      recorder.on(Event.ACCEPT, () -> recorder.connection().pauseReading());
      Peer peer = net.accept(Family.IPV4, recorder).send("unseen");
      time.pass(FIRST_BYTE);
      awaitTimedOut(peer, "firstByteTimeout");
    }
  }

  @Nested
  class Silence {
    @BeforeEach
    void limit() {
      net.limits(limits -> limits.idleTimeout(IDLE));
    }

    @EveryFamily
    void closesAnAcceptedConnection(Family family) throws IOException {
      Peer peer = net.accept(family, recorder);
      time.pass(IDLE.minus(INSTANT));
      receive(peer, "x");
      time.pass(IDLE.minus(INSTANT));
      recorder.send("y");
      peer.awaitReceived("y");
      time.pass(IDLE.minus(INSTANT));
      assertThat(recorder.events()).containsExactly("accept", "read");
      time.pass(INSTANT);
      awaitTimedOut(peer, "idleTimeout (PT30S)");
    }

    @EveryFamily
    void closesAnOutgoingConnection(Family family) throws IOException {
      Peer peer = net.connect(family, recorder);
      time.pass(IDLE.minus(INSTANT));
      receive(peer, "x");
      time.pass(IDLE.minus(INSTANT));
      assertThat(recorder.events()).containsExactly("connect", "read");
      time.pass(INSTANT);
      awaitTimedOut(peer, "idleTimeout");
    }

    @EveryFamily
    void closesAHalfClosedConnectionWhosePeerTakesNothing(Family family) throws IOException {
      recorder.on(Event.EOF, () -> {});
      Peer peer = net.accept(family, recorder).finish();
      net.until(() -> recorder.events().contains("eof"));
      time.pass(IDLE);
      awaitTimedOut(peer, "idleTimeout");
    }

    @EveryFamily
    void isAlsoAPause(Family family) throws IOException {
      Peer peer = net.accept(family, recorder);
      recorder.connection().pauseReading();
      net.settle();
      peer.send("unseen");
      time.pass(IDLE);
      awaitTimedOut(peer, "idleTimeout");
    }

    @Test
    void wakesTheLoopAtItsDeadlinesOnly() throws IOException {
      Peer peer = net.accept(Family.IPV4, recorder);
      time.pass(Duration.ofSeconds(20));
      receive(peer, "x");
      time.passesInWaits();
      time.waits.clear();
      // The deadline as it was set, that of the byte, and that of the draining.
      net.loop().run(Duration.ofDays(1), 3);
      assertThat(time.waits)
          .containsExactly(
              Duration.ofSeconds(10).toNanos(),
              Duration.ofSeconds(20).toNanos(),
              Limits.DEFAULT.drainTimeout().toNanos());
      assertThat(recorder.isClosed()).isTrue();
      assertThat(recorder.reason().kind()).isEqualTo(Kind.TIMED_OUT);
      peer.awaitEnd();
    }

    @EveryFamily
    void doesNotMatterToAConnectionThatIsClosing(Family family) throws IOException {
      Peer peer = net.accept(family, recorder);
      time.pass(IDLE.minus(Duration.ofSeconds(1)));
      recorder.close();
      peer.awaitEnd();
      time.pass(Duration.ofSeconds(4));
      assertThat(recorder.isClosed()).isFalse();
      time.pass(Duration.ofSeconds(1));
      assertThat(recorder.events()).containsExactly("accept", "close:LOCAL");
    }

    @Test
    void isOfNoInterestToALaterConnection() throws IOException {
      net.accept(Family.IPV4, recorder);
      time.pass(Duration.ofSeconds(20));
      Recorder later = net.recorder();
      net.accept(Family.IPV4, later);
      time.pass(Duration.ofSeconds(10));
      assertThat(recorder.events()).endsWith("error:SocketTimeoutException");
      assertThat(later.events()).containsExactly("accept");
    }
  }

  @Nested
  class WhatFollows {
    @BeforeEach
    void limit() {
      net.limits(limits -> limits.idleTimeout(IDLE));
    }

    @Test
    void isLoggedForThoseWhoDebugOnly() throws IOException {
      net.accept(Family.IPV4, recorder);
      time.pass(IDLE);
      assertThat(net.log().records())
          .singleElement()
          .extracting(LogRecord::getLevel)
          .isEqualTo(Level.FINE);
      assertThat(net.log().messages().get(0)).contains("idleTimeout");
    }

    @EveryFamily
    void mayBeALastWord(Family family) throws IOException {
      recorder.on(Event.ERROR, () -> recorder.send("408"));
      Peer peer = net.accept(family, recorder);
      time.pass(IDLE);
      peer.awaitReceived("408");
      awaitTimedOut(peer, "idleTimeout");
      assertThat(recorder.reason().undeliveredBytes()).isZero();
      assertThat(net.log().records()).isEmpty();
    }

    @Test
    void mayBeALastWordAlsoAfterTheDefault() throws IOException {
      recorder.on(
          Event.ERROR,
          () -> {
            // What super.handleError does, besides logging.
            recorder.connection().driver().end().closeAfterFailure(recorder.journal.errors.get(0));
            recorder.send("408");
          });
      Peer peer = net.accept(Family.IPV4, recorder);
      time.pass(IDLE);
      peer.awaitReceived("408");
      awaitTimedOut(peer, "idleTimeout");
    }

    @Test
    void isTheReasonWhoeverCloses() throws IOException {
      recorder.on(Event.ERROR, () -> recorder.close());
      Peer peer = net.accept(Family.IPV4, recorder);
      time.pass(IDLE);
      awaitTimedOut(peer, "idleTimeout");
    }

    @Test
    void isTheReasonAlsoIfTheErrorHookFails() throws IOException {
      recorder.on(
          Event.ERROR,
          () -> {
            throw new Exception("worse");
          });
      Peer peer = net.accept(Family.IPV4, recorder);
      time.pass(IDLE);
      awaitTimedOut(peer, "idleTimeout");
      assertThat(net.log().records()).hasSize(1);
      assertThat(net.log().records().get(0).getThrown()).hasMessage("worse");
    }

    @Test
    void mayBeAnAbort() throws IOException {
      recorder.on(Event.ERROR, () -> recorder.abort());
      Peer peer = net.accept(Family.IPV4, recorder);
      time.pass(IDLE);
      peer.awaitReset();
      assertThat(recorder.reason().kind()).isEqualTo(Kind.ABORTED);
    }
  }

  @EveryFamily
  void withoutThemThereIsNoTimerAndNobodyLooksAtTheClock(Family family) throws IOException {
    Peer peer = net.accept(family, recorder);
    int before = time.reads.get();
    receive(peer, "x");
    assertThat(net.loop().timers().isEmpty()).isTrue();
    assertThat(time.reads).hasValue(before);
  }

  @Test
  void bothHoldTogether() throws IOException {
    net.limits(limits -> limits.firstByteTimeout(FIRST_BYTE).idleTimeout(Duration.ofSeconds(5)));
    Peer peer = net.accept(Family.IPV4, recorder);
    time.pass(Duration.ofSeconds(4));
    recorder.send("x");
    peer.awaitReceived("x");
    time.pass(Duration.ofSeconds(4));
    recorder.send("x");
    peer.awaitReceived("xx");
    time.pass(Duration.ofSeconds(2));
    awaitTimedOut(peer, "firstByteTimeout");
  }

  @Test
  void areThoseOfTheListener() throws IOException {
    net.limits(limits -> limits.idleTimeout(IDLE));
    Limits strict = Limits.DEFAULT.with(limits -> limits.idleTimeout(Duration.ofSeconds(1)));
    Listener listener = net.loop().listen(net.address(Family.IPV4), () -> recorder, strict);
    Peer peer = net.connectTo(listener);
    net.until(recorder::isOpen);
    time.pass(Duration.ofSeconds(1));
    awaitTimedOut(peer, "idleTimeout (PT1S)");
  }
}
