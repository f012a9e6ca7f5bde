package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What datagrams do not cost: wake-ups, changes of interest, other channels their turn. */
@Timeout(60)
final class DatagramEconomyTest {
  @RegisterExtension final Net net = new Net();

  private @Nullable CountingTransport counted;

  @BeforeEach
  void count() {
    net.wrap(transport -> counted = new CountingTransport(transport));
  }

  private CountingTransport counted() {
    assert counted != null;
    return counted;
  }

  private void assertSleeps() {
    net.settle();
    long nanos = Duration.ofMillis(100).toNanos();
    long start = System.nanoTime();
    assertThat(net.loop().poll(Duration.ofNanos(nanos))).isZero();
    assertThat(System.nanoTime() - start).as("the time it waited").isGreaterThanOrEqualTo(nanos);
  }

  @EveryDatagramKind
  void anIdleSocketLetsTheLoopSleep(DatagramKind kind) throws IOException {
    DatagramPeer peer = net.datagramPeer(kind.family);
    DatagramRecorder recorder = net.datagramRecorder();
    recorder.on(Event.DATAGRAM, () -> recorder.reply(recorder.recv()));
    peer.send("hello", net.open(kind, recorder, peer)).awaitReceived(1);
    assertSleeps();
  }

  /** Of the bad news, too: the system goes on to report it whatever is asked for. */
  @EveryDatagramKind
  void aPausedSocketLetsTheLoopSleepAndDeliversLater(DatagramKind kind) throws IOException {
    DatagramPeer peer = net.datagramPeer(kind.family);
    DatagramRecorder recorder = net.datagramRecorder();
    recorder.on(Event.ERROR, () -> {});
    Datagrams socket = net.open(kind, recorder, peer);
    socket.pauseReading();
    assertThat(socket.isReadingPaused()).isTrue();
    peer.send("kept by the system", socket);
    SocketAddress address = peer.address();
    peer.close();
    socket.send("for nobody", address);
    assertSleeps();
    assertThat(recorder.events()).isEmpty();
    socket.resumeReading();
    net.until(() -> !recorder.received.isEmpty());

    assertThat(recorder.received).containsExactly("kept by the system");
    assertThat(counted().datagrams.get(0).interests)
        .containsExactly(Readiness.NONE, Readiness.READ);
  }

  @Test
  void aPauseInAnEventStopsTheRestOfThePass() throws IOException {
    DatagramPeer peer = net.datagramPeer(Family.IPV4);
    DatagramRecorder recorder = net.datagramRecorder();
    Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
    recorder.on(Event.DATAGRAM, socket::pauseReading);
    peer.send("a", socket).send("b", socket);
    net.until(() -> recorder.received.size() == 1);
    net.settle();
    assertThat(recorder.received).containsExactly("a");
    socket.resumeReading();
    net.until(() -> recorder.received.size() == 2);
  }

  @EveryDatagramKind
  void trafficThatFlowsChangesNoInterestAndWakesNobody(DatagramKind kind) throws IOException {
    DatagramPeer peer = net.datagramPeer(kind.family);
    DatagramRecorder recorder = net.datagramRecorder();
    recorder.on(Event.DATAGRAM, () -> recorder.reply(recorder.recv()));
    Datagrams socket = net.open(kind, recorder, peer);
    for (int i = 1; i <= 100; i++) {
      peer.send("ping", socket).awaitReceived(i);
    }
    CountingDatagrams calls = counted().datagrams.get(0);

    assertThat(calls.interests).isEmpty();
    assertThat(calls.sends).isEqualTo(100);
    assertThat(calls.receives).as("one that finds nothing for each pass").isEqualTo(200);
    assertThat(counted().wakeups).hasValue(0);
  }

  @Test
  void manyDatagramsLeaveOthersTheirTurn() throws IOException {
    net.limits(limits -> limits.datagramsPerPass(10));
    DatagramRecorder flooded = net.datagramRecorder();
    Datagrams socket = net.loop().bind(net.address(Family.IPV4), flooded);
    Recorder other = net.recorder();
    Peer otherPeer = net.accept(Family.IPV4, other);
    int[] before = {-1};
    other.on(
        Event.READ,
        () -> {
          other.readAll();
          before[0] = flooded.received.size();
        });
    otherPeer.trySend("me too");
    DatagramPeer flooder = net.datagramPeer(Family.IPV4);
    for (int i = 0; i < 100; i++) {
      flooder.send("x", socket);
    }
    int pass = counted().awaits;
    net.until(() -> flooded.received.size() == 100);

    assertThat(counted().awaits - pass).isGreaterThanOrEqualTo(10);
    assertThat(before[0]).as("datagrams before its turn").isBetween(0, 10);
  }

  /** The JDK itself allocates nothing for a datagram whose sender is the same as before. */
  @Test
  void anEchoAllocatesNothing() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocation");
    try (Loop loop = Loop.open()) {
      Datagrams socket =
          loop.bind(
              net.address(Family.IPV4),
              new DatagramDispatcher() {
                @Override
                protected void handleDatagram(SocketAddress from) {
                  reply(recv());
                }
              });
      try (DatagramChannel client = net.boundChannel(Family.IPV4);
          LoopThread thread = LoopThread.start(loop)) {
        client.connect(socket.localAddress());
        ByteBuffer message = ByteBuffer.allocateDirect(64);
        echo(client, message, 20_000);
        long before = threads.getThreadAllocatedBytes(thread.thread().getId());
        int count = 20_000;
        echo(client, message, count);
        long allocated = threads.getThreadAllocatedBytes(thread.thread().getId()) - before;

        assertThat((double) allocated / count).as("bytes per echo").isLessThanOrEqualTo(16);
      }
    }
  }

  private static void echo(DatagramChannel client, ByteBuffer message, int count)
      throws IOException {
    for (int i = 0; i < count; i++) {
      client.write(message.clear());
      client.read(message.clear());
    }
  }
}
