package dev.pollen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.SettingDescriptor;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a loop leaves in a flight recording. */
@Timeout(60)
final class FlightTest {
  private static final String SLOW = "dev.pollen.SlowCallback";

  @RegisterExtension final Net net = new Net();

  @TempDir Path directory;
  private final Recording recording = new Recording();

  @AfterEach
  void close() {
    recording.close();
  }

  private void record(String event) {
    recording.enable(event);
    recording.start();
  }

  private List<RecordedEvent> recorded(String event) throws IOException {
    recording.stop();
    Path file = directory.resolve("recording.jfr");
    recording.dump(file);
    List<RecordedEvent> found = new ArrayList<>(RecordingFile.readAllEvents(file));
    found.removeIf(e -> !e.getEventType().getName().equals(event));
    return found;
  }

  @EveryFamily
  void acceptingAPeer(Family family) throws IOException {
    record("dev.pollen.Accept");
    Recorder recorder = net.recorder();
    Listener listener = net.listen(family, () -> recorder);
    net.connectTo(listener);
    net.until(recorder::isOpen);

    List<RecordedEvent> accepts = recorded("dev.pollen.Accept");
    assertThat(accepts).hasSize(1);
    assertThat(accepts.get(0).getString("listener"))
        .isEqualTo("Listener[LISTENING " + listener.localAddress() + "]");
    assertThat(accepts.get(0).getString("remoteAddress"))
        .isEqualTo(recorder.connection().remoteAddress().toString());
  }

  @EveryFamily
  void theEndOfAConnection(Family family) throws IOException {
    record("dev.pollen.Close");
    long start = System.nanoTime();
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder).send("hello");
    net.until(() -> recorder.received().equals("hello"));
    recorder.connection().send("bye");
    peer.finish();
    peer.awaitEnd().close();
    net.until(recorder::isClosed);
    long most = System.nanoTime() - start;

    List<RecordedEvent> closes = recorded("dev.pollen.Close");
    closes.removeIf(e -> e.getString("channel").startsWith("Listener"));
    assertThat(closes).hasSize(1);
    RecordedEvent close = closes.get(0);
    assertThat(close.getString("channel")).startsWith("Connection[CLOSED ");
    assertThat(close.getString("reason")).isEqualTo("PEER");
    assertThat(close.getString("cause")).isNull();
    assertThat(close.getLong("receivedBytes")).isEqualTo(5);
    assertThat(close.getLong("sentBytes")).isEqualTo(3);
    assertThat(close.getLong("undeliveredBytes")).isZero();
    assertThat(close.getDuration("age").toNanos()).isPositive().isLessThan(most);
  }

  @Test
  void theEndOfAConnectionThatFailed() throws IOException {
    record("dev.pollen.Close");
    Recorder recorder = net.recorder();
    net.loop().connect(net.refusingAddress(Family.IPV4), recorder).send("never");
    net.until(recorder::isClosed);

    RecordedEvent close = recorded("dev.pollen.Close").get(0);
    assertThat(close.getString("reason")).isEqualTo("CONNECT_FAILED");
    assertThat(close.getString("cause")).startsWith("java.net.ConnectException: ");
    assertThat(close.getLong("undeliveredBytes")).isEqualTo(5);
    assertThat(close.getLong("sentBytes")).isZero();
  }

  @Test
  void pausesOfAccepting() throws IOException {
    record("dev.pollen.AcceptPause");
    CountingTransport[] transport = new CountingTransport[1];
    net.wrap(t -> transport[0] = new CountingTransport(t));
    Recorder recorder = net.recorder();
    Listener listener = net.listen(Family.IPV4, () -> recorder);
    transport[0].acceptFailure = new IOException("Too many open files");
    net.connectTo(listener);
    net.until(() -> transport[0].failedAccepts == 2);
    transport[0].acceptFailure = null;
    net.until(recorder::isOpen);

    List<RecordedEvent> pauses = recorded("dev.pollen.AcceptPause");
    assertThat(pauses.stream().map(e -> e.getDuration("pause")))
        .containsExactly(Duration.ofMillis(10), Duration.ofMillis(20));
    assertThat(pauses.get(0).getString("listener")).isEqualTo(listener.toString());
    assertThat(pauses.get(0).getString("cause"))
        .isEqualTo("java.io.IOException: Too many open files");
  }

  @Nested
  class RefusedWrites {
    @Test
    void aboveTheHighMarkAndDropped() throws IOException {
      record("dev.pollen.RefusedWrite");
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      Connection connection = recorder.connection();
      int much = Limits.DEFAULT.outputHighMark() + 1;
      assertThat(connection.send(new byte[1])).isTrue();
      assertThat(connection.send(new byte[much])).isFalse();
      connection.close();
      assertThat(connection.send("too late")).isFalse();

      List<RecordedEvent> refused = recorded("dev.pollen.RefusedWrite");
      assertThat(refused).hasSize(2);
      assertThat(refused.get(0).getBoolean("dropped")).isFalse();
      assertThat(refused.get(0).getLong("queuedBytes")).isEqualTo(much + 1);
      assertThat(refused.get(0).getString("channel")).startsWith("Connection[OPEN ");
      assertThat(refused.get(1).getBoolean("dropped")).isTrue();
      assertThat(refused.get(1).getString("channel")).startsWith("Connection[CLOSING ");
      // It is of interest who sends without looking.
      assertThat(refused.get(1).getStackTrace().getFrames().toString()).contains("FlightTest");
    }

    @Test
    void andHowManyWereLeftOut() throws IOException {
      record("dev.pollen.RefusedWrite");
      long[] now = {0};
      net.wrap(
          real -> {
            CountingTransport transport = new CountingTransport(real);
            transport.clock = () -> now[0];
            return transport;
          });
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      recorder.connection().close();
      for (int i = 0; i < 1000; i++) {
        recorder.connection().send("x");
      }
      now[0] += Duration.ofSeconds(1).toNanos();
      recorder.connection().send("x");

      List<RecordedEvent> refused = recorded("dev.pollen.RefusedWrite");
      assertThat(refused).hasSize(101);
      assertThat(refused.get(99).getLong("unrecorded")).isZero();
      assertThat(refused.get(100).getLong("unrecorded")).isEqualTo(900);
    }
  }

  @Nested
  class SlowCallbacks {
    private void spin(Duration time) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < time.toNanos()) {
        Thread.onSpinWait();
      }
    }

    @Test
    void fromTwentyMillisecondsOn() throws IOException {
      Recorder slow = net.recorder();
      slow.on(
          Event.READ,
          () -> {
            slow.readAll();
            spin(Duration.ofMillis(25));
          });
      Recorder fast = net.recorder();
      Peer toSlow = net.accept(Family.IPV4, slow);
      Peer toFast = net.accept(Family.IPV4, fast);
      net.settle();
      record(SLOW);
      toSlow.send("x");
      toFast.send("x");
      net.until(() -> slow.received().equals("x") && fast.received().equals("x"));

      List<RecordedEvent> calls = recorded(SLOW);
      assertThat(calls)
          .isNotEmpty()
          .allMatch(call -> call.getDuration().compareTo(Duration.ofMillis(20)) >= 0);
      assertThat(calls.get(0).getString("method")).isEqualTo("Recorder.handleRead");
      assertThat(calls.get(0).getString("channel")).isEqualTo(slow.connection().toString());
      assertThat(calls.get(0).getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(25));
    }

    @Test
    void ofEveryKindUnderTheirNames() throws IOException {
      recording.enable(SLOW).withThreshold(Duration.ZERO);
      recording.start();
      PolledRecorder polled = net.polledRecorder().writableWhen(() -> true);
      AcceptRecorder acceptor = new AcceptRecorder(from -> polled);
      Listener listener = net.listen(Family.IPV4, acceptor);
      Peer peer = net.connectTo(listener).send("x");
      polled.on(
          Event.READ,
          () -> {
            throw new IllegalStateException("for the error hook");
          });
      polled.on(Event.ERROR, () -> polled.connection().schedule(Duration.ZERO, () -> {}));
      net.until(() -> polled.journal.entries.contains("write"));
      net.until(() -> polled.journal.entries.contains("error:IllegalStateException"));
      boolean[] ran = {false};
      net.loop().execute(() -> ran[0] = true);
      net.until(() -> ran[0]);
      polled.on(Event.ERROR, () -> polled.connection().abort());
      peer.send("y");
      net.until(polled.journal::isClosed);
      listener.close();
      net.settle();

      assertThat(recorded(SLOW).stream().map(e -> e.getString("method")).distinct())
          .contains(
              "AcceptRecorder.handleAccepted",
              "PolledRecorder.handleAccept",
              "PolledRecorder.readable",
              "PolledRecorder.writable",
              "PolledRecorder.handleRead",
              "PolledRecorder.handleWrite",
              "PolledRecorder.handleError",
              "PolledRecorder.handleClose",
              "AcceptRecorder.handleClose",
              "FlightTest$SlowCallbacks.lambda");
    }

    @Test
    void areOfTheLoopIfTheyAreTasks() throws IOException {
      recording.enable(SLOW).withThreshold(Duration.ZERO);
      recording.start();
      net.loop().execute(() -> {});
      net.settle();

      List<RecordedEvent> calls = recorded(SLOW);
      assertThat(calls).hasSize(1);
      assertThat(calls.get(0).getString("channel")).isEmpty();
    }

    @Test
    void whoseHandlerCannotBeNamedAreNoFailure() throws IOException {
      recording.enable(SLOW).withThreshold(Duration.ZERO);
      recording.start();
      List<String> received = new ArrayList<>();
      ConnectionDispatcher nameless =
          new ConnectionDispatcher() {
            @Override
            protected void handleRead() {
              received.add(new String(recvBytes(), UTF_8));
            }

            @Override
            protected String methodFor(Event event) {
              throw new IllegalStateException("no name");
            }
          };
      net.accept(Family.IPV4, nameless).send("x");
      net.until(() -> received.contains("x"));

      assertThat(recorded(SLOW).stream().map(e -> e.getString("method"))).contains("handleRead");
      assertThat(net.log().messages()).isEmpty();
    }
  }

  @Nested
  class TheKinds {
    private List<EventType> types() {
      record(SLOW);
      net.settle();
      return FlightRecorder.getFlightRecorder().getEventTypes().stream()
          .filter(type -> type.getName().startsWith("dev.pollen."))
          .toList();
    }

    @Test
    void areDescribed() {
      List<EventType> types = types();
      assertThat(types.stream().map(EventType::getName))
          .containsExactlyInAnyOrder(
              "dev.pollen.Accept",
              "dev.pollen.Close",
              SLOW,
              "dev.pollen.RefusedWrite",
              "dev.pollen.AcceptPause");
      for (EventType type : types) {
        assertThat(type.getCategoryNames()).containsExactly("Pollen");
        assertThat(type.getLabel()).isNotBlank();
        assertThat(type.getDescription()).isNotBlank();
        for (ValueDescriptor field : type.getFields()) {
          assertThat(field.getLabel()).as(type.getName() + "." + field.getName()).isNotBlank();
        }
      }
    }

    @Test
    void haveAThresholdWhereTheyTakeTime() {
      EventType slow =
          types().stream().filter(type -> type.getName().equals(SLOW)).findAny().orElseThrow();
      assertThat(slow.getSettingDescriptors())
          .filteredOn(setting -> setting.getName().equals("threshold"))
          .extracting(SettingDescriptor::getDefaultValue)
          .containsExactly("20 ms");
    }
  }
}
