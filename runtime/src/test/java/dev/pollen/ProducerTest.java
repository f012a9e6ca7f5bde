package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Producer.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class ProducerTest {
  private static final int MEGABYTE = 1024 * 1024;

  @RegisterExtension final Net net = new Net();

  private static ScriptedProducer producing(String text) {
    return new ScriptedProducer().then(text, Outcome.END);
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  @EveryFamily
  void keepsItsPlaceAmongWhatIsSent(Family family) throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    ScriptedProducer two = new ScriptedProducer().then("2", Outcome.READY).then("2", Outcome.END);
    ScriptedProducer nothing = new ScriptedProducer();
    ScriptedProducer four = producing("44");
    recorder.connection().send("1");
    recorder.connection().send(two);
    recorder.connection().send("3");
    recorder.connection().send(nothing);
    recorder.connection().send(four);
    recorder.connection().send("5");
    recorder.connection().send("5");
    peer.awaitReceived("1223" + "4455");

    assertThat(List.of(two.closes, nothing.closes, four.closes)).containsOnly(1);
    recorder.connection().send("6");
    recorder.connection().send(producing("7"));
    peer.awaitReceived("1223445567");
  }

  /** asynchat's test_simple_producer. */
  @EveryFamily
  void mayHaveItsBytesInSmallPieces(Family family) throws IOException {
    String text = "hello world\n\nI'm not dead yet!\n".repeat(1000);
    ScriptedProducer producer = new ScriptedProducer();
    for (int i = 0; i < text.length(); i += 8) {
      producer.then(text.substring(i, Math.min(text.length(), i + 8)), Outcome.READY);
    }
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    recorder.connection().send(producer);
    peer.awaitReceived(text);
  }

  /** asynchat's test_string_producer, and the kinds of buffers of its test_push. */
  @Test
  void ofABufferSendsWhatRemainsInItAndLeavesItAsItIs() throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder);
    byte[] data = bytes(100_000);
    ByteBuffer direct = ByteBuffer.allocateDirect(data.length).put(data).position(10).limit(99_000);
    ByteBuffer heap = ByteBuffer.wrap(data, 10, 98_990).slice();
    for (ByteBuffer buffer : List.of(direct, heap, direct.asReadOnlyBuffer())) {
      int position = buffer.position();
      recorder.connection().send(Producer.of(buffer));
      peer.forget();
      peer.awaitReceived(new String(data, 10, 98_990, ISO_8859_1));
      assertThat(buffer.position()).isEqualTo(position);
    }
    recorder.connection().send(Producer.of(ByteBuffer.allocate(0)));
    recorder.connection().close();
    peer.awaitEnd();
  }

  @EveryFamily
  void ofAFileSendsItAndClosesIt(Family family) throws IOException {
    Path file = Files.createTempFile("pollen", "file");
    try {
      byte[] content = bytes(3 * MEGABYTE + 7);
      Files.write(file, content);
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      FileChannel channel = FileChannel.open(file);
      recorder.connection().send(Producer.of(channel));
      peer.awaitReceived(new String(content, ISO_8859_1));
      net.until(() -> !channel.isOpen());
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void ofAChannelThatHasNothingForNowIsPending() throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder);
    Pipe pipe = Pipe.open();
    try (Pipe.SinkChannel sink = pipe.sink()) {
      pipe.source().configureBlocking(false);
      recorder.connection().send(Producer.of(pipe.source()));
      net.settle();
      sink.write(ByteBuffer.wrap(new byte[] {'x'}));
      recorder.connection().producerReady();
      peer.awaitReceived("x");
    }
    recorder.connection().producerReady();
    net.until(() -> !pipe.source().isOpen());
  }

  @Test
  void isNeverAskedInsideACallNorInsideAnEvent() throws IOException {
    ScriptedProducer producer = producing("x");
    Recorder recorder = net.recorder();
    int[] callsInside = new int[1];
    recorder.on(
        Event.READ,
        () -> {
          recorder.readAll();
          recorder.send(producer);
          recorder.send("y");
          callsInside[0] = producer.calls;
        });
    net.accept(Family.IPV4, recorder).send("go").awaitReceived("xy");

    assertThat(callsInside[0]).isZero();
  }

  @Test
  void waitsUntilTheConnectionIsMade() throws IOException {
    RawListener raw = net.rawListener(Family.IPV4);
    Recorder recorder = net.recorder();
    ScriptedProducer producer = producing("x");
    net.loop().connect(raw.address(), recorder).send(producer);
    assertThat(producer.calls).isZero();
    raw.accept().awaitReceived("x");
  }

  @EveryFamily
  void carriesSixtyFourMegabytesToASlowPeerInLittleMemory(Family family) throws IOException {
    int total = 64 * MEGABYTE;
    byte[] block = bytes(251 * 1024);
    int[] produced = new int[1];
    Producer producer =
        room -> {
          int offset = produced[0] % block.length;
          int count =
              Math.min(Math.min(room.remaining(), block.length - offset), total - produced[0]);
          room.put(block, offset, count);
          produced[0] += count;
          return produced[0] == total ? Outcome.END : Outcome.READY;
        };
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    recorder.connection().send(producer);
    recorder.connection().close();
    Random random = new Random(5);
    int[] received = new int[1];
    long[] mostQueued = new long[1];
    net.until(
        () -> {
          mostQueued[0] = Math.max(mostQueued[0], recorder.connection().queuedBytes());
          int count = peer.take(1 + random.nextInt(1_000_000));
          for (byte next : peer.receivedBytes()) {
            if (next != block[received[0]++ % block.length]) {
              throw new AssertionError("wrong byte " + received[0]);
            }
          }
          peer.forget();
          return count == 0 && peer.hasEnded();
        });

    assertThat(received[0]).isEqualTo(total);
    assertThat(mostQueued[0]).isLessThanOrEqualTo(Limits.DEFAULT.outputLowMark());
  }

  @Test
  void countsNeitherForTheMarksNorForTheMostThatMayBeQueued() throws IOException {
    net.limits(limits -> limits.outputLowMark(10).outputHighMark(100).maxOutput(1000));
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder);
    boolean allIsWell = recorder.connection().send(Producer.of(ByteBuffer.allocate(5000)));
    assertThat(allIsWell).isTrue();
    assertThat(recorder.connection().queuedBytes()).isZero();
    assertThat(recorder.connection().send(new byte[100])).isTrue();
    assertThat(recorder.connection().send(new byte[1])).as("bytes behind it do count").isFalse();
    assertThat(recorder.connection().queuedBytes()).isEqualTo(101);
    net.until(() -> recorder.events().contains("write"));
    recorder.connection().close();
    peer.awaitEnd();

    assertThat(peer.receivedCount()).isEqualTo(5101);
  }

  @Nested
  class ThatIsPending {

    private final ScriptedProducer producer =
        new ScriptedProducer().then("a", Outcome.PENDING).then("b", Outcome.PENDING);

    @EveryFamily
    void isNotAskedAgainAndLetsTheLoopSleep(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      recorder.connection().send(producer);
      recorder.connection().send("behind");
      peer.awaitReceived("a");
      net.settle();
      long nanos = Duration.ofMillis(100).toNanos();
      long start = System.nanoTime();
      int ready = net.loop().poll(Duration.ofNanos(nanos));

      assertThat(ready).isZero();
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(nanos);
      assertThat(producer.calls).isEqualTo(1);
    }

    @EveryFamily
    void isAskedAgainWhenItSaysThatItIsReady(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      recorder.connection().send(producer);
      recorder.connection().send("behind");
      peer.awaitReceived("a");
      recorder.connection().producerReady();
      assertThat(producer.calls).as("not inside the call").isEqualTo(1);
      peer.awaitReceived("ab");
      recorder.connection().producerReady();
      peer.awaitReceived("abbehind");

      assertThat(producer.closes).isEqualTo(1);
    }

    @Test
    void keepsTheLoopGoingForOthersIfItAlwaysSaysThatItIsReady() throws IOException {
      Recorder recorder = net.recorder();
      Recorder other = net.recorder();
      net.accept(Family.IPV4, recorder);
      Peer peer = net.accept(Family.IPV4, other);
      ScriptedProducer restless =
          new ScriptedProducer()
              .afterwards(
                  room -> {
                    recorder.connection().producerReady();
                    return Outcome.PENDING;
                  });
      recorder.connection().send(restless);
      peer.send("hello");
      net.until(() -> other.received().equals("hello") && restless.calls > 3);
    }

    @Test
    void asksAPolledDispatcherNothingAndLetsTheLoopSleep() throws IOException {
      PolledRecorder recorder = net.polledRecorder().writableWhen(() -> true);
      net.accept(Family.IPV4, recorder);
      recorder.connection().send(producer);
      net.until(() -> producer.calls == 1);
      net.settle();

      assertThat(net.loop().poll(Duration.ofMillis(50))).isZero();
    }

    @EveryFamily
    void isWokenByOtherThreads(Family family) throws IOException {
      Queue<String> source = new ArrayDeque<>();
      ScriptedProducer fed =
          new ScriptedProducer()
              .afterwards(
                  room -> {
                    String next = source.poll();
                    if (next == null) {
                      return Outcome.PENDING;
                    }
                    room.put(next.getBytes(ISO_8859_1));
                    return next.equals("!") ? Outcome.END : Outcome.READY;
                  });
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      CountDownLatch closed = new CountDownLatch(1);
      recorder.on(Event.CLOSE, closed::countDown);
      peer.channel.configureBlocking(true);
      StringBuilder received = new StringBuilder();
      try (LoopThread thread = LoopThread.start(net.loop())) {
        net.loop().execute(() -> recorder.connection().send(fed));
        net.loop().execute(() -> recorder.connection().close());
        for (String piece : List.of("one", "two", "three", "four", "!")) {
          thread.awaitSleep();
          net.loop()
              .execute(
                  () -> {
                    source.add(piece);
                    recorder.connection().producerReady();
                  });
          ByteBuffer buffer = ByteBuffer.allocate(100);
          while (buffer.position() < piece.length() && peer.channel.read(buffer) >= 0) {}
          received.append(new String(buffer.array(), 0, buffer.position(), ISO_8859_1));
        }
        peer.close();
        LoopThread.await(closed);
      }

      assertThat(received).hasToString("onetwothreefour!");
      // Its events came on another thread than those of before.
      recorder.journal.violations().clear();
      assertThat(recorder.reason().undeliveredBytes()).isZero();
    }
  }

  @EveryFamily
  void thatIsAlwaysReadyWithLittleLeavesOthersTheirTurn(Family family) throws IOException {
    ScriptedProducer endless =
        new ScriptedProducer()
            .afterwards(
                room -> {
                  room.put((byte) 'x');
                  return Outcome.READY;
                });
    Recorder recorder = net.recorder();
    Recorder other = net.recorder();
    Peer fast = net.accept(family, recorder);
    Peer peer = net.accept(family, other);
    recorder.connection().send(endless);
    int before = endless.calls;
    net.loop().poll(Duration.ZERO);
    assertThat(endless.calls - before).as("64 in each of a few flushes").isBetween(1, 64 * 4);
    peer.send("hello");
    net.until(
        () -> {
          fast.take(Integer.MAX_VALUE);
          return other.received().equals("hello") && endless.calls > 1000;
        });
    recorder.connection().abort();
  }
}
