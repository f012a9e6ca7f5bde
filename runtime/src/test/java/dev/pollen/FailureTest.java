package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.time.Duration;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class FailureTest {
  @RegisterExtension final Net net = new Net();

  private final IllegalStateException bad = new IllegalStateException("bad");

  private void fail() {
    throw bad;
  }

  /** Makes this event happen to an accepted connection, or to an outgoing one for a connect. */
  private Peer provoke(Event event, Recorder recorder) throws IOException {
    if (event == Event.CONNECT) {
      RawListener raw = net.rawListener(Family.IPV4);
      net.loop().connect(raw.address(), recorder);
      return raw.accept();
    }
    Peer peer = net.accept(Family.IPV4, recorder);
    switch (event) {
      case READ -> peer.trySend("hello");
      case WRITE -> recorder.connection().send(new byte[Limits.DEFAULT.outputHighMark() + 1]);
      case EOF -> peer.finish();
      default -> {}
    }
    return peer;
  }

  @ParameterizedTest
  @EnumSource(
      value = Event.class,
      names = {"ACCEPT", "CONNECT", "READ", "WRITE", "EOF"})
  void aHookThatThrowsClosesItsConnectionAndIsLoggedOnce(Event event) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(event, this::fail);
    Peer peer = provoke(event, recorder);
    peer.awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.journal.errors).containsExactly(bad);
    assertThat(recorder.events())
        .endsWith(
            event.name().toLowerCase(Locale.ROOT),
            "error:IllegalStateException",
            "close:HANDLER_FAILED");
    assertThat(recorder.reason().cause()).isSameAs(bad);
    assertThat(net.log().records()).hasSize(1);
    LogRecord logged = net.log().records().get(0);
    assertThat(logged.getMessage())
        .contains("method=Recorder." + event.hook() + " channel=\"Connection[");
    assertThat(logged.getThrown()).isSameAs(bad);
    assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
  }

  @ParameterizedTest
  @MethodSource("whatOnlyPeersCanDo")
  void whatThePeerDoesWrongIsNoFaultOfTheCode(IOException wrong) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          throw wrong;
        });
    provoke(Event.READ, recorder).awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(net.log().records()).hasSize(1);
    LogRecord logged = net.log().records().get(0);
    assertThat(logged.getMessage()).contains("method=Recorder.handleRead");
    assertThat(logged.getThrown()).isNull();
    assertThat(logged.getLevel()).isEqualTo(Level.WARNING);
  }

  static Stream<IOException> whatOnlyPeersCanDo() {
    return Stream.of(
        new ProtocolException("no such command"),
        new TruncatedFrameException(ByteBuffer.allocate(1)),
        new MalformedInputException(1));
  }

  @ParameterizedTest
  @EnumSource(
      value = Event.class,
      names = {"ACCEPT", "CONNECT", "READ", "WRITE", "EOF"})
  void aConnectionWhoseErrorHookDoesNotCloseItStaysOpen(Event event) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(event, this::fail);
    recorder.on(Event.ERROR, () -> {});
    Peer peer = provoke(event, recorder);
    net.until(() -> recorder.journal.errors.size() == 1);
    net.settle();

    assertThat(recorder.isClosed()).isFalse();
    assertThat(recorder.journal.errors).containsExactly(bad);
    assertThat(net.log().messages()).isEmpty();
    recorder.connection().send("still here");
    net.until(
        () -> {
          peer.take(Integer.MAX_VALUE);
          return peer.received().endsWith("still here");
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Event.class,
      names = {"ACCEPT", "CONNECT", "READ", "WRITE", "EOF"})
  void anErrorHookThatThrowsIsLoggedTooAndClosesTheConnection(Event event) throws IOException {
    IllegalStateException worse = new IllegalStateException("worse");
    Recorder recorder = net.recorder();
    recorder.on(event, this::fail);
    recorder.on(
        Event.ERROR,
        () -> {
          throw worse;
        });
    provoke(event, recorder).awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.HANDLER_FAILED);
    assertThat(net.log().records()).hasSize(1);
    assertThat(net.log().messages().get(0)).contains("Recorder.handleError");
    assertThat(net.log().records().get(0).getThrown()).isSameAs(worse);
  }

  @ParameterizedTest
  @EnumSource(value = CloseReason.Kind.class, names = "CONNECT_FAILED", mode = Mode.INCLUDE)
  void anErrorHookThatThrowsForAFailedConnectChangesNothingElse(CloseReason.Kind kind)
      throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(Event.ERROR, this::fail);
    net.loop().connect(net.refusingAddress(Family.IPV4), recorder);
    net.until(recorder::isClosed);

    assertThat(recorder.journal.errors).hasSize(1);
    assertThat(recorder.reason().kind()).isEqualTo(kind);
    assertThat(net.log().records().get(0).getThrown()).isSameAs(bad);
  }

  @Nested
  class ACloseEventThatThrows {
    @Test
    void isLoggedAndCostsNothing() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(Event.CLOSE, FailureTest.this::fail);
      net.accept(Family.IPV4, recorder).close();
      net.until(recorder::isClosed);
      net.settle();

      assertThat(recorder.journal.errors).isEmpty();
      assertThat(net.log().records()).hasSize(1);
      assertThat(net.log().messages().get(0)).contains("method=Recorder.handleClose channel=");
    }

    @Test
    void ofAListenerToo() throws IOException {
      AcceptRecorder acceptor = new AcceptRecorder(from -> null).onClose(FailureTest.this::fail);
      net.listen(Family.IPV4, acceptor).close();
      net.settle();

      assertThat(acceptor.closes).hasSize(1);
      assertThat(net.log().messages().get(0)).contains("AcceptRecorder.handleClose");
    }
  }

  @Nested
  class AHandlerThatCannotBeNamed {
    @Test
    void stillCostsOnlyItsConnection() throws IOException {
      Recorder other = net.recorder();
      Peer peer = net.accept(Family.IPV4, other);
      ConnectionDispatcher nameless =
          new ConnectionDispatcher() {
            @Override
            protected void handleRead() {
              throw bad;
            }

            @Override
            protected void handleClose(CloseReason reason) {
              throw bad;
            }

            @Override
            protected String methodFor(Event event) {
              throw new IllegalStateException("no name");
            }
          };
      Peer lost = net.accept(Family.IPV4, nameless).send("x");
      lost.awaitEnd().close();
      net.until(() -> nameless.connection().state() == ChannelState.CLOSED);
      peer.send("hello");
      net.until(() -> other.received().equals("hello"));

      assertThat(net.log().records()).isNotEmpty();
    }

    /** An exception whose message cannot be built is still an exception. */
    @Test
    void whoseExceptionCannotBeDescribedToo() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(
          Event.READ,
          () -> {
            throw new IOException() {
              private static final long serialVersionUID = 1;

              @Override
              public String getMessage() {
                throw new IllegalStateException("no message");
              }
            };
          });
      net.accept(Family.IPV4, recorder).send("x").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.HANDLER_FAILED);
    }
  }

  @Nested
  class AnErrorOfTheVirtualMachine {
    private final OutOfMemoryError outOfMemory = new OutOfMemoryError("as in a test");

    @Test
    void endsTheRunWhenTheChannelsAreInOrderAndTheNextRunGoesOn() throws IOException {
      Recorder recorder = net.recorder();
      Recorder other = net.recorder();
      recorder.on(
          Event.READ,
          () -> {
            throw outOfMemory;
          });
      Peer peer = net.accept(Family.IPV4, recorder);
      Peer fine = net.accept(Family.IPV4, other);
      net.settle();
      peer.trySend("x");
      fine.trySend("hello");

      assertThatThrownBy(() -> net.loop().run()).isSameAs(outOfMemory);
      assertThat(recorder.journal.errors).containsExactly(outOfMemory);
      peer.awaitEnd().close();
      net.until(recorder::isClosed);
      net.until(() -> other.received().equals("hello"));
      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.HANDLER_FAILED);
    }

    @Test
    void endsAPollToo() {
      net.loop()
          .execute(
              () -> {
                throw outOfMemory;
              });

      assertThatThrownBy(() -> net.loop().poll(Duration.ZERO)).isSameAs(outOfMemory);
      net.loop().run();
    }

    @Test
    void endsTheRunAlsoFromACloseEventAndFromTheErrorHook() throws IOException {
      Recorder closing = net.recorder();
      Recorder failing = net.recorder();
      closing.on(
          Event.CLOSE,
          () -> {
            throw outOfMemory;
          });
      failing.on(Event.READ, FailureTest.this::fail);
      failing.on(
          Event.ERROR,
          () -> {
            throw outOfMemory;
          });
      Peer one = net.accept(Family.IPV4, closing);
      Peer two = net.accept(Family.IPV4, failing);
      one.close();
      assertThatThrownBy(() -> net.until(closing::isClosed)).isSameAs(outOfMemory);
      two.trySend("x");
      assertThatThrownBy(() -> net.until(failing::isClosed)).isSameAs(outOfMemory);
      two.awaitEnd().close();
      net.until(failing::isClosed);
    }

    @Test
    void isNotAStackThatWasTooDeep() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(Event.READ, () -> recurse(0));
      net.accept(Family.IPV4, recorder).send("x").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "read", "error:StackOverflowError", "close:HANDLER_FAILED");
    }

    private int recurse(int depth) {
      return depth == Integer.MIN_VALUE ? 0 : recurse(depth + 1) + recurse(depth + 2);
    }
  }
}
