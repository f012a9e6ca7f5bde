package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class ReadTest {
  @RegisterExtension final Net net = new Net();

  private static String text(int bytes) {
    StringBuilder text = new StringBuilder();
    Random random = new Random(bytes);
    while (text.length() < bytes) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  @Nested
  class UnreadBytes {
    @EveryFamily
    void arePresentedAgainWithWhatFollows(Family family) throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(Event.READ, () -> recorder.read(2));
      Peer peer = net.accept(family, recorder).send("abcde");
      net.until(() -> recorder.received().equals("ab"));
      peer.send("f");
      net.until(() -> recorder.received().equals("abcd"));
      recorder.on(Event.READ, recorder::readAll);
      peer.send("g");
      net.until(() -> recorder.received().equals("abcdefg"));
    }

    @Test
    void areNotPresentedAgainBeforeMoreArrivesAndDoNotKeepTheLoopAwake() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(Event.READ, () -> {});
      net.accept(Family.IPV4, recorder).send("abc");
      net.until(() -> recorder.journal.count("read") == 1);
      net.settle();

      assertThat(recorder.journal.count("read")).isEqualTo(1);
      assertThat(recorder.recv().remaining()).as("to look at outside of an event").isEqualTo(3);
    }

    @Test
    void mayBeAsManyAsTheLimitSaysAndNotOneMore() throws IOException {
      net.limits(limits -> limits.maxInput(10));
      Recorder recorder = net.recorder();
      recorder.on(Event.READ, () -> {});
      Peer peer = net.accept(Family.IPV4, recorder).send("0123456789");
      net.until(() -> recorder.journal.count("read") == 1);
      net.settle();
      assertThat(recorder.isClosed()).isFalse();
      peer.send("x").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "read", "read", "error:LimitExceededException", "close:LIMIT");
      assertThat(recorder.journal.errors.get(0))
          .hasMessageContaining("maxInput")
          .hasMessageContaining("10")
          .hasMessageContaining("Recorder.handleRead");
    }

    @Test
    void thatWereTooManyAreTheReasonAlsoIfTheErrorHookSaysGoodbyeAndCloses() throws IOException {
      net.limits(limits -> limits.maxInput(10));
      Recorder recorder = net.recorder();
      recorder.on(Event.READ, () -> {});
      recorder.on(
          Event.ERROR,
          () -> {
            recorder.send("500 line too long");
            recorder.close();
          });
      Peer peer = net.accept(Family.IPV4, recorder).send("0123456789x");
      peer.awaitReceived("500 line too long").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.LIMIT);
      assertThat(recorder.reason().cause()).isSameAs(recorder.journal.errors.get(0));
    }

    @Test
    void areStillThereInTheEofEvent() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(Event.READ, () -> {});
      recorder.on(
          Event.EOF,
          () -> {
            recorder.readAll();
            recorder.close();
          });
      net.accept(Family.IPV4, recorder).send("tail").finish();
      net.until(recorder::isClosed);

      assertThat(recorder.received()).isEqualTo("tail");
    }

    @Test
    void doNotLetTheByteOrderOfOneEventLeakIntoTheNext() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(
          Event.READ,
          () -> {
            ByteBuffer input = recorder.recv();
            assertThat(input.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
            input.order(ByteOrder.LITTLE_ENDIAN);
            recorder.read(1);
          });
      Peer peer = net.accept(Family.IPV4, recorder);
      for (int i = 1; i <= 5; i++) {
        int count = i;
        peer.send("abc");
        net.until(() -> recorder.journal.count("read") == count);
      }

      assertThat(recorder.journal.errors).isEmpty();
    }

    @EveryFamily
    void arriveWhateverTheirChunksAre(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Random random = new Random(7);
      recorder.on(
          Event.READ,
          () -> {
            int available = recorder.recv().remaining();
            recorder.read(available > 30_000 ? available : random.nextInt(available + 1));
          });
      recorder.on(
          Event.EOF,
          () -> {
            recorder.readAll();
            recorder.close();
          });
      Peer peer = net.accept(family, recorder);
      String text = text(200_000);
      for (int sent = 0; sent < text.length(); ) {
        int end = Math.min(text.length(), sent + 1 + random.nextInt(3000));
        peer.send(text.substring(sent, end));
        sent = end;
      }
      peer.finish();
      net.until(recorder::isClosed);

      assertThat(recorder.received()).isEqualTo(text);
    }
  }

  @Nested
  class TheEndOfTheStream {
    @EveryFamily
    void comesAfterAllData(Family family) throws IOException {
      Recorder recorder = net.recorder();
      String text = text(100_000);
      Peer peer = net.accept(family, recorder);
      peer.send(text).close();
      net.until(recorder::isClosed);

      assertThat(recorder.received()).isEqualTo(text);
      assertThat(recorder.events()).endsWith("eof", "close:PEER");
      assertThat(recorder.reason()).isEqualTo(new CloseReason(CloseReason.Kind.PEER, null, 0));
    }

    @EveryFamily
    void isToldOnceAndTheLoopSleepsWhileTheOtherDirectionStaysOpen(Family family)
        throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(Event.EOF, () -> {});
      Peer peer = net.accept(family, recorder).finish();
      net.until(() -> recorder.events().contains("eof"));
      net.settle();

      assertThat(recorder.connection().state()).isEqualTo(ChannelState.HALF_CLOSED);
      assertThat(recorder.events()).containsExactly("accept", "eof");
      assertThat(net.loop().poll(Duration.ofMillis(20))).as("ready sockets").isZero();
      recorder.connection().send("answer after the question");
      recorder.connection().close();
      peer.awaitReceived("answer after the question").awaitEnd();
      net.until(recorder::isClosed);
      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.LOCAL);
    }
  }

  @Test
  void whatArrivedBeforeAResetIsDelivered() throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder).send("last words");
    peer.reset();
    net.until(recorder::isClosed);

    assertThat(recorder.received()).isEqualTo("last words");
    assertThat(recorder.events()).containsExactly("accept", "read", "close:BROKEN");
    assertThat(recorder.reason().cause()).isInstanceOf(IOException.class);
    assertThat(recorder.journal.errors).isEmpty();
  }

  @Test
  void aPeerThatFloodsDoesNotKeepAnotherWaiting() throws IOException {
    Recorder flooded = net.recorder();
    Recorder small = net.recorder();
    Peer flood = net.accept(Family.IPV4, flooded);
    Peer peer = net.accept(Family.IPV4, small);
    AtomicInteger floodBytes = new AtomicInteger();
    flooded.on(
        Event.READ,
        () -> {
          floodBytes.addAndGet(flooded.recv().remaining());
          flooded.discardInput();
        });
    String much = text(1_000_000);
    flood.trySend(much);
    peer.trySend("hello");
    net.loop().poll(Duration.ofSeconds(5));

    assertThat(small.received()).isEqualTo("hello");
    assertThat(floodBytes.get()).isLessThanOrEqualTo(4 * 64 * 1024);
  }

  @Test
  void whatNobodyReadsIsDiscardedByDefault() throws IOException {
    net.limits(limits -> limits.maxInput(1));
    ConnectionDispatcher indifferent = new ConnectionDispatcher() {};
    Peer peer = net.accept(Family.IPV4, indifferent).send(text(100_000));
    net.settle();

    assertThat(indifferent.connection().state()).isEqualTo(ChannelState.OPEN);
    peer.finish().awaitEnd();
  }
}
