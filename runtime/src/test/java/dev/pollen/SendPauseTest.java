package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A socket that is ready for output and takes nothing, as Unix sockets for datagrams may be. */
final class SendPauseTest {
  private static final int READ_AND_WRITE = Readiness.READ | Readiness.WRITE;
  private static final SocketAddress PATH = UnixDomainSocketAddress.of("/scripted");

  private final ScriptedTransport transport = new ScriptedTransport();
  private final ScriptedDatagrams socket = transport.datagrams;
  private final DatagramRecorder recorder = new DatagramRecorder();
  private long now;

  private final Loop loop =
      Loop.open(
          new DelegatingTransport(transport) {
            @Override
            public long nanoTime() {
              return now;
            }
          },
          Limits.DEFAULT);

  @BeforeEach
  void queue() throws IOException {
    socket.local = PATH;
    Datagrams datagrams = loop.bind(PATH, recorder);
    socket.room = 0;
    datagrams.send("a", PATH);
    poll();
    assertThat(socket.interests).containsExactly(READ_AND_WRITE);
  }

  @AfterEach
  void close() {
    loop.close();
    assertThat(recorder.journal.violations()).isEmpty();
  }

  private void poll() {
    loop.poll(Duration.ZERO);
  }

  private void pass(int millis) {
    now += Duration.ofMillis(millis).toNanos();
    poll();
  }

  private void readyToWrite() {
    transport.ready(Readiness.WRITE);
    poll();
  }

  private int interest() {
    return socket.interests.get(socket.interests.size() - 1);
  }

  @Test
  void isLeftAloneForAWhile() {
    readyToWrite();
    assertThat(interest()).isEqualTo(Readiness.READ);
    pass(1);
    assertThat(interest()).isEqualTo(READ_AND_WRITE);
    socket.room = 1;
    readyToWrite();

    assertThat(socket.taken).containsExactly("a");
    assertThat(interest()).isEqualTo(Readiness.READ);
  }

  @Test
  void isLeftAloneForLongerEachTimeUpToALimit() {
    for (int millis : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 128}) {
      readyToWrite();
      pass(millis - 1);
      assertThat(interest()).as("before %s ms", millis).isEqualTo(Readiness.READ);
      pass(1);
      assertThat(interest()).as("after %s ms", millis).isEqualTo(READ_AND_WRITE);
    }
  }

  /** The timers of a channel end with its close; this one must not. */
  @Test
  void isAskedAgainWhileItCloses() {
    readyToWrite();
    loop.channels().forEach(Channel::close);
    poll();
    assertThat(interest()).isEqualTo(Readiness.NONE);
    pass(1);
    assertThat(interest()).isEqualTo(Readiness.WRITE);
    socket.room = 1;
    readyToWrite();

    assertThat(socket.taken).containsExactly("a");
    assertThat(recorder.isClosed()).isTrue();
  }

  @Test
  void endsWithTheSocket() {
    readyToWrite();
    loop.closeAll();
    pass(1);

    assertThat(recorder.isClosed()).isTrue();
    assertThat(interest()).isEqualTo(Readiness.READ);
    assertThat(loop.poll(Duration.ZERO)).isZero();
  }
}
