package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits while the system has no room, which on a loopback it always has. */
@Timeout(60)
final class DatagramQueueTest {
  private static final int READ_AND_WRITE = Readiness.READ | Readiness.WRITE;

  private final ScriptedTransport transport = new ScriptedTransport();
  private final ScriptedDatagrams socket = transport.datagrams;
  private final DatagramRecorder recorder = new DatagramRecorder();
  private final Log log = new Log();
  private Loop loop = Loop.open(transport, Limits.DEFAULT);

  @AfterEach
  void close() {
    loop.close();
    log.close();
    assertThat(recorder.journal.violations()).isEmpty();
    assertThat(recorder.isClosed()).isTrue();
    assertThat(socket.isClosed).isTrue();
  }

  private Datagrams bind(Limits.Changes limits) throws IOException {
    loop.close();
    loop = Loop.open(transport, Limits.DEFAULT.with(limits));
    return loop.bind(ScriptedDatagrams.PEER, recorder);
  }

  private Datagrams bind() throws IOException {
    return bind(limits -> limits.outputLowMark(10).outputHighMark(100).maxOutput(1000));
  }

  private static boolean send(Datagrams datagrams, int size) {
    return datagrams.send("x".repeat(size), ScriptedDatagrams.PEER);
  }

  private void poll() {
    loop.poll(Duration.ZERO);
  }

  /** The system has room again for so many datagrams, and the loop hears of it. */
  private void drain(int room) {
    socket.room = room;
    transport.ready(Readiness.WRITE);
    poll();
    poll();
  }

  @Test
  void isNotUsedWhileThereIsRoom() throws IOException {
    Datagrams datagrams = bind();
    assertThat(send(datagrams, 500)).isTrue();

    assertThat(socket.taken).as("before send returns").hasSize(1);
    assertThat(datagrams.queuedBytes()).isZero();
    poll();
    assertThat(socket.interests).isEmpty();
  }

  @Test
  void keepsTheOrderAndTheBoundariesOfDatagrams() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 1;
    for (String text : new String[] {"a", "bb", "", "ccc"}) {
      assertThat(datagrams.send(text, ScriptedDatagrams.PEER)).isTrue();
    }
    socket.room = 1;
    datagrams.send("last", ScriptedDatagrams.PEER);
    assertThat(socket.taken).as("nothing overtakes").containsExactly("a");
    assertThat(datagrams.queuedBytes()).isEqualTo(9);
    drain(2);
    assertThat(socket.taken).containsExactly("a", "bb", "");
    drain(10);

    assertThat(socket.taken).containsExactly("a", "bb", "", "ccc", "last");
    assertThat(socket.receivers).containsOnly(ScriptedDatagrams.PEER);
    assertThat(datagrams.queuedBytes()).isZero();
    assertThat(datagrams.dropped()).isZero();
  }

  @Test
  void copiesWhatItKeeps() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 0;
    byte[] bytes = {'a', 'b'};
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    datagrams.send(buffer, ScriptedDatagrams.PEER);
    assertThat(buffer.remaining()).isZero();
    bytes[0] = 'z';
    drain(1);

    assertThat(socket.taken).containsExactly("ab");
  }

  @Test
  void ofAConnectedSocketLeavesForItsPeer() throws IOException {
    Datagrams datagrams = loop.connect(ScriptedDatagrams.PEER, recorder);
    socket.room = 0;
    datagrams.send("a");
    datagrams.send("b", ScriptedDatagrams.PEER);
    drain(2);

    assertThat(socket.taken).containsExactly("a", "b");
    assertThat(socket.receivers).containsOnlyNulls();
  }

  @Test
  void asksForWritingOnlyWhileItHoldsSomethingAndOnceForEachChange() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 0;
    send(datagrams, 5);
    send(datagrams, 5);
    assertThat(socket.interests).as("inside the pass").isEmpty();
    poll();
    assertThat(socket.interests).containsExactly(READ_AND_WRITE);
    drain(1);
    assertThat(socket.interests).containsExactly(READ_AND_WRITE);
    drain(1);
    assertThat(socket.interests).containsExactly(READ_AND_WRITE, Readiness.READ);
    int calls = socket.sendCalls;
    poll();

    assertThat(socket.sendCalls).as("calls without readiness").isEqualTo(calls);
  }

  @Test
  void answersFalseAboveTheHighMarkUntilItHasDrainedToTheLowMark() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 0;
    assertThat(send(datagrams, 100)).as("at the high mark").isTrue();
    assertThat(send(datagrams, 1)).as("above the high mark").isFalse();
    assertThat(send(datagrams, 10)).isFalse();
    drain(1);
    assertThat(recorder.events()).as("at 11 bytes").isEmpty();
    assertThat(send(datagrams, 0)).as("below the high mark, but not told").isFalse();
    drain(1);
    assertThat(recorder.events()).containsExactly("write");
    assertThat(send(datagrams, 90)).isTrue();
    drain(10);

    assertThat(recorder.events()).as("once for each crossing").containsExactly("write");
    assertThat(datagrams.dropped()).isZero();
  }

  @Test
  void doesNotSayThatThereIsRoomWhenThereIsNoneAnyMore() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 0;
    send(datagrams, 101);
    poll();
    socket.receives("fill it again");
    recorder.on(Event.DATAGRAM, () -> assertThat(send(datagrams, 101)).isFalse());
    recorder.on(Event.WRITE, () -> assertThat(datagrams.queuedBytes()).isLessThanOrEqualTo(10));
    socket.room = 1;
    transport.ready(READ_AND_WRITE);
    poll();
    poll();
    assertThat(recorder.events()).containsExactly("datagram");
    drain(1);

    assertThat(recorder.events()).containsExactly("datagram", "write");
  }

  @Test
  void dropsAndCountsWhatIsBeyondTheLimit() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 0;
    send(datagrams, 900);
    ByteBuffer tooMuch = ByteBuffer.allocate(101);
    assertThat(datagrams.send(tooMuch, ScriptedDatagrams.PEER)).isFalse();
    assertThat(tooMuch.remaining()).isZero();
    assertThat(datagrams.dropped()).isEqualTo(1);
    assertThat(datagrams.queuedBytes()).isEqualTo(900);
    send(datagrams, 100);
    assertThat(datagrams.dropped()).as("exactly full").isEqualTo(1);
    drain(10);

    assertThat(socket.taken).hasSize(2);
    assertThat(datagrams.state()).isEqualTo(ChannelState.OPEN);
    assertThat(recorder.events()).containsExactly("write");
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void tellsThatThereIsRoomAlsoToWhoWasRefusedBelowTheHighMark() throws IOException {
    Datagrams datagrams =
        bind(limits -> limits.outputLowMark(50).outputHighMark(1000).maxOutput(1000));
    socket.room = 0;
    assertThat(send(datagrams, 600)).isTrue();
    assertThat(send(datagrams, 600)).isFalse();
    drain(1);

    assertThat(recorder.events()).containsExactly("write");
  }

  @Test
  void isBoundedForEmptyDatagramsToo() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 0;
    for (int i = 0; i < DatagramQueue.MAX_DATAGRAMS; i++) {
      send(datagrams, 0);
    }
    assertThat(datagrams.dropped()).isZero();
    assertThat(send(datagrams, 0)).isFalse();
    assertThat(datagrams.dropped()).isEqualTo(1);
    drain(1);

    assertThat(recorder.events()).containsExactly("write");
  }

  @Test
  void takesFromTheMemoryOfTheLoopAndGivesItBack() throws IOException {
    Datagrams datagrams =
        bind(limits -> limits.maxMemory(2000).outputLowMark(0).outputHighMark(10_000));
    socket.room = 0;
    send(datagrams, 800);
    assertThat(send(datagrams, 1200)).as("beyond the memory of the loop").isFalse();
    assertThat(datagrams.dropped()).isEqualTo(1);
    assertThat(send(datagrams, 800)).as("until there is room").isFalse();
    assertThat(datagrams.dropped()).as("it was taken").isEqualTo(1);
    assertThat(loop.memory().used()).isBetween(1600L, 2000L);
    drain(1);
    assertThat(loop.memory().used()).isBetween(800L, 1000L);
    datagrams.abort();

    assertThat(loop.memory().used()).isZero();
  }

  @Test
  void dropsWhatTheSystemRefusesWhenItsTurnComesAndGoesOn() throws IOException {
    Datagrams datagrams = bind(limits -> limits.outputHighMark(5000).outputLowMark(0));
    recorder.on(Event.ERROR, () -> {});
    socket.room = 0;
    datagrams.send("first", ScriptedDatagrams.PEER);
    socket.largest = 3;
    datagrams.send("ok", ScriptedDatagrams.PEER);
    assertThat(datagrams.dropped()).isZero();
    drain(10);

    assertThat(socket.taken).containsExactly("ok");
    assertThat(datagrams.dropped()).isEqualTo(1);
    assertThat(recorder.events()).containsExactly("error:IOException");
    assertThat(recorder.journal.errors.get(0)).hasMessageContaining("5 bytes");
  }

  @Test
  void leavesInBoundedTurns() throws IOException {
    Datagrams datagrams = bind(limits -> limits.datagramsPerPass(10));
    socket.room = 0;
    IntStream.range(0, 25).forEach(i -> send(datagrams, 1));
    socket.room = 100;
    for (int expected : new int[] {10, 20, 25}) {
      transport.ready(Readiness.WRITE);
      poll();
      assertThat(socket.taken).hasSize(expected);
    }
  }

  @Test
  void leavesBeforeAGracefulCloseEnds() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 0;
    send(datagrams, 5);
    send(datagrams, 5);
    datagrams.close();
    poll();
    assertThat(datagrams.state()).isEqualTo(ChannelState.CLOSING);
    assertThat(socket.interests).containsExactly(Readiness.WRITE);
    assertThat(send(datagrams, 1)).as("while it closes").isFalse();
    drain(1);
    assertThat(datagrams.state()).isEqualTo(ChannelState.CLOSING);
    drain(1);

    assertThat(socket.taken).hasSize(2);
    assertThat(recorder.events()).containsExactly("close:LOCAL");
    assertThat(recorder.reason().undeliveredBytes()).isZero();
  }

  @Test
  void isDroppedWhenTheTimeToCloseIsOver() throws IOException {
    Datagrams datagrams = bind(limits -> limits.drainTimeout(Duration.ofMillis(20)));
    socket.room = 0;
    send(datagrams, 5);
    send(datagrams, 6);
    long start = System.nanoTime();
    datagrams.close();
    while (!recorder.isClosed()) {
      loop.poll(Duration.ofMillis(1));
    }

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
    assertThat(recorder.reason()).isEqualTo(new CloseReason(CloseReason.Kind.LOCAL, null, 11));
    assertThat(datagrams.queuedBytes()).isZero();
  }

  @Test
  void isDroppedByAnAbort() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 0;
    send(datagrams, 5);
    datagrams.close();
    poll();
    datagrams.abort();
    poll();

    assertThat(recorder.reason()).isEqualTo(new CloseReason(CloseReason.Kind.ABORTED, null, 5));
    assertThat(socket.taken).isEmpty();
  }

  @Test
  void isDroppedByTheEndOfTheLoop() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 0;
    send(datagrams, 5);
    loop.closeAll();

    assertThat(recorder.reason()).isEqualTo(new CloseReason(CloseReason.Kind.LOOP_CLOSED, null, 5));
  }
}
