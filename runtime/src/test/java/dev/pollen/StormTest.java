package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything at once: connections whose two ends live in the same loop do whatever comes to their
 * minds, in every event, to themselves and to one another. Whatever they do, the loop does not
 * throw, each hears its events in order (the fixture sees to that), and what one end receives is
 * the beginning of what the other has sent.
 */
@Timeout(60)
final class StormTest {
  private static final int MOST_CONNECTIONS = 400;

  @RegisterExtension final Net net = new Net();

  private final List<Recorder> alive = new ArrayList<>();

  /** How much of its stream each end has sent, and received. */
  private final Map<Recorder, int[]> progress = new HashMap<>();

  private final List<String> corruptions = new ArrayList<>();
  private Random random = new Random();
  private boolean calm;
  private SocketAddress address = new SocketAddress() {};

  @ParameterizedTest
  @CsvSource({
    "IPV4, 1",
    "IPV4, 2",
    "IPV4, 3",
    "IPV6, 4",
    "UNIX, 5",
    "UNIX, 6",
    "UNIX, 7",
    "IPV4, 8",
    "UNIX, 9",
    "IPV4, 10",
    "IPV6, 11",
    "UNIX, 12"
  })
  void nothingBreaks(Family family, long seed) throws IOException {
    random = new Random(seed);
    boolean tight = seed % 2 == 0;
    net.limits(
        limits -> {
          limits.drainTimeout(Duration.ofMillis(200)).outputLowMark(500).outputHighMark(5000);
          if (tight) {
            limits.receivesPerPass(1).acceptsPerPass(1).tasksPerPass(1).maxInput(2000);
          }
        });
    Listener listener = net.listen(family, this::actor);
    address = listener.localAddress();
    for (int i = 0; i < 10; i++) {
      net.loop().connect(address, actor());
    }
    for (int i = 0; i < 1500; i++) {
      net.loop().poll(Duration.ZERO);
      if (random.nextInt(20) == 0 && progress.size() < MOST_CONNECTIONS) {
        net.loop().connect(address, actor());
      }
    }
    calm = true;
    net.until(
        () -> {
          // Also those that were still connecting.
          alive.stream().filter(StormTest::isRegistered).forEach(Recorder::close);
          return net.loop().channels().size() == 1;
        });

    assertThat(corruptions).isEmpty();
    assertThat(alive.stream().filter(StormTest::isRegistered)).isEmpty();
  }

  private static boolean isRegistered(Recorder recorder) {
    return !recorder.events().isEmpty() && !recorder.isClosed();
  }

  private Recorder actor() {
    Recorder recorder = net.recorder();
    alive.add(recorder);
    progress.put(recorder, new int[2]);
    for (Event event : List.of(Event.ACCEPT, Event.CONNECT, Event.WRITE)) {
      recorder.on(event, () -> act(recorder));
    }
    recorder.on(
        Event.READ,
        () -> {
          receive(recorder);
          act(recorder);
        });
    recorder.on(
        Event.EOF,
        () -> {
          act(recorder);
          if (calm || random.nextBoolean()) {
            recorder.close();
          }
        });
    recorder.on(
        Event.ERROR,
        () -> {
          if (random.nextInt(3) > 0) {
            recorder.connection().close();
          }
        });
    recorder.on(
        Event.CLOSE,
        () -> {
          alive.remove(recorder);
          act(anyOther());
        });
    return recorder;
  }

  private Recorder anyOther() {
    List<Recorder> candidates = alive.stream().filter(StormTest::isRegistered).toList();
    return candidates.isEmpty()
        ? new Recorder()
        : candidates.get(random.nextInt(candidates.size()));
  }

  private void receive(Recorder recorder) {
    int[] position = progress.getOrDefault(recorder, new int[2]);
    ByteBuffer input = recorder.recv();
    int count = calm ? input.remaining() : random.nextInt(input.remaining() + 1);
    for (int i = 0; i < count; i++) {
      byte expected = byteAt(position[1]++);
      byte got = input.get();
      if (got != expected) {
        corruptions.add(recorder.connection() + ": " + got + " instead of " + expected);
        return;
      }
    }
  }

  private void act(Recorder who) {
    if (calm || !isRegistered(who)) {
      return;
    }
    Connection me = who.connection();
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4, 5, 6 -> send(who);
      case 7, 8, 9 -> send(anyOther());
      case 10 -> me.close();
      case 11 -> ifRegistered(anyOther(), Connection::abort);
      case 12 -> ifRegistered(anyOther(), Connection::close);
      case 13 -> me.pauseReading();
      case 14, 15 -> ifRegistered(anyOther(), Connection::resumeReading);
      case 16, 17 -> {
        if (progress.size() < MOST_CONNECTIONS) {
          send(connect());
        }
      }
      case 18 -> me.schedule(Duration.ofNanos(random.nextInt(1_000_000)), () -> act(who));
      case 19 -> net.loop().execute(() -> act(anyOther()));
      case 20 -> throw new IllegalStateException("a whim");
      case 21 -> me.shutdownOutput();
      case 22 -> {
        me.pauseReading();
        me.resumeReading();
      }
      default -> {
        send(who);
        me.close();
        act(anyOther());
      }
    }
  }

  private Recorder connect() {
    Recorder recorder = actor();
    net.loop().connect(address, recorder);
    return recorder;
  }

  private static void ifRegistered(Recorder recorder, Consumer<Connection> what) {
    if (isRegistered(recorder)) {
      what.accept(recorder.connection());
    }
  }

  private void send(Recorder recorder) {
    int[] position = progress.get(recorder);
    if (position == null || recorder.isClosed()) {
      return;
    }
    byte[] data = new byte[random.nextInt(random.nextInt(10) == 0 ? 100_000 : 500)];
    for (int i = 0; i < data.length; i++) {
      data[i] = byteAt(position[0]++);
    }
    try {
      recorder.connection().send(data);
    } catch (IllegalStateException notRegisteredYet) {
      position[0] -= data.length;
    }
  }

  /** Every stream is the same, without a period that a lost or repeated segment could hit. */
  private static byte byteAt(int position) {
    return (byte) (position * 31 + position / 251);
  }
}
