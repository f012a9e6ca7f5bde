package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class PauseTest {
  @RegisterExtension final Net net = new Net();

  private static String text(int bytes) {
    return "x".repeat(bytes);
  }

  @EveryFamily
  void isExact(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          recorder.read(1);
          recorder.connection().pauseReading();
        });
    // More than one receive brings, so that the rest is at hand when the event returns.
    Peer peer = net.accept(family, recorder).send(text(150_000));
    net.until(() -> recorder.journal.count("read") == 1);
    net.settle();

    assertThat(recorder.journal.count("read")).isEqualTo(1);
    assertThat(recorder.connection().isReadingPaused()).isTrue();
    peer.close();
    net.settle();
    assertThat(recorder.events()).as("no end while paused").containsExactly("accept", "read");
  }

  @Test
  void holdsFromAnEventOfAnotherConnectionInTheSamePass() throws IOException {
    Recorder first = net.recorder();
    Recorder second = net.recorder();
    Peer one = net.accept(Family.IPV4, first);
    Peer two = net.accept(Family.IPV4, second);
    first.on(Event.READ, () -> second.connection().pauseReading());
    second.on(Event.READ, () -> first.connection().pauseReading());
    one.trySend("x");
    two.trySend("x");
    net.until(() -> first.journal.count("read") + second.journal.count("read") > 0);
    net.settle();

    assertThat(first.journal.count("read") + second.journal.count("read")).isEqualTo(1);
  }

  @EveryFamily
  void endsWithTheUnreadBytesPresentedAgain(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          recorder.read(1);
          recorder.connection().pauseReading();
        });
    net.accept(family, recorder).send("abcd");
    for (String expected : new String[] {"a", "ab", "abc", "abcd"}) {
      net.until(() -> recorder.received().equals(expected));
      net.settle();
      assertThat(recorder.received()).isEqualTo(expected);
      recorder.connection().resumeReading();
    }
  }

  @EveryFamily
  void endsWithTheUnreadBytesBeforeTheEndOfTheStream(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          recorder.read(1);
          recorder.connection().pauseReading();
        });
    Peer peer = net.accept(family, recorder).send("abc");
    net.until(() -> recorder.received().equals("a"));
    peer.close();
    net.settle();
    for (String expected : new String[] {"ab", "abc"}) {
      recorder.connection().resumeReading();
      net.until(() -> recorder.received().equals(expected) || recorder.isClosed());
    }
    recorder.connection().resumeReading();
    net.until(recorder::isClosed);

    assertThat(recorder.received()).isEqualTo("abc");
    assertThat(recorder.events())
        .containsExactly("accept", "read", "read", "read", "eof", "close:PEER");
  }

  @Test
  void thatIsTakenBackInTheSameEventChangesNothing() throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          recorder.connection().pauseReading();
          recorder.readAll();
          recorder.connection().resumeReading();
        });
    Peer peer = net.accept(Family.IPV4, recorder).send("a");
    net.until(() -> recorder.received().equals("a"));
    peer.send("b");
    net.until(() -> recorder.received().equals("ab"));
    assertThat(recorder.journal.count("read")).isEqualTo(2);
  }

  @EveryFamily
  void beforeTheConnectionStandsHoldsFromTheBeginning(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    Recorder recorder = net.recorder();
    Connection connection = net.loop().connect(raw.address(), recorder);
    connection.pauseReading();
    Peer peer = raw.accept().send("hello");
    net.until(recorder::isOpen);
    net.settle();
    assertThat(recorder.events()).containsExactly("connect");
    connection.resumeReading();
    net.until(() -> recorder.received().equals("hello"));
    assertThat(peer.hasEnded()).isFalse();
  }
}
