package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Producer.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Producers that send the next one, and that the next, without an end. */
@Timeout(60)
final class ProducerChainTest {
  /** More calls in a row than any bounded pass makes; then the test gives up instead of hanging. */
  private static final int ENDLESS = 100_000;

  @RegisterExtension final Net net = new Net();

  /** How often a producer was asked or closed since this was reset. */
  private int calls;

  @AfterEach
  void allMemoryIsGivenBack() {
    net.loop().closeAll();
    assertThat(net.loop().memory().used()).isZero();
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

  private Recorder recorder = new Recorder();
  private Recorder other = new Recorder();
  private int mostInOnePass;

  private boolean goesOn() {
    return ++calls < ENDLESS;
  }

  /** A pass is bounded if the chain goes on in the next one. */
  private void passes() {
    for (int i = 0; i < 5; i++) {
      calls = 0;
      net.loop().poll(Duration.ZERO);
      mostInOnePass = Math.max(mostInOnePass, calls);
    }
  }

  private void connect() throws IOException {
    recorder = net.recorder();
    net.accept(Family.IPV4, recorder);
    other = net.recorder();
    net.accept(Family.IPV4, other);
  }

  private Outcome again(ByteBuffer room) {
    if (goesOn()) {
      recorder.connection().send(this::again);
    }
    return Outcome.END;
  }

  @Test
  void ofProducersThatSendTheNextLeavesOthersTheirTurn() throws IOException {
    connect();
    recorder.connection().send(this::again);
    passes();
    assertThat(mostInOnePass).isBetween(1, ENDLESS / 10);
  }

  private Outcome there(ByteBuffer room) {
    if (goesOn()) {
      other.connection().send(this::back);
    }
    return Outcome.END;
  }

  private Outcome back(ByteBuffer room) {
    if (goesOn()) {
      recorder.connection().send(this::there);
    }
    return Outcome.END;
  }

  @Test
  void betweenTwoConnectionsLeavesOthersTheirTurn() throws IOException {
    connect();
    recorder.connection().send(this::there);
    passes();
    assertThat(mostInOnePass).isBetween(1, ENDLESS / 10);
  }

  private void sendNextWhenClosed() {
    if (goesOn()) {
      recorder.connection().send(closing(this::sendNextWhenClosed));
    }
  }

  @Test
  void fromOneThatIsClosedToTheNextLeavesOthersTheirTurn() throws IOException {
    connect();
    recorder.connection().send(closing(this::sendNextWhenClosed));
    passes();
    assertThat(mostInOnePass).isBetween(1, ENDLESS / 10);
  }

  /** As of a play list, whose listener has gone away. */
  @Test
  void fromOneThatIsClosedToTheNextEndsWithTheConnection() throws IOException {
    connect();
    recorder.connection().send(closing(this::sendNextWhenClosed));
    passes();
    recorder.connection().abort();
    passes();
    assertThat(mostInOnePass).isBetween(1, ENDLESS / 10);
    calls = 0;
    net.settle();
    assertThat(calls).as("after the end").isZero();
  }

  @Test
  void onAConnectionThatIsClosingLeavesOthersTheirTurn() throws IOException {
    connect();
    recorder.connection().close();
    recorder.connection().send(closing(this::sendNextWhenClosed));
    passes();
    assertThat(mostInOnePass).isBetween(1, ENDLESS / 10);
  }
}
