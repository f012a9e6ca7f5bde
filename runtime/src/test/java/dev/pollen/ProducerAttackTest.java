package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import dev.pollen.Producer.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Producers that misbehave, and what they may cost. */
@Timeout(60)
final class ProducerAttackTest {
  @RegisterExtension final Net net = new Net();

  /** How often a producer was closed. */
  private int calls;

  @AfterEach
  void allMemoryIsGivenBack() {
    net.loop().closeAll();
    assertThat(net.loop().memory().used()).isZero();
  }

  /** A producer that, asked or closed, does something with a connection. */
  private static ScriptedProducer doing(Connection connection, Consumer<Connection> what) {
    return new ScriptedProducer()
        .then(
            room -> {
              room.put((byte) 'p');
              what.accept(connection);
              return Outcome.END;
            });
  }

  /** A producer without a byte; when it is closed, something happens. */
  private static Producer closing(Runnable what) {
    return new Producer() {
      @Override
      public Outcome produce(ByteBuffer room) {
        return Outcome.END;
      }

      @Override
      public void close() {
        what.run();
      }
    };
  }

  private static Map<String, Consumer<Connection>> misdeeds() {
    Map<String, Consumer<Connection>> all = new LinkedHashMap<>();
    all.put("close", Connection::close);
    all.put("abort", Connection::abort);
    all.put("send", connection -> connection.send("more"));
    all.put("shutdownOutput", Connection::shutdownOutput);
    all.put("discard", Connection::discardBuffers);
    all.put("pause", Connection::pauseReading);
    all.put("producerReady", Connection::producerReady);
    all.put("dump", connection -> connection.loop().dump());
    all.put(
        "abortAndThrow",
        connection -> {
          connection.abort();
          throw new IllegalStateException("after the abort");
        });
    all.put(
        "tooMuch", connection -> connection.send(new byte[connection.loop().limits().maxOutput()]));
    all.put(
        "tooMany",
        connection -> {
          for (int i = 0; i < 2000; i++) {
            connection.send(Producer.of(ByteBuffer.allocate(1)));
          }
        });
    return all;
  }

  @EveryFamily
  void whateverItDoesWhileItIsAskedItIsClosedOnceAndOthersLive(Family family) throws IOException {
    Recorder unharmed = net.recorder();
    Peer witness = net.accept(family, unharmed);
    for (Map.Entry<String, Consumer<Connection>> misdeed : misdeeds().entrySet()) {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      ScriptedProducer producer = doing(recorder.connection(), misdeed.getValue());
      ScriptedProducer behind = new ScriptedProducer().then("b", Outcome.END);
      recorder.connection().send(producer);
      recorder.connection().send(behind);
      recorder.connection().send("s");
      net.settle();
      peer.reset();
      net.until(() -> recorder.isClosed() || recorder.connection().isReadingPaused());
      recorder.connection().abort();
      net.until(recorder::isClosed);

      assertThat(producer.closes).as(misdeed.getKey()).isOne();
      assertThat(behind.closes).as(misdeed.getKey()).isOne();
      assertThat(net.loop().memory().used()).as(misdeed.getKey()).isZero();
    }
    unharmed.connection().send("alive");
    witness.awaitReceived("alive");
  }

  @Test
  void whateverItDoesWhileItIsClosedTheOthersLive() throws IOException {
    Recorder unharmed = net.recorder();
    Peer witness = net.accept(Family.IPV4, unharmed);
    for (Map.Entry<String, Consumer<Connection>> misdeed : misdeeds().entrySet()) {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      int before = calls;
      recorder
          .connection()
          .send(
              closing(
                  () -> {
                    calls++;
                    misdeed.getValue().accept(recorder.connection());
                  }));
      net.settle();
      recorder.connection().abort();
      net.until(recorder::isClosed);
      peer.close();

      assertThat(calls - before).as(misdeed.getKey()).isOne();
      assertThat(net.loop().memory().used()).as(misdeed.getKey()).isZero();
    }
    unharmed.connection().send("alive");
    witness.awaitReceived("alive");
  }

  @EveryFamily
  void thatIsSentInTheCloseEventIsClosed(Family family) throws IOException {
    Recorder recorder = net.recorder();
    net.accept(family, recorder);
    ScriptedProducer late = new ScriptedProducer().then("late", Outcome.END);
    List<Boolean> answers = new ArrayList<>();
    recorder.on(Event.CLOSE, () -> answers.add(recorder.connection().send(late)));
    recorder.connection().abort();
    net.until(recorder::isClosed);
    net.settle();

    assertThat(answers).containsExactly(false);
    assertThat(late.calls).isZero();
    assertThat(late.closes).isOne();
  }

  @Test
  void thatServesTwoConnectionsIsClosedForEachAndHarmsNeither() throws IOException {
    Recorder one = net.recorder();
    Peer first = net.accept(Family.IPV4, one);
    Recorder two = net.recorder();
    Peer second = net.accept(Family.IPV4, two);
    List<String> log = new ArrayList<>();
    Producer shared =
        new Producer() {
          @Override
          public Outcome produce(ByteBuffer room) {
            log.add("asked");
            room.put((byte) 'x');
            return log.size() < 3 ? Outcome.READY : Outcome.END;
          }

          @Override
          public void close() {
            log.add("closed");
          }
        };
    one.connection().send(shared);
    two.connection().send(shared);
    one.connection().send("1");
    two.connection().send("2");
    net.until(() -> log.stream().filter("closed"::equals).count() == 2);
    first.awaitReceived("xxx1");
    second.awaitReceived("x2");
  }

  @EveryFamily
  void thatIsPendingForEverEndsWithTheDeadlineOfTheClose(Family family) throws IOException {
    net.limits(limits -> limits.drainTimeout(Duration.ofMillis(50)));
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    ScriptedProducer pending =
        new ScriptedProducer().then("some", Outcome.PENDING).afterwards(room -> Outcome.PENDING);
    recorder.connection().send(pending);
    recorder.connection().send("behind");
    recorder.connection().close();
    peer.awaitReceived("some");
    recorder.connection().producerReady();
    net.until(recorder::isClosed);

    assertThat(recorder.reason().kind()).isEqualTo(Kind.LOCAL);
    assertThat(recorder.reason().undeliveredBytes()).isEqualTo("behind".length());
    assertThat(pending.closes).isOne();
  }

  @EveryFamily
  void thatIsPendingBehindTheEndOfOutputIsClosedWhenThePeerBreaks(Family family)
      throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    ScriptedProducer pending = new ScriptedProducer().afterwards(room -> Outcome.PENDING);
    recorder.connection().send(pending);
    recorder.connection().shutdownOutput();
    net.settle();
    peer.reset();
    net.until(recorder::isClosed);
    assertThat(pending.closes).isOne();
  }

  @Test
  void isAskedOnceInAPassHoweverOftenItIsSaidToBeReady() throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder);
    Connection connection = recorder.connection();
    ScriptedProducer producer =
        new ScriptedProducer()
            .afterwards(
                room -> {
                  connection.producerReady();
                  return Outcome.PENDING;
                });
    for (int i = 0; i < 1000; i++) {
      connection.producerReady();
    }
    connection.send(producer);
    for (int i = 0; i < 20; i++) {
      int before = producer.calls;
      connection.producerReady();
      connection.producerReady();
      net.loop().poll(Duration.ZERO);
      assertThat(producer.calls - before).isLessThanOrEqualTo(2);
    }
    peer.reset();
    net.until(recorder::isClosed);
    connection.producerReady();
    assertThat(producer.closes).isOne();
  }

  @Test
  void thatFindsNoMemoryFailsItsConnectionOnly() throws IOException {
    net.limits(limits -> limits.maxMemory(SegmentPool.SEGMENT_BYTES));
    Recorder holder = net.recorder();
    Peer other = net.accept(Family.IPV4, holder);
    holder.connection().send((Producer) room -> Outcome.PENDING);
    net.settle();
    // Behind one that waits, this byte holds all the memory there is.
    holder.connection().send("h");
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder);
    ScriptedProducer starved = new ScriptedProducer().then("never", Outcome.END);
    recorder.connection().send(starved);
    net.until(recorder::isClosed);
    assertThat(recorder.reason().kind()).isEqualTo(Kind.LIMIT);
    assertThat(starved.closes).isOne();
    other.reset();
    net.until(holder::isClosed);
    assertThat(net.loop().memory().used()).isZero();
  }

  @Test
  void wordsThatItSendsWhileItIsAskedComeBehindIt() throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder);
    Connection connection = recorder.connection();
    connection.send(
        new ScriptedProducer()
            .then(
                room -> {
                  connection.send("3");
                  room.put("1".getBytes(ISO_8859_1));
                  return Outcome.READY;
                })
            .then(
                room -> {
                  connection.send(new ScriptedProducer().then("4", Outcome.END));
                  connection.send("5");
                  room.put("2".getBytes(ISO_8859_1));
                  return Outcome.END;
                }));
    peer.awaitReceived("12345");
  }
}
