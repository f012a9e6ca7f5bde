package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.transport.DatagramBatch;
import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent in one turn of the loop leaves when that is over. */
@Timeout(60)
final class DatagramTurnTest {
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
  }

  private Datagrams bind(Limits.Changes limits) throws IOException {
    loop.close();
    loop = Loop.open(transport, Limits.DEFAULT.with(limits));
    return bind();
  }

  private Datagrams bind() throws IOException {
    recorder.on(Event.ERROR, () -> {});
    return loop.bind(ScriptedDatagrams.PEER, recorder);
  }

  private static boolean send(Datagrams datagrams, String text) {
    return datagrams.send(text, ScriptedDatagrams.PEER);
  }

  private void poll() {
    loop.poll(Duration.ZERO);
  }

  private void inOneTurn(Runnable task) {
    loop.execute(task);
    poll();
  }

  @Test
  void ofAnEventLeavesWhenThatIsOver() throws IOException {
    Datagrams datagrams = bind();
    List<Integer> taken = new ArrayList<>();
    recorder.on(
        Event.DATAGRAM,
        () -> {
          send(datagrams, "a");
          send(datagrams, "b");
          taken.add(socket.taken.size());
          assertThat(datagrams.queuedBytes()).isPositive();
        });
    socket.receives("1");
    socket.receives("2");
    transport.ready(Readiness.READ);
    poll();

    assertThat(taken).as("in the events of one turn").containsExactly(0, 0);
    assertThat(socket.taken).containsExactly("a", "b", "a", "b");
    assertThat(datagrams.queuedBytes()).isZero();
  }

  @Test
  void ofATaskLeavesInTheSamePass() throws IOException {
    Datagrams datagrams = bind();
    byte[] bytes = {'a'};
    inOneTurn(
        () -> {
          datagrams.send(bytes, ScriptedDatagrams.PEER);
          bytes[0] = 'z';
          assertThat(socket.taken).isEmpty();
        });

    assertThat(socket.taken).as("copied when it was sent").containsExactly("a");
    assertThat(socket.interests).isEmpty();
  }

  @Test
  void moreThanABatchLeavesInItsOrder() throws IOException {
    Datagrams datagrams = bind();
    List<String> sent =
        IntStream.range(0, 3 * DatagramBatch.MAX_DATAGRAMS + 1).mapToObj(i -> "" + i).toList();
    inOneTurn(() -> sent.forEach(text -> assertThat(send(datagrams, text)).isTrue()));

    assertThat(socket.taken).isEqualTo(sent);
  }

  @Test
  void aDatagramThatIsLargerThanABatchKeepsItsPlace() throws IOException {
    socket.largest = Integer.MAX_VALUE;
    Datagrams datagrams = bind(limits -> limits.outputHighMark(1_000_000));
    String large = "x".repeat(DatagramBatches.BYTES + 1);
    inOneTurn(
        () -> {
          send(datagrams, "a");
          send(datagrams, large);
          send(datagrams, "b");
        });

    assertThat(socket.taken).containsExactly("a", large, "b");
  }

  @Test
  void whatFindsNoRoomIsQueuedBehindWhatDid() throws IOException {
    Datagrams datagrams = bind();
    socket.room = 2;
    inOneTurn(() -> List.of("a", "b", "c", "d").forEach(text -> send(datagrams, text)));
    assertThat(socket.taken).containsExactly("a", "b");
    assertThat(datagrams.queuedBytes()).isEqualTo(2);
    inOneTurn(() -> send(datagrams, "e"));
    socket.room = 10;
    transport.ready(Readiness.WRITE);
    poll();

    assertThat(socket.taken).containsExactly("a", "b", "c", "d", "e");
    assertThat(datagrams.dropped()).isZero();
  }

  /** The answer is the same as if each had been handed to the system at once. */
  @Test
  void sendSaysSoAboveTheHighMark() throws IOException {
    Datagrams datagrams = bind(limits -> limits.outputLowMark(0).outputHighMark(10));
    socket.room = 0;
    List<Boolean> answers = new ArrayList<>();
    inOneTurn(() -> List.of("12345", "67890", "1").forEach(t -> answers.add(send(datagrams, t))));

    assertThat(answers).containsExactly(true, true, false);
  }

  @Test
  void whatIsRefusedIsToldAndThoseAroundItLeave() throws IOException {
    Datagrams datagrams = bind();
    inOneTurn(() -> List.of("a", "x".repeat(2000), "b").forEach(text -> send(datagrams, text)));
    poll();

    assertThat(socket.taken).containsExactly("a", "b");
    assertThat(datagrams.dropped()).isEqualTo(1);
    assertThat(recorder.journal.errors).hasSize(1);
    assertThat(recorder.journal.errors.get(0)).hasMessageContaining("2000 bytes");
  }

  /** It was answered that all is well, so it must be said that it was not. */
  @Test
  void whatNoMemoryIsLeftForIsTold() throws IOException {
    Datagrams datagrams = bind(limits -> limits.maxMemory(400));
    socket.room = 0;
    inOneTurn(() -> List.of("a", "b", "c", "d", "e").forEach(text -> send(datagrams, text)));
    poll();

    assertThat(datagrams.dropped()).isEqualTo(2);
    assertThat(recorder.journal.errors).hasSize(2);
    assertThat(recorder.journal.errors.get(0)).hasMessageContaining("No memory");
    assertThat(datagrams.queuedBytes()).isEqualTo(3);
  }

  @Test
  void leavesBeforeTheSocketIsChanged() throws IOException {
    Datagrams datagrams = bind();
    inOneTurn(
        () -> {
          send(datagrams, "before");
          try {
            datagrams.setOption(StandardSocketOptions.IP_TOS, 16);
          } catch (IOException | UnsupportedOperationException itHasNoOptions) {
            assertThat(socket.taken).containsExactly("before");
          }
        });

    assertThat(socket.taken).containsExactly("before");
  }

  @Test
  void leavesBeforeTheSocketIsAborted() throws IOException {
    Datagrams datagrams = bind();
    inOneTurn(
        () -> {
          send(datagrams, "before");
          datagrams.abort();
          send(datagrams, "after");
        });

    assertThat(socket.taken).containsExactly("before");
    assertThat(datagrams.dropped()).isEqualTo(1);
    assertThat(recorder.reason().undeliveredBytes()).isZero();
  }
}
