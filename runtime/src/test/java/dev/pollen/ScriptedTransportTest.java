package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import dev.pollen.transport.Readiness;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection makes of events that the sockets of the JDK never bring. */
final class ScriptedTransportTest {
  private final ScriptedTransport transport = new ScriptedTransport();
  private final Loop loop = Loop.open(transport, Limits.DEFAULT);
  private final List<String> events = new ArrayList<>();
  private final Log log = new Log();

  private final class UrgentReader extends ConnectionDispatcher {
    @Override
    protected boolean wantsUrgent() {
      return true;
    }

    @Override
    protected void handleRead() {
      events.add("read " + new String(recvBytes(), StandardCharsets.UTF_8));
    }

    @Override
    protected void handleUrgent(byte value) {
      events.add("urgent " + (char) value);
    }

    @Override
    protected void handleClose(CloseReason reason) {
      events.add("close " + reason.kind());
    }
  }

  private Connection connect(ConnectionDispatcher dispatcher) {
    Connection connection = loop.connect(new InetSocketAddress(1), dispatcher);
    transport.ready(Readiness.WRITE);
    loop.poll(Duration.ZERO);
    return connection;
  }

  @BeforeEach
  void expectNoFailure() {
    assertThat(events).isEmpty();
  }

  @AfterEach
  void close() {
    loop.close();
    log.close();
  }

  @Test
  void anUrgentByteIsToldBetweenWhatStoodBeforeItAndWhatFollows() {
    Connection connection = connect(new UrgentReader());
    assertThat(transport.socket.interest & Readiness.URGENT).isEqualTo(Readiness.URGENT);
    transport.socket.receives("abc");
    transport.socket.receives("def");
    transport.socket.urgentByte = '!';
    transport.ready(Readiness.READ | Readiness.URGENT);
    loop.poll(Duration.ZERO);

    assertThat(events).containsExactly("read abc", "urgent !", "read def");
    assertThat(connection.state()).isEqualTo(ChannelState.OPEN);
  }

  @Test
  void anUrgentByteWaitsForWhatStoodBeforeItAndFindsNoRoomInATurn() {
    Limits oneAtATime = Limits.DEFAULT.with(limits -> limits.receivesPerPass(1));
    loop.connect(new InetSocketAddress(1), new UrgentReader(), oneAtATime);
    transport.ready(Readiness.WRITE);
    loop.poll(Duration.ZERO);
    transport.socket.receptions.add(() -> ByteBuffer.wrap(new byte[] {'a', 'b'}));
    transport.socket.receptions.add(() -> ByteBuffer.wrap(new byte[] {'c', 'd'}));
    transport.socket.urgentByte = '!';
    for (int i = 0; i < 3; i++) {
      transport.ready(Readiness.READ | Readiness.URGENT);
      loop.poll(Duration.ZERO);
    }

    assertThat(events).startsWith("read ab", "read cd", "urgent !");
  }

  @Test
  void urgentReadinessWithoutAByteTellsNothing() {
    connect(new UrgentReader());
    transport.ready(Readiness.URGENT);
    loop.poll(Duration.ZERO);

    assertThat(events).isEmpty();
  }

  @Test
  void aPausedConnectionIsNotToldOfUrgentBytesEither() {
    Connection connection = connect(new UrgentReader());
    connection.pauseReading();
    transport.socket.urgentByte = '!';
    transport.ready(Readiness.URGENT);
    loop.poll(Duration.ZERO);

    assertThat(events).isEmpty();
    assertThat(transport.socket.interest).isZero();
  }

  @Test
  void aFailureOfTheTransportThatIsNotTheNetworksCostsTheConnectionAndNotTheLoop() {
    Connection connection = connect(new UrgentReader());
    IllegalStateException bug = new IllegalStateException("a bug of the transport");
    transport.socket.receptions.add(
        () -> {
          throw bug;
        });
    transport.ready(Readiness.READ);
    loop.poll(Duration.ZERO);

    assertThat(events).containsExactly("close HANDLER_FAILED");
    assertThat(connection.state()).isEqualTo(ChannelState.CLOSED);
    assertThat(transport.socket.isClosed).isTrue();
    assertThat(loop.channels()).isEmpty();
  }

  @Test
  void readinessForAConnectionThatIsClosedByNowTellsNothing() {
    Connection connection = connect(new UrgentReader());
    connection.abort();
    transport.socket.receptions.add(() -> ByteBuffer.allocate(1));
    transport.ready(Readiness.READ | Readiness.WRITE | Readiness.URGENT);
    loop.poll(Duration.ZERO);
    loop.poll(Duration.ZERO);

    assertThat(events).containsExactly("close " + Kind.ABORTED);
    assertThat(transport.socket.receptions).hasSize(1);
  }

  @Test
  void spuriousReadinessTellsNothing() {
    connect(new UrgentReader());
    transport.ready(Readiness.READ);
    loop.poll(Duration.ZERO);

    assertThat(events).isEmpty();
  }

  @Test
  void aProducerThatHasFailedIsToldAlthoughThePeerReadsNoMore() {
    Connection connection =
        connect(
            new ConnectionDispatcher() {
              @Override
              protected void handleError(Throwable cause) {
                events.add("error " + cause.getMessage());
              }
            });
    transport.socket.room = 0;
    connection.send("12345");
    connection.send(
        new ScriptedProducer()
            .then("before", Producer.Outcome.READY)
            .then(
                room -> {
                  throw new IllegalStateException("on purpose");
                }));
    loop.poll(Duration.ZERO);
    assertThat(events).isEmpty();
    transport.socket.room = 8;
    transport.ready(Readiness.WRITE);
    loop.poll(Duration.ZERO);

    assertThat(events).containsExactly("error on purpose");
    assertThat(connection.state()).isEqualTo(ChannelState.CLOSING);
    assertThat(connection.queuedBytes()).isEqualTo(3);
  }
}
