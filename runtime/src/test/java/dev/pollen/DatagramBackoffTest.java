package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A socket whose receiving fails again and again, as those of the JDK never do on demand. */
@Timeout(60)
final class DatagramBackoffTest {
  private final ScriptedTransport transport = new ScriptedTransport();
  private final ScriptedDatagrams socket = transport.datagrams;
  private final DatagramRecorder recorder = new DatagramRecorder();
  private final Log log = new Log();
  private final Loop loop = Loop.open(transport, Limits.DEFAULT);

  @BeforeEach
  void ignoreErrors() {
    recorder.on(Event.ERROR, () -> {});
  }

  @AfterEach
  void close() {
    loop.close();
    log.close();
    assertThat(recorder.journal.violations()).isEmpty();
  }

  private Datagrams bind() throws IOException {
    return loop.bind(ScriptedDatagrams.PEER, recorder);
  }

  private void failures(int count) {
    for (int i = 0; i < count; i++) {
      socket.receptions.add(
          () -> {
            throw new IOException("broken");
          });
    }
  }

  private void ready(int readiness) {
    transport.ready(readiness);
    loop.poll(Duration.ZERO);
  }

  /**
   * Waits as long as the socket is left alone; which a short pause may be over before it is told.
   */
  private void untilItIsAskedFor() {
    long start = System.nanoTime();
    while (isLeftAlone()) {
      loop.poll(Duration.ZERO);
      assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(20).toNanos());
    }
  }

  private boolean isLeftAlone() {
    List<Integer> interests = socket.interests;
    return !interests.isEmpty() && interests.get(interests.size() - 1) == Readiness.NONE;
  }

  @Test
  void aFewFailuresAreToldAndWhatFollowsIsReceived() throws IOException {
    bind();
    failures(DatagramInput.MAX_FAILURES - 1);
    socket.receives("hello");
    failures(DatagramInput.MAX_FAILURES - 1);
    socket.receives("again");
    ready(Readiness.READ);

    assertThat(recorder.received).containsExactly("hello", "again");
    assertThat(recorder.journal.errors).hasSize(2 * (DatagramInput.MAX_FAILURES - 1));
    assertThat(socket.interests).isEmpty();
    assertThat(log.messages()).isEmpty();
  }

  /** Bad news now and then, each of one datagram, is no reason to stop listening. */
  @Test
  void aFailureNowAndThenNeverPauses() throws IOException {
    bind();
    for (int i = 0; i < 3 * DatagramInput.MAX_FAILURES; i++) {
      failures(1);
      ready(Readiness.READ);
    }

    assertThat(recorder.journal.errors).hasSize(3 * DatagramInput.MAX_FAILURES);
    assertThat(socket.interests).isEmpty();
  }

  @Test
  void manyInARowPauseForLongerAndLonger() throws IOException {
    Datagrams datagrams = bind();
    failures(1000);
    long start = System.nanoTime();
    ready(Readiness.READ);
    assertThat(socket.receiveCalls).isEqualTo(DatagramInput.MAX_FAILURES);
    for (int pause = 1; pause <= 4; pause++) {
      untilItIsAskedFor();
      ready(Readiness.READ);
      assertThat(socket.receiveCalls).isEqualTo(DatagramInput.MAX_FAILURES + pause);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("pauses of 10, 20, 40 and 80 ms")
        .isGreaterThanOrEqualTo(Duration.ofMillis(150));
    assertThat(isLeftAlone()).as("for 160 ms more").isTrue();
    assertThat(log.messages()).hasSize(5);
    assertThat(log.messages().get(0)).startsWith("failure=receive").contains("retry_ms=10");
    assertThat(log.messages().get(4)).contains("retry_ms=160");
    assertThat(datagrams.state()).isEqualTo(ChannelState.OPEN);
  }

  @Test
  void endsWhenReceivingSucceeds() throws IOException {
    bind();
    failures(DatagramInput.MAX_FAILURES + 1);
    ready(Readiness.READ);
    untilItIsAskedFor();
    ready(Readiness.READ);
    untilItIsAskedFor();
    socket.receives("well again");
    failures(DatagramInput.MAX_FAILURES);
    ready(Readiness.READ);

    assertThat(recorder.received).containsExactly("well again");
    assertThat(log.messages()).hasSize(3);
    assertThat(log.messages().get(1)).contains("retry_ms=20");
    assertThat(log.messages().get(2)).contains("retry_ms=10");
  }

  @Test
  void aBugOfTheTransportPausesAndDoesNotReachTheLoop() throws IOException {
    Datagrams datagrams = bind();
    socket.receptions.add(
        () -> {
          throw new IllegalStateException("a bug of the transport");
        });
    ready(Readiness.READ);
    untilItIsAskedFor();
    socket.receives("hello");
    ready(Readiness.READ);

    assertThat(recorder.events()).containsExactly("datagram");
    assertThat(datagrams.state()).isEqualTo(ChannelState.OPEN);
    assertThat(log.messages())
        .hasSize(1)
        .allMatch(m -> m.contains("retry_ms=10") && m.contains("a bug of the transport"));
  }

  @Test
  void aPauseOfTheHandlerOutlivesTheBackoff() throws IOException {
    Datagrams datagrams = bind();
    AtomicInteger resumed = new AtomicInteger();
    failures(DatagramInput.MAX_FAILURES);
    ready(Readiness.READ);
    datagrams.pauseReading();
    loop.schedule(Duration.ofMillis(30), resumed::incrementAndGet);
    while (resumed.get() == 0) {
      loop.poll(Duration.ZERO);
    }
    assertThat(socket.interests).containsExactly(Readiness.NONE);
    datagrams.resumeReading();
    loop.poll(Duration.ZERO);

    assertThat(socket.interests).containsExactly(Readiness.NONE, Readiness.READ);
  }

  @Test
  void whatIsQueuedStillLeavesIfItIsClosedMeanwhile() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 0;
    datagrams.send("farewell", ScriptedDatagrams.PEER);
    failures(DatagramInput.MAX_FAILURES);
    ready(Readiness.READ);
    datagrams.close();
    loop.poll(Duration.ZERO);
    socket.room = 1;
    ready(Readiness.WRITE);

    assertThat(socket.taken).containsExactly("farewell");
    assertThat(recorder.isClosed()).isTrue();
  }

  @Test
  void aSocketThatIsClosedInTheErrorHookIsLeftAlone() throws IOException {
    Datagrams datagrams = bind();
    recorder.on(Event.ERROR, datagrams::abort);
    failures(10);
    ready(Readiness.READ);

    assertThat(socket.receiveCalls).isEqualTo(1);
    assertThat(recorder.events()).containsExactly("error:IOException", "close:ABORTED");
  }

  @Test
  void aSocketThatCannotBeOpenedOrRegisteredIsClosed() {
    socket.failure = new IOException("refused");
    assertThatThrownBy(this::bind).isSameAs(socket.failure);
    assertThat(socket.isClosed).isTrue();
    socket.isClosed = false;
    assertThatThrownBy(() -> loop.connect(ScriptedDatagrams.PEER, recorder))
        .isSameAs(socket.failure);

    assertThat(socket.isClosed).isTrue();
    assertThat(loop.channels()).isEmpty();
  }

  @Test
  void readinessWithoutADatagramTellsNothing() throws IOException {
    bind();
    ready(Readiness.READ | Readiness.WRITE);

    assertThat(recorder.events()).isEmpty();
    assertThat(socket.receiveCalls).isEqualTo(1);
    assertThat(socket.sendCalls).isZero();
  }

  @Test
  void anEmptyDatagramIsNoEnd() throws IOException {
    Datagrams datagrams = bind();
    socket.receptions.add(() -> ByteBuffer.allocate(0));
    socket.receives("more");
    ready(Readiness.READ);

    assertThat(recorder.received).containsExactly("", "more");
    assertThat(datagrams.state()).isEqualTo(ChannelState.OPEN);
  }
}
