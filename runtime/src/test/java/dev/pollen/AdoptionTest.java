package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.CloseReason.Kind;
import dev.pollen.transport.Descriptor;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dispatchers around channels that somebody else has opened. */
final class AdoptionTest {
  private static final int MUCH = 1024 * 1024;

  @RegisterExtension final Net net = new Net();

  private static SocketChannel open(SocketAddress address) throws IOException {
    return address instanceof UnixDomainSocketAddress
        ? SocketChannel.open(StandardProtocolFamily.UNIX)
        : SocketChannel.open();
  }

  @EveryFamily
  void aConnectedChannelIsToldThatItIsConnectedInALaterPass(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    SocketChannel channel = SocketChannel.open(raw.address());
    Recorder recorder = net.recorder();
    Connection connection = net.loop().connect(channel, recorder);
    assertThat(recorder.events()).isEmpty();
    connection.send("early ");
    Peer peer = raw.accept();
    net.until(recorder::isOpen);
    assertThat(recorder.events()).startsWith("connect");
    connection.send("late");

    peer.awaitReceived("early late").send("answer");
    net.until(() -> recorder.received().equals("answer"));
    assertThat(connection.remoteAddress()).isEqualTo(raw.address());
  }

  @EveryFamily
  void aChannelThatIsStillBeingConnectedIsFinished(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    SocketChannel channel = open(raw.address());
    channel.configureBlocking(false);
    channel.connect(raw.address());
    Recorder recorder = net.recorder();
    net.loop().connect(channel, recorder);
    raw.accept().send("x");
    net.until(() -> recorder.received().equals("x"));

    assertThat(recorder.events()).startsWith("connect", "read");
  }

  @EveryFamily
  void anAcceptedChannelIsServedAsIfAListenerHadAcceptedIt(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    Peer peer = net.peer(SocketChannel.open(raw.address()));
    Recorder recorder = net.recorder();
    SocketChannel channel = raw.acceptNow();
    assert channel != null;
    net.loop().serve(channel, recorder);
    peer.send("hello").finish();
    net.until(recorder::isClosed);

    assertThat(recorder.events()).startsWith("accept", "read").endsWith("close:PEER");
    assertThat(recorder.received()).isEqualTo("hello");
  }

  @EveryFamily
  void aListeningChannelGoesOnToListen(Family family) throws IOException {
    SocketAddress address = net.address(family);
    ServerSocketChannel channel =
        family == Family.UNIX
            ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            : ServerSocketChannel.open();
    channel.bind(address);
    Peer early = net.peer(SocketChannel.open(channel.getLocalAddress()));
    List<Recorder> accepted = new ArrayList<>();
    Listener listener =
        net.loop()
            .listen(
                channel,
                new AcceptRecorder(
                    from -> {
                      Recorder recorder = net.recorder();
                      accepted.add(recorder);
                      return recorder;
                    }));
    early.send("early");
    net.until(() -> !accepted.isEmpty() && accepted.get(0).received().equals("early"));
    net.connectTo(listener);
    net.until(() -> accepted.size() == 2);

    assertThat(listener.localAddress()).isEqualTo(channel.getLocalAddress());
    listener.close();
    net.settle();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void whatIsNotReadyIsRefusedAndStaysTheCallers() throws IOException {
    try (SocketChannel channel = SocketChannel.open();
        ServerSocketChannel unbound = ServerSocketChannel.open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> net.loop().connect(channel, new Recorder()));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> net.loop().serve(channel, new Recorder()));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> net.loop().listen(unbound, new AcceptRecorder(from -> null)));
      assertThat(channel.isOpen()).isTrue();
      assertThat(unbound.isOpen()).isTrue();
    }
    SocketChannel closed = SocketChannel.open();
    closed.close();
    assertThatThrownBy(() -> net.loop().connect(closed, new Recorder()))
        .isInstanceOfAny(ClosedChannelException.class, IllegalArgumentException.class);
    assertThat(net.loop().channels()).isEmpty();
  }

  // ---- pipes ----

  @Test
  void allThatWasWrittenToAPipeIsReadBeforeItsEnd() throws IOException {
    Pipe pipe = Pipe.open();
    Recorder reader = net.recorder();
    Recorder writer = net.recorder();
    net.loop().connect(pipe.source(), reader);
    Connection out = net.loop().connect(pipe.sink(), writer);
    out.send(new byte[MUCH]);
    out.send("end");
    net.until(writer::isOpen);
    out.close();
    net.until(() -> reader.isClosed() && writer.isClosed());

    assertThat(reader.journal.receivedCount()).isEqualTo(MUCH + 3);
    assertThat(reader.events()).startsWith("connect", "read").endsWith("eof", "close:PEER");
    assertThat(writer.events()).startsWith("connect").endsWith("close:LOCAL");
    assertThat(writer.reason().undeliveredBytes()).isZero();
    assertThat(pipe.source().isOpen()).isFalse();
    assertThat(pipe.sink().isOpen()).isFalse();
  }

  @Test
  void endingTheOutputOfAPipeIsItsEnd() throws IOException {
    Pipe pipe = Pipe.open();
    Recorder reader = net.recorder();
    Recorder writer = net.recorder();
    net.loop().connect(pipe.source(), reader);
    Connection out = net.loop().connect(pipe.sink(), writer);
    out.send("all");
    out.shutdownOutput();
    net.until(reader::isClosed);
    assertThat(reader.received()).isEqualTo("all");
  }

  @Test
  void aPipeThatNobodyReadsBreaksWhenItIsWrittenTo() throws IOException {
    Pipe pipe = Pipe.open();
    Recorder writer = net.recorder();
    Connection out = net.loop().connect(pipe.sink(), writer);
    net.until(writer::isOpen);
    pipe.source().close();
    out.send("nobody");
    net.until(writer::isClosed);

    assertThat(writer.reason().kind()).isEqualTo(Kind.BROKEN);
    assertThat(writer.reason().undeliveredBytes()).isEqualTo(6);
  }

  @Test
  void aFullPipeHoldsBackTheWriterUntilSomebodyReads() throws IOException {
    Pipe pipe = Pipe.open();
    Recorder writer = net.recorder();
    Connection out = net.loop().connect(pipe.sink(), writer);
    assertThat(out.send(new byte[MUCH])).isFalse();
    net.until(writer::isOpen);
    net.settle();
    assertThat(out.queuedBytes()).isPositive();
    assertThat(writer.events()).doesNotContain("write");
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    pipe.source().configureBlocking(false);
    net.until(
        () -> {
          try {
            pipe.source().read(buffer.clear());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return writer.events().contains("write");
        });
    pipe.source().close();
  }

  @Test
  void theWrongEndOfAPipeIsRefusedLoudly() throws IOException {
    Pipe pipe = Pipe.open();
    Recorder reader = net.recorder();
    Connection in = net.loop().connect(pipe.source(), reader);
    assertThatIllegalStateException().isThrownBy(() -> in.send("too early, too"));
    net.until(reader::isOpen);

    assertThatIllegalStateException()
        .isThrownBy(() -> in.send("backwards"))
        .withMessageContaining("pipe");
    assertThat(in.state()).isEqualTo(ChannelState.OPEN);
    assertThat(in.toString()).contains("pipe");
    pipe.sink().close();
    net.until(reader::isClosed);
  }

  @Test
  void aHandlerThatFailsClosesItsEndOfThePipe() throws IOException {
    Pipe pipe = Pipe.open();
    Recorder reader =
        net.recorder()
            .on(
                Event.READ,
                () -> {
                  throw new IllegalStateException("no");
                });
    net.loop().connect(pipe.source(), reader);
    pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
    pipe.sink().close();
    net.until(reader::isClosed);
    assertThat(reader.reason().kind()).isEqualTo(Kind.HANDLER_FAILED);
  }

  @Test
  void aDescriptorIsRefusedWhereTheTransportWaitsForSocketsOnly() {
    Recorder recorder = net.recorder();

    assertThatThrownBy(() -> net.loop().connect(Descriptor.standardInput(), recorder))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("'nio'")
        .hasMessageContaining("standard input")
        .hasMessageContaining("'epoll' of pollen-linux");
    assertThat(net.loop().channels()).isEmpty();
    assertThat(recorder.events()).isEmpty();
  }
}
