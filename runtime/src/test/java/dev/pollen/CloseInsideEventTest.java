package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class CloseInsideEventTest {
  @RegisterExtension final Net net = new Net();

  private static void end(Recorder recorder, boolean abort) {
    if (abort) {
      recorder.connection().abort();
    } else {
      recorder.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Event.class,
      names = {"ACCEPT", "READ", "WRITE", "EOF"})
  void aCloseInsideAHookOfAnAcceptedConnection(Event hook) throws IOException {
    runWithCloseIn(hook, false);
  }

  @ParameterizedTest
  @EnumSource(
      value = Event.class,
      names = {"ACCEPT", "READ", "WRITE", "EOF"})
  void anAbortInsideAHookOfAnAcceptedConnection(Event hook) throws IOException {
    runWithCloseIn(hook, true);
  }

  private void runWithCloseIn(Event hook, boolean abort) throws IOException {
    net.limits(limits -> limits.outputLowMark(0).outputHighMark(0));
    Recorder recorder = net.recorder();
    recorder.on(
        hook,
        () -> {
          end(recorder, abort);
          recorder.send("dropped");
          recorder.connection().resumeReading();
        });
    Peer peer = net.accept(Family.IPV4, recorder);
    if (hook == Event.WRITE) {
      recorder.connection().send("x");
      net.until(() -> recorder.journal.count("write") == 1);
    }
    peer.trySend("hello");
    if (!abort) {
      peer.finish();
    } else if (hook == Event.EOF) {
      peer.finish();
    }
    net.until(recorder::isClosed);
    net.settle();

    String name = hook.name().toLowerCase(Locale.ROOT);
    assertThat(recorder.events()).endsWith(name, abort ? "close:ABORTED" : "close:LOCAL");
  }

  @EveryFamily
  void aCloseInTheConnectEvent(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    Recorder recorder = net.recorder();
    recorder.on(Event.CONNECT, recorder::close);
    net.loop().connect(raw.address(), recorder);
    Peer peer = raw.accept();
    peer.trySend("too late");
    peer.awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.events()).containsExactly("connect", "close:LOCAL");
  }

  @Test
  void aCloseInTheErrorHook() throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          throw new IOException("bad");
        });
    recorder.on(Event.ERROR, () -> recorder.connection().abort());
    Peer peer = net.accept(Family.IPV4, recorder);
    peer.trySend("a");
    peer.trySend("b");
    net.until(recorder::isClosed);

    assertThat(recorder.events())
        .containsExactly("accept", "read", "error:IOException", "close:ABORTED");
  }

  @Test
  void aCloseInTheCloseEvent() throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.CLOSE,
        () -> {
          recorder.close();
          recorder.connection().abort();
          recorder.connection().pauseReading();
          recorder.connection().resumeReading();
        });
    net.accept(Family.IPV4, recorder).close();
    net.until(recorder::isClosed);
    net.settle();

    assertThat(recorder.events()).containsExactly("accept", "eof", "close:PEER");
    assertThat(net.log().messages()).isEmpty();
  }

  @Test
  void aCloseAlsoIfMoreHasBeenReceivedThanOneEventPresents() throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          recorder.read(1);
          recorder.close();
          assertThat(recorder.recv().remaining()).isZero();
        });
    Peer peer = net.accept(Family.IPV4, recorder);
    peer.trySend("x".repeat(1_000_000));
    peer.awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.events()).containsExactly("accept", "read", "close:LOCAL");
  }
}
