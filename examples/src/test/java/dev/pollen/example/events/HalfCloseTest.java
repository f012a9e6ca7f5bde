package dev.pollen.example.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Connection;
import dev.pollen.Reply;
import dev.pollen.annotation.In;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnEof;
import dev.pollen.annotation.OnRead;
import dev.pollen.example.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A peer that has finished sending, from the annotation to the wire. */
final class HalfCloseTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** Counts to the end, and goes on for a while. */
  static final class Counter {
    private int bytes;

    @OnRead
    void count(byte[] data) {
      bytes += data.length;
    }

    @OnEof
    String tell(Connection peer) {
      peer.schedule(
          Duration.ofMillis(10),
          () -> {
            peer.send("that is all\r\n");
            peer.close();
          });
      return bytes + " bytes\r\n";
    }
  }

  /** Says goodbye to those who have said something. */
  static final class Polite {
    enum State {
      SILENT,
      TALKING
    }

    @OnRead
    @Line
    State talk() {
      return State.TALKING;
    }

    @OnEof
    @In("TALKING")
    Reply<State> goodbye() {
      return Reply.of("goodbye\r\n").close();
    }
  }

  private static String heard(String said, RunningLoop.Task<InetSocketAddress> listening)
      throws IOException {
    try (RunningLoop running = new RunningLoop();
        Client client = Client.connect(running.call(listening))) {
      client.send(said).finishSending();
      String heard = new String(client.rest(), StandardCharsets.US_ASCII);
      client.hangUp();
      running.shutdown();
      return heard;
    }
  }

  @Test
  void goesOnSending() throws IOException {
    assertThat(
            heard(
                "x".repeat(100_000),
                loop ->
                    (InetSocketAddress)
                        loop.listen(
                                ANY_PORT, () -> new HalfCloseTest_CounterDispatcher(new Counter()))
                            .localAddress()))
        .isEqualTo("100000 bytes\r\nthat is all\r\n");
  }

  @Test
  void dependsOnTheState() throws IOException {
    RunningLoop.Task<InetSocketAddress> polite =
        loop ->
            (InetSocketAddress)
                loop.listen(ANY_PORT, () -> new HalfCloseTest_PoliteDispatcher(new Polite()))
                    .localAddress();
    assertThat(heard("hello\n", polite)).isEqualTo("goodbye\r\n");
    assertThat(heard("", polite)).isEmpty();
  }
}
