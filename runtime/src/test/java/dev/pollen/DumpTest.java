package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a loop tells about itself. */
@Timeout(60)
final class DumpTest {
  @RegisterExtension final Net net = new Net();

  private List<String> lines() {
    return net.loop().dump().lines().toList();
  }

  /** The only line of a connection. */
  private String connectionLine() {
    List<String> found = lines().stream().filter(l -> l.startsWith("  Connection ")).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void ofALoopWithoutAnything() {
    assertThat(net.loop().dump())
        .isEqualTo(
            """
            Loop transport=nio state=stopped channels=0 timers=0 tasks=0
              Statistics passes=0 idle_wakeups=0 ready=0 accepted=0 refused=0 received=0 sent=0 \
            failures=0 suppressed_failures=0
            """);
  }

  @Test
  void countsTimersAndTasks() {
    net.loop().schedule(Duration.ofDays(1), () -> {});
    net.loop().poll(Duration.ZERO);
    net.loop().execute(() -> {});
    net.loop().execute(() -> {});

    assertThat(lines().get(0)).endsWith(" channels=0 timers=1 tasks=2");
  }

  @EveryFamily
  void showsAListener(Family family) throws IOException {
    Listener listener = net.listen(family, net::recorder);

    assertThat(lines()).hasSize(3);
    assertThat(lines().get(2))
        .matches("  Listener state=LISTENING age_ms=\\d+ received=0 sent=0 local=\\S+ accepting=on")
        .contains(" local=" + listener.localAddress() + " ");
    listener.close();
    assertThat(lines().get(2)).contains(" state=CLOSED ").contains(listener.localAddress() + "");
  }

  @Test
  void showsAListenerThatPauses() throws IOException {
    CountingTransport[] transport = new CountingTransport[1];
    net.wrap(t -> transport[0] = new CountingTransport(t));
    Recorder recorder = net.recorder();
    Listener listener = net.listen(Family.IPV4, () -> recorder);
    transport[0].acceptFailure = new IOException("Too many open files");
    net.connectTo(listener);
    // The first pause may be over before the failure is logged; each one is longer.
    net.until(() -> net.loop().dump().contains(" accepting=paused\n"));

    transport[0].acceptFailure = null;
    net.until(recorder::isOpen);
    assertThat(net.loop().dump()).contains(" accepting=on\n");
  }

  @EveryFamily
  void showsAConnectionInEveryState(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(Event.READ, () -> recorder.read(2));
    recorder.on(Event.EOF, () -> {});
    RawListener raw = net.rawListener(family);
    Connection connection = net.loop().connect(raw.address(), recorder);
    connection.send("ten bytes!");
    assertThat(connectionLine())
        .contains("state=CONNECTING ", " received=0 sent=0 ", " queued=10 unread=0 reading=on")
        .contains(" remote=" + raw.address() + " ");

    Peer peer = raw.accept();
    net.until(recorder::isOpen);
    peer.send("hello");
    net.until(() -> recorder.received().equals("he"));
    connection.pauseReading();
    assertThat(connectionLine())
        .contains("state=OPEN ", " received=5 sent=10 ", " queued=0 unread=3 reading=paused")
        .contains(" local=" + Channel.textOf(connection::localAddress) + " ");

    connection.resumeReading();
    peer.finish();
    net.until(() -> connection.state() == ChannelState.HALF_CLOSED);
    assertThat(connectionLine()).contains("state=HALF_CLOSED ");

    connection.close();
    assertThat(connectionLine()).contains("state=CLOSING ");

    connection.abort();
    assertThat(connectionLine()).contains("state=CLOSED ", " queued=0 unread=0");
    net.until(recorder::isClosed);
    assertThat(lines()).hasSize(2);
  }

  @Test
  void tellsTheAge() throws IOException {
    long[] now = {Long.MAX_VALUE};
    net.wrap(
        real -> {
          CountingTransport transport = new CountingTransport(real);
          transport.clock = () -> now[0];
          return transport;
        });
    net.accept(Family.IPV4, net.recorder());
    now[0] += Duration.ofMillis(12_345).toNanos();

    assertThat(connectionLine()).contains(" age_ms=12345 ");
  }

  @Test
  void ofAClosedLoop() {
    net.loop().close();
    assertThat(lines().get(0))
        .isEqualTo("Loop transport=nio state=closed channels=0 timers=0 tasks=0");
  }

  @Test
  void insideAnEventShowsTheRunningLoop() throws IOException {
    Recorder recorder = net.recorder();
    String[] dump = {""};
    recorder.on(Event.ACCEPT, () -> dump[0] = net.loop().dump());
    net.accept(Family.IPV4, recorder);

    assertThat(dump[0])
        .contains(" state=running thread=" + Thread.currentThread().getName())
        .contains("Connection state=OPEN ");
  }

  @Test
  void showsNotMoreChannelsThanCanBeRead() throws IOException {
    try (Loop loop = Loop.open(new ScriptedTransport(), Limits.DEFAULT)) {
      for (int i = 0; i < Inspection.MOST_CHANNELS + 7; i++) {
        loop.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), new Recorder());
      }
      String dump = loop.dump();

      assertThat(dump.lines().filter(line -> line.startsWith("  Connection ")))
          .hasSize(Inspection.MOST_CHANNELS);
      assertThat(dump).endsWith("\n  and 7 channels more\n");
    }
  }

  @Nested
  class FromAnotherThread {
    @Test
    void asksTheLoopEvenIfItSleeps() throws IOException {
      net.accept(Family.IPV4, net.recorder());
      net.loop().schedule(Duration.ofDays(1), () -> {});
      try (LoopThread thread = LoopThread.start(net.loop())) {
        thread.awaitSleep();

        assertThat(net.loop().dump())
            .startsWith("Loop transport=nio state=running thread=loop channels=")
            .contains("\n  Connection state=OPEN ");
      }
    }

    @Test
    void showsWhereTheThreadIsIfItDoesNotAnswer() throws IOException {
      CountDownLatch release = new CountDownLatch(1);
      net.loop().schedule(Duration.ofDays(1), () -> {});
      try (LoopThread thread = LoopThread.start(net.loop())) {
        assertThat(thread.thread().isAlive()).isTrue();
        net.loop().execute(() -> stuckHere(release));
        String dump = net.loop().dump();
        release.countDown();

        assertThat(dump)
            .startsWith("Loop transport=nio state=running thread=loop answers=no\n  Statistics ")
            .contains("\n  at ", ".stuckHere(DumpTest.java:");
      }
    }

    @Test
    void doesNotWaitIfItIsInterrupted() throws IOException {
      CountDownLatch release = new CountDownLatch(1);
      net.loop().schedule(Duration.ofDays(1), () -> {});
      try (LoopThread thread = LoopThread.start(net.loop())) {
        assertThat(thread.thread().isAlive()).isTrue();
        net.loop().execute(() -> stuckHere(release));
        Thread.currentThread().interrupt();
        String dump = net.loop().dump();
        release.countDown();

        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        assertThat(dump).contains("answers=no");
      }
    }

    private void stuckHere(CountDownLatch release) {
      LoopThread.await(release);
    }

    @Test
    void tellsTheStatistics() throws IOException {
      net.loop().schedule(Duration.ofDays(1), () -> {});
      try (LoopThread thread = LoopThread.start(net.loop())) {
        thread.awaitSleep();
        assertThat(net.loop().statistics().passes()).isPositive();
      }
    }
  }
}
