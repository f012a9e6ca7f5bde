package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import dev.pollen.Producer.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A failure, as each method of this class goes on to say. */
@Timeout(60)
final class ProducerFailureTest {
  @RegisterExtension final Net net = new Net();

  private final IllegalStateException cause = new IllegalStateException("on purpose");

  private ScriptedProducer failing() {
    return new ScriptedProducer()
        .then("before", Outcome.READY)
        .then(
            room -> {
              room.put((byte) '?');
              throw cause;
            });
  }

  @EveryFamily
  void endsTheConnectionOfItsProducerAndNothingBehindLeaves(Family family) throws IOException {
    Recorder recorder = net.recorder();
    ScriptedProducer producer = failing();
    ScriptedProducer behind = new ScriptedProducer();
    Peer peer = net.accept(family, recorder);
    recorder.on(Event.ERROR, () -> assertThat(recorder.send("sorry")).isFalse());
    recorder.connection().send("well ");
    recorder.connection().send(producer);
    recorder.connection().send("four");
    recorder.connection().send(behind);
    recorder.connection().send("and six");
    peer.awaitReceived("well before").awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.events())
        .containsExactly("accept", "error:IllegalStateException", "close:HANDLER_FAILED");
    assertThat(recorder.journal.errors).containsExactly(cause);
    assertThat(recorder.reason()).isEqualTo(new CloseReason(Kind.HANDLER_FAILED, cause, 11));
    assertThat(List.of(producer.closes, behind.closes)).containsOnly(1);
    assertThat(behind.calls).isZero();
  }

  @Test
  void isTheReasonWhoeverCloses() throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(Event.ERROR, recorder::close);
    Peer peer = net.accept(Family.IPV4, recorder);
    recorder.connection().send(failing());
    peer.awaitReceived("before").awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.reason()).isEqualTo(new CloseReason(Kind.HANDLER_FAILED, cause, 0));
  }

  @Test
  void isLoggedIfNobodyHandlesItAndAlsoIfTheConnectionIsClosing() throws IOException {
    for (boolean closing : new boolean[] {false, true}) {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.connection().send(failing());
      if (closing) {
        recorder.connection().close();
      }
      peer.awaitReceived("before").awaitEnd().close();
      net.until(recorder::isClosed);
      assertThat(recorder.reason().kind()).isEqualTo(Kind.HANDLER_FAILED);
    }

    assertThat(net.log().messages())
        .hasSize(2)
        .allSatisfy(message -> assertThat(message).contains("on purpose"));
  }

  @Test
  @SuppressWarnings("NullAway") // That is the mistake.
  void orABrokenContractCostsOnlyItsOwnConnection() throws IOException {
    Recorder other = net.recorder();
    Peer unharmed = net.accept(Family.IPV4, other);
    List<Producer> broken =
        List.of(
            room -> Outcome.READY,
            room -> null,
            room -> {
              room.put((byte) 'x').flip();
              return Outcome.READY;
            },
            room -> {
              throw new StackOverflowError("on purpose");
            });
    for (Producer producer : broken) {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.connection().send(producer);
      peer.awaitReceived("").awaitEnd().close();
      net.until(recorder::isClosed);
      assertThat(recorder.reason().kind()).isEqualTo(Kind.HANDLER_FAILED);
      assertThat(recorder.journal.errors).hasSize(1);
    }
    unharmed.send("hello");
    net.until(() -> other.received().equals("hello"));
  }

  @Test
  void toReleaseWhatAProducerHoldsIsLogged() throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder);
    recorder
        .connection()
        .send(
            new Producer() {
              @Override
              public Outcome produce(ByteBuffer room) {
                return Outcome.END;
              }

              @Override
              public void close() {
                throw cause;
              }
            });
    recorder.connection().send("and on");
    peer.awaitReceived("and on");

    assertThat(net.log().messages())
        .singleElement()
        .asString()
        .startsWith("failure=producer channel=");
    assertThat(recorder.events()).containsExactly("accept");
  }
}
