package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a timer throws. */
@Timeout(60)
final class TimerFailureTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @RegisterExtension final Net net = new Net();
  private final RuledTime time = new RuledTime(net);
  private final Loop loop = net.loop();

  @Test
  void ofALoopTimerIsLoggedAndAPeriodicOneGoesOn() {
    loop.every(
        SECOND,
        () -> {
          throw new IllegalStateException("bad");
        });
    time.pass(SECOND);
    time.pass(SECOND);
    assertThat(net.log().records()).hasSize(2);
    assertThat(net.log().records().get(0).getThrown()).hasMessage("bad");
  }

  @EveryFamily
  void ofATimerOfAConnectionClosesItUnlessSomebodyHandlesIt(Family family) throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    Exception bad = new Exception("bad");
    recorder.every(
        SECOND,
        () -> {
          throw bad;
        });
    time.pass(SECOND);
    peer.awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.events())
        .containsExactly("accept", "error:Exception", "close:HANDLER_FAILED");
    assertThat(recorder.reason().cause()).isSameAs(bad);
    assertThat(net.log().records()).hasSize(1);
    assertThat(net.log().messages().get(0))
        .startsWith("failure=handler method=\"A timer of Recorder\" channel=\"Connection");
    assertThat(net.log().records().get(0).getThrown()).isSameAs(bad);
  }

  @Test
  void thatIsHandledLetsConnectionAndTimerGoOn() throws IOException {
    Recorder recorder = net.recorder();
    List<Event> failed = new ArrayList<>();
    recorder.on(Event.ERROR, () -> failed.add(recorder.failedEvent));
    net.accept(Family.IPV4, recorder);
    Runnable bad =
        () -> {
          throw new IllegalStateException("bad");
        };
    recorder.connection().schedule(SECOND, bad);
    recorder.connection().every(SECOND, bad);
    recorder.connection().onIdle(SECOND, bad);
    time.pass(SECOND);
    time.pass(SECOND);

    assertThat(failed).hasSize(5).containsOnly(Event.TIMER);
    assertThat(net.log().records()).isEmpty();
    assertThat(recorder.connection().state()).isEqualTo(ChannelState.OPEN);
  }

  @Test
  void whoseErrorHookFailsTooClosesTheConnection() throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.ERROR,
        () -> {
          throw new IllegalStateException("worse");
        });
    Peer peer = net.accept(Family.IPV4, recorder);
    recorder.every(
        SECOND,
        () -> {
          throw new Exception("bad");
        });
    time.pass(SECOND);
    peer.awaitEnd().close();
    net.until(recorder::isClosed);
    assertThat(recorder.reason().cause()).hasMessage("worse");
  }

  @Test
  void ofATimerOfAListenerIsToldToItAndItLivesOn() throws IOException {
    AcceptRecorder recorder = new AcceptRecorder(from -> null);
    Listener listener = net.listen(Family.IPV4, recorder);
    recorder.every(
        SECOND,
        () -> {
          throw new Exception("bad");
        });
    time.pass(SECOND);
    time.pass(SECOND);
    assertThat(recorder.events).containsExactly("error:Exception", "error:Exception");
    assertThat(listener.state()).isEqualTo(ChannelState.LISTENING);
  }
}
