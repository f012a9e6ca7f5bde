package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Producer.Outcome;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Frames, producers, timers, datagrams, pauses and half-closes at once, with little memory and the
 * flight recorder on. What one end is told is the beginning of what the other has sent, all of it
 * if nobody breaks anything; each hears its end once (the fixture sees to that); and all memory is
 * given back.
 */
@Timeout(60)
final class MixedStormTest {
  @RegisterExtension final Net net = new Net();

  private final List<FramedRecorder> actors = new ArrayList<>();
  private final IdentityHashMap<FramedRecorder, int[]> progress = new IdentityHashMap<>();
  private final List<ScriptedProducer> producers = new ArrayList<>();
  private final List<String> corruptions = new ArrayList<>();
  private Random random = new Random();
  private boolean gentle;
  private boolean calm;

  /** How often somebody was sent more in the end. */
  private int completions;

  @ParameterizedTest
  @CsvSource({
    "IPV4, 1, true",
    "IPV6, 2, true",
    "UNIX, 3, true",
    "IPV4, 4, false",
    "IPV6, 5, false",
    "UNIX, 6, false",
    "IPV4, 7, false",
    "UNIX, 8, false"
  })
  void nothingIsLost(Family family, long seed, boolean isGentle) throws IOException {
    random = new Random(seed);
    gentle = isGentle;
    net.limits(
        limits ->
            limits
                .drainTimeout(Duration.ofMillis(200))
                .maxMemory(gentle ? 1L << 30 : 2L << 20)
                .framesPerPass(1 + (int) seed % 3)
                .receivesPerPass(1)
                .tasksPerPass(5));
    try (Recording recording = new Recording()) {
      recording.enable("dev.pollen.*");
      recording.start();
      storm(family);
    }
  }

  private void storm(Family family) throws IOException {
    Listener listener = net.listen(family, this::actor);
    SocketAddress address = listener.localAddress();
    for (int i = 0; i < 15; i++) {
      net.loop().connect(address, actor());
    }
    DatagramRecorder echo = net.datagramRecorder();
    Datagrams socket = net.loop().bind(net.address(Family.IPV4), echo);
    echo.on(Event.DATAGRAM, () -> echo.reply(echo.last()));
    socket.send("round and round", socket.localAddress());
    for (int i = 0; i < 1000; i++) {
      net.loop().poll(Duration.ZERO);
      if (i % 100 == 0) {
        assertThat(net.loop().dump()).contains("Datagrams state=OPEN");
        if (!gentle) {
          net.loop().connect(address, actor());
        }
      }
    }
    calm = true;
    socket.close();
    net.until(() -> gentle ? hasArrived() : endsAll());
    net.loop().closeAll();

    assertThat(corruptions).isEmpty();
    assertThat(echo.received).hasSizeGreaterThan(100);
    assertThat(producers).hasSizeGreaterThan(10).allMatch(producer -> producer.closes == 1);
    assertThat(net.loop().memory().used()).isZero();
  }

  private boolean hasArrived() {
    int missing = 0;
    for (FramedRecorder actor : actors) {
      int[] count = progress.get(actor);
      missing += count == null ? 0 : count[0] - count[1];
      if (isOpen(actor)) {
        actor.connection().resumeReading();
        actor.connection().producerReady();
        if (completions < 100) {
          // Else the last bytes would wait for the rest of their frame.
          completions++;
          byte[] rest = bytes(actor, 10_000);
          missing += rest.length;
          actor.connection().send(rest);
        }
      }
    }
    assertThat(actors).noneMatch(FramedRecorder::isClosed);
    return completions == 100 && missing == 0;
  }

  private boolean endsAll() {
    actors.stream().filter(MixedStormTest::isOpen).forEach(actor -> actor.connection().close());
    return net.loop().channels().size() <= 1;
  }

  private static boolean isOpen(FramedRecorder actor) {
    return !actor.events().isEmpty() && !actor.isClosed();
  }

  private FramedRecorder actor() {
    FramedRecorder actor = net.framedRecorder(nextTerminator());
    actors.add(actor);
    progress.put(actor, new int[2]);
    for (Event event : List.of(Event.ACCEPT, Event.CONNECT, Event.WRITE)) {
      actor.on(event, () -> act(actor));
    }
    actor.on(
        Event.READ,
        () -> {
          String told = actor.last();
          check(actor, told.substring(told.indexOf(' ') + 1), told.equals("end"));
          actor.set(nextTerminator());
          act(actor);
        });
    actor.on(Event.ERROR, () -> {});
    actor.on(Event.EOF, () -> actor.connection().close());
    return actor;
  }

  private Terminator nextTerminator() {
    if (calm) {
      return Terminator.raw();
    }
    Terminator.Length length = Terminator.length(1 + random.nextInt(5000));
    return random.nextBoolean() ? length : length.inChunks();
  }

  private void check(FramedRecorder actor, String text, boolean isEnd) {
    int[] count = progress.getOrDefault(actor, new int[2]);
    for (int i = 0; i < text.length() && !isEnd; i++) {
      if ((byte) text.charAt(i) != byteAt(count[1]++)) {
        corruptions.add(actor.connection() + " at " + count[1]);
        return;
      }
    }
  }

  private void act(FramedRecorder actor) {
    if (calm || !isOpen(actor)) {
      return;
    }
    Connection me = actor.connection();
    switch (random.nextInt(gentle ? 10 : 16)) {
      case 0, 1, 2 -> me.send(bytes(actor, random.nextInt(10_000)));
      case 3, 4 -> me.send(producer(actor));
      case 5 -> {
        me.pauseReading();
        me.schedule(Duration.ofNanos(random.nextInt(2_000_000)), me::resumeReading);
      }
      case 6 -> me.schedule(Duration.ofNanos(random.nextInt(2_000_000)), () -> act(actor));
      case 7 -> me.onIdle(Duration.ofMillis(1), me::producerReady);
      case 8 -> net.loop().execute(() -> act(actors.get(random.nextInt(actors.size()))));
      case 9 -> {
        me.pauseReading();
        me.resumeReading();
        me.producerReady();
      }
      case 10 -> me.close();
      case 11 -> me.abort();
      case 12 -> me.shutdownOutput();
      case 13 -> throw new IllegalStateException("a whim");
      case 14 -> me.send(bytes(actor, 1_000_000));
      default -> {
        me.send(producer(actor));
        me.close();
      }
    }
  }

  /** Of the next bytes, in pieces, with pauses. */
  private Producer producer(FramedRecorder actor) {
    ScriptedProducer producer = new ScriptedProducer();
    producers.add(producer);
    for (int i = random.nextInt(20); i > 0; i--) {
      byte[] piece = bytes(actor, 1 + random.nextInt(4000));
      boolean isPending = random.nextInt(5) == 0;
      producer.then(
          room -> {
            room.put(piece);
            if (isPending) {
              net.loop().execute(actor.connection()::producerReady);
            }
            return isPending ? Outcome.PENDING : Outcome.READY;
          });
    }
    return producer;
  }

  private byte[] bytes(FramedRecorder actor, int size) {
    int[] count = progress.getOrDefault(actor, new int[2]);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = byteAt(count[0]++);
    }
    return bytes;
  }

  /** Every stream is the same, without a period that a lost or repeated segment could hit. */
  private static byte byteAt(int position) {
    return (byte) (position * 31 + position / 251);
  }
}
