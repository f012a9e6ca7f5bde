package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class PolledDispatcherTest {
  @RegisterExtension final Net net = new Net();

  private boolean reading = true;
  private boolean writing;

  private PolledRecorder recorder() {
    return net.polledRecorder().readableWhen(() -> reading).writableWhen(() -> writing);
  }

  @EveryFamily
  void readsOnlyWhileItSaysSo(Family family) throws IOException {
    reading = false;
    PolledRecorder recorder = recorder();
    Peer peer = net.accept(family, recorder).send("hello");
    peer.finish();
    net.settle();
    assertThat(recorder.journal.entries).containsExactly("accept");
    reading = true;
    net.until(recorder.journal::isClosed);

    assertThat(recorder.journal.receivedText()).isEqualTo("hello");
    assertThat(recorder.journal.entries).containsExactly("accept", "read", "eof", "close:PEER");
  }

  @EveryFamily
  void isPresentedUnreadBytesWhenItWantsToReadAgain(Family family) throws IOException {
    PolledRecorder recorder = recorder();
    recorder.on(
        Event.READ,
        () -> {
          recorder.journal.received(new byte[] {recorder.recv().get()});
          reading = false;
        });
    net.accept(family, recorder).send("abc");
    for (String expected : new String[] {"a", "ab", "abc"}) {
      net.until(() -> recorder.journal.receivedText().equals(expected));
      net.settle();
      assertThat(recorder.journal.receivedText()).isEqualTo(expected);
      reading = true;
    }
  }

  @EveryFamily
  void isNotToldThatItMayWriteWhenItHasEndedItsSide(Family family) throws IOException {
    writing = true;
    PolledRecorder recorder = recorder();
    Peer peer = net.accept(family, recorder);
    recorder.connection().shutdownOutput();
    peer.awaitEnd();
    long before = recorder.journal.entries.stream().filter("write"::equals).count();
    net.settle();

    assertThat(recorder.journal.entries.stream().filter("write"::equals).count()).isEqualTo(before);
  }

  @EveryFamily
  void isToldThatItMayWriteInEachPassWhileItSaysSo(Family family) throws IOException {
    PolledRecorder recorder = recorder();
    net.accept(family, recorder);
    net.settle();
    assertThat(recorder.journal.count("write")).isZero();
    writing = true;
    for (int i = 0; i < 5; i++) {
      net.loop().poll(Duration.ofSeconds(5));
    }
    assertThat(recorder.journal.count("write")).isEqualTo(5);
    writing = false;
    net.settle();
    assertThat(recorder.journal.count("write")).isEqualTo(5);
  }

  @Test
  void isNotToldThatItMayWriteWhileOutputIsQueued() throws IOException {
    PolledRecorder recorder = recorder();
    recorder.on(Event.WRITE, () -> assertThat(recorder.connection().queuedBytes()).isZero());
    net.accept(Family.IPV4, recorder);
    recorder.connection().send(new byte[12 * 1024 * 1024]);
    writing = true;
    net.settle();

    assertThat(recorder.journal.entries).containsExactly("accept");
  }

  @Test
  void hearsOfDrainedOutputThroughTheDefaultPredicate() throws IOException {
    PolledRecorder recorder = net.polledRecorder();
    recorder.writableWhen(recorder::asksWhetherDrained);
    net.accept(Family.IPV4, recorder);
    net.settle();
    assertThat(recorder.journal.count("write")).isZero();
    assertThat(recorder.connection().send(new byte[100_000])).isFalse();
    net.settle();

    assertThat(recorder.journal.count("write")).isEqualTo(1);
  }

  @Test
  void isNotAskedBeforeItsConnectionStandsNorAfterItIsClosed() throws IOException {
    RawListener raw = net.rawListener(Family.IPV4);
    PolledRecorder recorder = recorder();
    net.loop().connect(raw.address(), recorder);
    recorder.on(Event.CONNECT, () -> assertThat(recorder.askedReadable).isZero());
    Peer peer = raw.accept();
    net.until(() -> recorder.askedReadable > 0);
    recorder.connection().close();
    int asked = recorder.askedReadable;
    peer.awaitEnd();
    net.settle();

    assertThat(recorder.askedReadable).isEqualTo(asked);
    assertThat(recorder.journal.errors).isEmpty();
  }

  @Nested
  class APredicate {
    @Test
    void thatThrowsIsAFailureOfItsConnectionOnly() throws IOException {
      PolledRecorder bad = recorder();
      PolledRecorder good = recorder();
      bad.readableWhen(
          () -> {
            throw new IOException("bad predicate");
          });
      Peer lost = net.accept(Family.IPV4, bad);
      Peer peer = net.accept(Family.IPV4, good);
      lost.awaitEnd().close();
      net.until(bad.journal::isClosed);
      peer.send("hello");
      net.until(() -> good.journal.receivedText().equals("hello"));

      assertThat(bad.journal.entries)
          .containsExactly("accept", "error:IOException", "close:HANDLER_FAILED");
      assertThat(bad.askedWritable).as("asked after it had closed the connection").isZero();
      assertThat(net.log().messages()).hasSize(1);
      assertThat(net.log().messages().get(0)).contains("PolledRecorder.readable");
    }

    @Test
    void forWritingThatThrowsIsNamed() throws IOException {
      PolledRecorder bad = recorder();
      bad.writableWhen(
          () -> {
            throw new IOException("bad predicate");
          });
      net.accept(Family.IPV4, bad).awaitEnd().close();
      net.until(bad.journal::isClosed);

      assertThat(net.log().messages().get(0)).contains("PolledRecorder.writable");
    }

    @Test
    void thatAbortsItsOwnConnectionIsTheLastThatIsAsked() throws IOException {
      PolledRecorder recorder = recorder();
      recorder.readableWhen(
          () -> {
            recorder.connection().abort();
            return true;
          });
      net.accept(Family.IPV4, recorder).trySend("unheard");
      net.until(recorder.journal::isClosed);

      assertThat(recorder.journal.entries).containsExactly("accept", "close:ABORTED");
      assertThat(recorder.askedReadable).isEqualTo(1);
      assertThat(recorder.askedWritable).isZero();
    }

    /** Those that are asked are a list that gets shorter meanwhile, at any place. */
    @Test
    void mayAbortAnyOfTheOthers() throws IOException {
      for (int culprit = 0; culprit < 5; culprit++) {
        List<PolledRecorder> all = fivePolled();
        PolledRecorder killer = all.get(culprit);
        killer.readableWhen(
            () -> {
              all.stream().filter(r -> r != killer).forEach(r -> r.connection().abort());
              return true;
            });
        net.loop().poll(Duration.ZERO);
        net.settle();
        assertThat(all.stream().filter(r -> r.journal.isClosed())).hasSize(4);
        assertThat(killer.journal.isClosed()).isFalse();
        net.loop().closeAll();
      }
    }

    @Test
    void mayCloseEverything() throws IOException {
      for (int culprit = 0; culprit < 5; culprit++) {
        List<PolledRecorder> all = fivePolled();
        all.get(culprit)
            .readableWhen(
                () -> {
                  net.loop().closeAll();
                  return true;
                });
        net.loop().poll(Duration.ZERO);
        net.loop().poll(Duration.ZERO);
        assertThat(all).allMatch(r -> r.journal.isClosed());
      }
    }

    @Test
    void mayOpenOthers() throws IOException {
      RawListener raw = net.rawListener(Family.IPV4);
      PolledRecorder recorder = recorder();
      PolledRecorder opened = recorder();
      recorder.writableWhen(
          () -> {
            if (opened.journal.entries.isEmpty() && recorder.askedWritable == 1) {
              net.loop().connect(raw.address(), opened);
            }
            return false;
          });
      net.accept(Family.IPV4, recorder);
      raw.accept();
      net.until(() -> opened.askedReadable > 0);
    }

    private List<PolledRecorder> fivePolled() throws IOException {
      List<PolledRecorder> all = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        PolledRecorder recorder = net.polledRecorder();
        net.accept(Family.IPV4, recorder);
        all.add(recorder);
      }
      net.settle();
      return all;
    }
  }
}
