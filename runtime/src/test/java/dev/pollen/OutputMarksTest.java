package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class OutputMarksTest {
  @RegisterExtension final Net net = new Net();

  private static final int MEGABYTE = 1024 * 1024;

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  /** A producer that keeps within the marks gets everything through, whatever the reader does. */
  @EveryFamily
  void carrySixtyFourMegabytesToASlowReader(Family family) throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    byte[] block = bytes(40_000);
    int blocks = 64 * MEGABYTE / block.length;
    int[] sent = new int[1];
    long[] mostQueued = new long[1];
    int[] refusals = new int[1];
    Runnable produce =
        () -> {
          boolean goOn = true;
          while (goOn && sent[0] < blocks) {
            goOn = recorder.send(block);
            sent[0]++;
            mostQueued[0] = Math.max(mostQueued[0], recorder.connection().queuedBytes());
          }
          if (!goOn) {
            refusals[0]++;
          }
          if (sent[0] == blocks) {
            recorder.close();
          }
        };
    recorder.on(Event.WRITE, produce::run);
    net.loop().execute(produce);
    Random random = new Random(3);
    long[] received = new long[1];
    long[] checksum = new long[1];
    net.until(
        () -> {
          int count = peer.take(1 + random.nextInt(1_000_000));
          byte[] bytes = peer.receivedBytes();
          for (byte b : bytes) {
            if (b != block[(int) (received[0]++ % block.length)]) {
              checksum[0]++;
            }
          }
          peer.forget();
          return count == 0 && peer.hasEnded();
        });

    assertThat(received[0]).isEqualTo((long) blocks * block.length);
    assertThat(checksum[0]).as("bytes out of order").isZero();
    assertThat(mostQueued[0]).isLessThanOrEqualTo(Limits.DEFAULT.outputHighMark() + 40_000);
    peer.close();
    net.until(recorder::isClosed);
    assertThat(recorder.reason().undeliveredBytes()).isZero();
    assertThat(refusals[0]).isGreaterThan(10);
  }

  @Test
  void answerFalseAboveTheHighMarkAndNotAtIt() throws IOException {
    net.limits(limits -> limits.outputLowMark(10).outputHighMark(100));
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder);
    Connection connection = recorder.connection();

    assertThat(connection.send(new byte[100])).isTrue();
    assertThat(connection.send(new byte[1])).isFalse();
    net.settle();
    assertThat(recorder.journal.count("write")).isEqualTo(1);
  }

  @Test
  void sayThatThereIsRoomExactlyOnceForEachCrossing() throws IOException {
    net.limits(limits -> limits.outputLowMark(10).outputHighMark(100));
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder);
    for (int crossing = 1; crossing <= 5; crossing++) {
      assertThat(recorder.connection().send(new byte[101])).isFalse();
      assertThat(recorder.connection().send(new byte[101])).isFalse();
      net.settle();
      assertThat(recorder.journal.count("write")).isEqualTo(crossing);
      assertThat(recorder.connection().send(new byte[100])).isTrue();
      net.settle();
      assertThat(recorder.journal.count("write")).isEqualTo(crossing);
    }
  }

  @EveryFamily
  void sayNothingBeforeTheQueueHasDrainedToTheLowMark(Family family) throws IOException {
    net.limits(limits -> limits.outputLowMark(1000).outputHighMark(2000));
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    recorder.on(
        Event.WRITE,
        () -> assertThat(recorder.connection().queuedBytes()).isLessThanOrEqualTo(1000));
    recorder.connection().send(new byte[12 * MEGABYTE]);
    net.settle();
    assertThat(recorder.journal.count("write")).isZero();
    net.until(
        () -> {
          peer.take(Integer.MAX_VALUE);
          return recorder.journal.count("write") == 1;
        });

    assertThat(recorder.journal.errors).isEmpty();
  }

  /** Queue and socket both fill up again before the good news could be told. */
  @Test
  void doNotSayThatThereIsRoomWhenThereIsNoneAnyMore() throws IOException {
    net.limits(limits -> limits.outputLowMark(1000).outputHighMark(2000));
    Recorder recorder = net.recorder();
    List<Long> queued = new ArrayList<>();
    recorder.on(Event.WRITE, () -> queued.add(recorder.connection().queuedBytes()));
    recorder.on(
        Event.READ,
        () -> {
          recorder.readAll();
          recorder.connection().send(new byte[12 * MEGABYTE]);
        });
    Peer peer = net.accept(Family.IPV4, recorder);
    recorder.connection().send(new byte[2001]);
    // The queue drains at the end of this pass, and the peer is heard first in the next one.
    peer.trySend("more");
    net.loop().execute(() -> recorder.connection().send(new byte[2001]));
    net.until(() -> recorder.received().equals("more"));
    net.settle();

    assertThat(queued).allMatch(bytes -> bytes <= 1000);
  }

  @Test
  void countWhileTheConnectionIsBeingMade() throws IOException {
    net.limits(limits -> limits.outputLowMark(10).outputHighMark(100));
    RawListener raw = net.rawListener(Family.IPV4);
    Recorder recorder = net.recorder();
    Connection connection = net.loop().connect(raw.address(), recorder);
    assertThat(connection.send(new byte[101])).isFalse();
    raw.accept();
    net.until(recorder::isOpen);
    net.settle();

    assertThat(recorder.events()).containsExactly("connect", "write");
  }
}
