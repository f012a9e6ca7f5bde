package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class LoopEndTest {
  @RegisterExtension final Net net = new Net();

  @Nested
  class ClosingAll {
    @EveryFamily
    void endsListenersAndConnectionsAndSaysWhy(Family family) throws IOException {
      List<Recorder> accepted = new ArrayList<>();
      AcceptRecorder acceptor =
          new AcceptRecorder(
              from -> {
                accepted.add(net.recorder());
                return accepted.get(accepted.size() - 1);
              });
      Listener listener = net.listen(family, acceptor);
      for (int i = 0; i < 10; i++) {
        net.connectTo(listener);
      }
      net.until(() -> accepted.size() == 10);
      Recorder connecting = net.recorder();
      net.loop().connect(listener.localAddress(), connecting);
      net.loop().closeAll();

      assertThat(net.loop().channels()).isEmpty();
      assertThat(acceptor.events).endsWith("close:LOOP_CLOSED");
      assertThat(accepted).allMatch(r -> r.reason().kind() == CloseReason.Kind.LOOP_CLOSED);
      assertThat(connecting.events()).containsExactly("close:LOOP_CLOSED");
    }

    @Test
    void twiceDoesNothing() throws IOException {
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      net.loop().closeAll();
      net.loop().closeAll();

      assertThat(recorder.journal.count("close:LOOP_CLOSED")).isEqualTo(1);
    }

    @Test
    void inAnEventTellsAllOfThemAfterTheEvent() throws IOException {
      Recorder first = net.recorder();
      Recorder second = net.recorder();
      Peer peer = net.accept(Family.IPV4, first);
      net.accept(Family.IPV4, second);
      first.on(
          Event.READ,
          () -> {
            net.loop().closeAll();
            assertThat(first.isClosed()).isFalse();
            assertThat(second.isClosed()).isFalse();
            assertThat(first.connection().state()).isEqualTo(ChannelState.CLOSED);
          });
      peer.send("go");
      net.until(first::isClosed);

      assertThat(first.events()).containsExactly("accept", "read", "close:LOOP_CLOSED");
      assertThat(second.isClosed()).isTrue();
      assertThat(net.loop().channels()).isEmpty();
    }

    @Test
    void inAnEventEndsTheRun() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.on(Event.READ, net.loop()::closeAll);
      peer.trySend("go");
      net.loop().run();

      assertThat(recorder.isClosed()).isTrue();
    }

    @Test
    void goesOnWhenACloseEventThrows() throws IOException {
      Recorder bad = net.recorder();
      Recorder good = net.recorder();
      net.accept(Family.IPV4, bad);
      net.accept(Family.IPV4, good);
      bad.on(
          Event.CLOSE,
          () -> {
            throw new IllegalStateException("bad close");
          });
      net.loop().closeAll();

      assertThat(good.isClosed()).isTrue();
      assertThat(net.log().messages()).hasSize(1);
      assertThat(net.log().messages().get(0)).contains("Recorder.handleClose");
    }

    @Test
    void neverTellsACloseEventInsideAnother() throws IOException {
      List<String> order = new ArrayList<>();
      Recorder first = net.recorder();
      Recorder second = net.recorder();
      for (Recorder recorder : List.of(first, second)) {
        recorder.on(
            Event.CLOSE,
            () -> {
              order.add("begin");
              net.loop().closeAll();
              order.add("end");
            });
        net.accept(Family.IPV4, recorder);
      }
      net.loop().closeAll();

      assertThat(order).containsExactly("begin", "end", "begin", "end");
    }

    @Test
    void doesNotLetACloseEventRunTheLoop() throws IOException {
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      recorder.on(
          Event.CLOSE,
          () ->
              assertThatIllegalStateException()
                  .isThrownBy(() -> net.loop().poll(Duration.ZERO))
                  .withMessageContaining("running already"));
      net.loop().closeAll();

      assertThat(net.log().messages()).isEmpty();
    }

    @Test
    void throwsAnErrorOfTheVirtualMachineWhenAllAreClosed() throws IOException {
      Recorder bad = net.recorder();
      Recorder good = net.recorder();
      net.accept(Family.IPV4, bad);
      net.accept(Family.IPV4, good);
      bad.on(
          Event.CLOSE,
          () -> {
            throw new OutOfMemoryError("as in a test");
          });

      assertThatThrownBy(() -> net.loop().closeAll()).isInstanceOf(OutOfMemoryError.class);
      assertThat(good.isClosed()).isTrue();
      net.loop().run();
    }
  }

  @Nested
  class AClosedLoop {
    @Test
    void hasClosedItsChannels() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      net.loop().close();

      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.LOOP_CLOSED);
      peer.channel.configureBlocking(true);
      assertThat(peer.hasEnded()).isTrue();
    }

    @Test
    void mayBeClosedAgain() {
      net.loop().close();
      net.loop().close();
    }

    @Test
    void refusesEverythingWithAMessage() throws IOException {
      net.loop().close();
      SocketAddress address = net.address(Family.IPV4);

      assertThatIllegalStateException()
          .isThrownBy(() -> net.loop().run())
          .withMessageContaining("closed");
      assertThatIllegalStateException()
          .isThrownBy(() -> net.loop().poll(Duration.ZERO))
          .withMessageContaining("closed");
      assertThatIllegalStateException()
          .isThrownBy(() -> net.loop().listen(address, Recorder::new))
          .withMessageContaining("closed");
      assertThatIllegalStateException()
          .isThrownBy(() -> net.loop().connect(address, new Recorder()))
          .withMessageContaining("closed");
      net.loop().stop();
      assertThat(net.loop().channels()).isEmpty();
    }

    @Test
    void isNotGivenNewChannelsByACloseEvent() throws IOException {
      RawListener raw = net.rawListener(Family.IPV4);
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      Recorder again = net.recorder();
      recorder.on(Event.CLOSE, () -> net.loop().connect(raw.address(), again));
      net.loop().close();

      assertThat(recorder.isClosed()).isTrue();
      assertThat(again.events()).isEmpty();
      assertThat(net.loop().channels()).isEmpty();
    }

    @Test
    void isClosedAlsoIfACloseEventThrowsAnErrorOfTheVirtualMachine() throws IOException {
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      recorder.on(
          Event.CLOSE,
          () -> {
            throw new OutOfMemoryError("as in a test");
          });

      assertThatThrownBy(() -> net.loop().close()).isInstanceOf(OutOfMemoryError.class);
      assertThatIllegalStateException().isThrownBy(() -> net.loop().poll(Duration.ZERO));
    }
  }

  @Nested
  class AnotherThread {
    @Test
    void isToldWhatToDoInstead() throws IOException {
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      Listener listener = net.listen(Family.IPV4, net::recorder);
      Connection connection = recorder.connection();
      SocketAddress address = net.address(Family.IPV4);
      AtomicInteger calls = new AtomicInteger();
      try (LoopThread thread = LoopThread.start(net.loop())) {
        assertThat(thread.thread().isAlive()).isTrue();
        List<ThrowingCallable> wrong =
            List.of(
                () -> connection.send("x"),
                () -> connection.send(new byte[1]),
                connection::close,
                connection::abort,
                connection::pauseReading,
                connection::resumeReading,
                () -> connection.schedule(Duration.ZERO, () -> {}),
                recorder::recv,
                listener::close,
                net.loop()::channels,
                net.loop()::closeAll,
                () -> net.loop().connect(address, new Recorder()),
                () -> net.loop().listen(address, Recorder::new));
        for (var call : wrong) {
          assertThatThrownBy(call)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining(Thread.currentThread().getName())
              .hasMessageContaining(thread.thread().getName())
              .hasMessageContaining("Loop.execute");
          calls.incrementAndGet();
        }
      }
      assertThat(calls).hasValue(13);
      assertThat(connection.state()).isEqualTo(ChannelState.OPEN);
      // The events of a test belong to its own thread again.
      net.loop().closeAll();
    }
  }
}
