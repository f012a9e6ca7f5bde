package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is logged of a failure that no handler took. */
@Timeout(60)
final class FailureRecordTest {
  @RegisterExtension final Net net = new Net();

  private final IllegalStateException bad = new IllegalStateException("bad \"luck\"\r\nfailure=x");

  private void fail() {
    throw bad;
  }

  private String site() {
    return "dev.pollen.FailureRecordTest.<init>(FailureRecordTest.java:"
        + bad.getStackTrace()[0].getLineNumber()
        + ")";
  }

  private LogRecord onlyRecord() {
    assertThat(net.log().records()).hasSize(1);
    return net.log().records().get(0);
  }

  /** People search for these parts, and programs read them. */
  @EveryFamily
  void theLineOfAHandler(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(Event.READ, this::fail);
    net.accept(family, recorder).send("x").awaitEnd().close();
    net.until(recorder::isClosed);

    String remote = Channel.textOf(recorder.connection()::remoteAddress);
    assertThat(onlyRecord().getMessage())
        .isEqualTo(
            "failure=handler method=Recorder.handleRead channel=\"Connection[OPEN "
                + remote
                + "]\" state=OPEN at="
                + site()
                + " cause=\"java.lang.IllegalStateException: bad \\\"luck\\\"\\r\\nfailure=x\"");
    assertThat(onlyRecord().getThrown()).isSameAs(bad);
    assertThat(onlyRecord().getLevel()).isEqualTo(Level.SEVERE);
  }

  @Test
  void theLineOfAnUrgentByte() {
    // The JDK's sockets cannot report one.
    ScriptedTransport scripted = new ScriptedTransport();
    ConnectionDispatcher dispatcher =
        new ConnectionDispatcher() {
          @Override
          protected boolean wantsUrgent() {
            return true;
          }

          @Override
          protected void handleUrgent(byte value) {
            fail();
          }
        };
    try (Loop loop = Loop.open(scripted, Limits.DEFAULT)) {
      loop.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), dispatcher);
      scripted.ready(Readiness.WRITE);
      loop.poll(Duration.ZERO);
      scripted.socket.urgentByte = '!';
      scripted.ready(Readiness.URGENT);
      loop.poll(Duration.ZERO);
    }
    assertThat(onlyRecord().getMessage())
        .startsWith("failure=handler method=FailureRecordTest$1.handleUrgent channel=");
  }

  @Test
  void theLineOfAFailedConnectHasNoStackTrace() throws IOException {
    Recorder recorder = net.recorder();
    net.loop().connect(net.refusingAddress(Family.IPV4), recorder);
    net.until(recorder::isClosed);

    assertThat(onlyRecord().getMessage())
        .startsWith("failure=channel channel=\"Connection[CONNECTING /127.0.0.1:")
        .contains(" state=CONNECTING at=", "cause=\"java.net.ConnectException: ")
        .doesNotContain("method=");
    assertThat(onlyRecord().getThrown()).isNull();
    assertThat(onlyRecord().getLevel()).isEqualTo(Level.WARNING);
  }

  @Test
  void theLineOfALimit() throws IOException {
    net.limits(l -> l.maxInput(10));
    Recorder recorder = net.recorder();
    recorder.on(Event.READ, () -> {});
    net.accept(Family.IPV4, recorder).send("more than ten bytes").awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(onlyRecord().getMessage())
        .startsWith("failure=channel channel=")
        .contains("maxInput (10 bytes): Recorder.handleRead leaves too much unread");
    assertThat(onlyRecord().getThrown()).isNull();
  }

  @Test
  void theLineOfATaskNamesTheClassItIsFrom() {
    net.loop().execute(this::fail);
    net.settle();

    assertThat(onlyRecord().getMessage())
        .startsWith("failure=task method=FailureRecordTest.lambda at=dev.pollen.FailureRecordTest")
        .doesNotContain("channel=", "state=");
    assertThat(onlyRecord().getThrown()).isSameAs(bad);
    assertThat(onlyRecord().getLevel()).isEqualTo(Level.SEVERE);
  }

  @Test
  void theLineOfATimerNamesItsChannel() throws IOException {
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder);
    recorder.connection().schedule(Duration.ZERO, new Named());
    net.loop().schedule(Duration.ZERO, this::fail);
    net.until(() -> net.log().messages().size() == 2);

    assertThat(net.log().messages().get(0))
        .startsWith("failure=handler method=\"A timer of Recorder\" channel=\"Connection[OPEN ");
    assertThat(net.log().messages().get(1))
        .startsWith("failure=task method=FailureRecordTest.lambda at=");
  }

  private static final class Named implements Runnable {
    @Override
    public void run() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void theLineOfAListenerThatPauses() throws IOException {
    CountingTransport[] transport = new CountingTransport[1];
    net.wrap(t -> transport[0] = new CountingTransport(t));
    Recorder recorder = net.recorder();
    Listener listener = net.listen(Family.IPV4, () -> recorder);
    transport[0].acceptFailure = new IOException("Too many open files");
    net.connectTo(listener);
    net.until(() -> transport[0].failedAccepts == 2);
    transport[0].acceptFailure = null;
    net.until(recorder::isOpen);

    assertThat(net.log().messages().get(0))
        .startsWith("failure=accept channel=\"Listener[LISTENING " + listener.localAddress())
        .endsWith(" cause=\"java.io.IOException: Too many open files\" retry_ms=10");
    assertThat(net.log().messages().get(1)).endsWith(" retry_ms=20");
    assertThat(net.log().records().get(0).getThrown()).isNull();
    assertThat(net.log().records().get(0).getLevel()).isEqualTo(Level.WARNING);
  }

  @Nested
  class TheNameOfATask {
    @Test
    void isTheClassOrForALambdaTheOneAroundIt() {
      Runnable lambda = () -> {};

      assertThat(FailureLog.taskName(new Named())).isEqualTo("FailureRecordTest$Named");
      assertThat(FailureLog.taskName(lambda)).isEqualTo("FailureRecordTest$TheNameOfATask.lambda");
    }
  }

  @Nested
  class TheThrowSite {
    @Test
    void isTheInnermostFrame() {
      assertThat(Failure.throwSite(bad)).isEqualTo(site());
    }

    @Test
    void isLeftOutIfTheExceptionHasNoneOrDoesNotTell() {
      IllegalStateException bare = new IllegalStateException("bare");
      bare.setStackTrace(new StackTraceElement[0]);
      assertThat(Failure.throwSite(bare)).isNull();
      assertThat(Failure.throwSite(new Secretive())).isNull();
      assertThat(Failure.describe(new Secretive())).isEqualTo(Secretive.class.getName());
    }

    @Test
    void isToldWithoutWhatIsNotKnown() {
      bad.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", -2)});
      assertThat(Failure.throwSite(bad)).isEqualTo("a.B.c(native)");
      bad.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", null, 5)});
      assertThat(Failure.throwSite(bad)).isEqualTo("a.B.c(unknown)");
      bad.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", -1)});
      assertThat(Failure.throwSite(bad)).isEqualTo("a.B.c(B.java)");
    }
  }

  private static final class Secretive extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no trace");
    }
  }

  @Nested
  class ALoggerThatThrows {
    @Test
    void costsNothingButTheReport() throws IOException {
      for (Throwable thrown :
          List.of(new IllegalStateException("log"), new AssertionError("log"))) {
        Logger logger = Logger.getLogger("dev.pollen");
        Handler broken = new BrokenHandler(thrown);
        logger.addHandler(broken);
        try {
          Recorder recorder = net.recorder();
          recorder.on(Event.READ, FailureRecordTest.this::fail);
          recorder.on(Event.CLOSE, FailureRecordTest.this::fail);
          net.accept(Family.IPV4, recorder).send("x").awaitEnd().close();
          net.until(recorder::isClosed);
          net.loop().execute(FailureRecordTest.this::fail);
          net.settle();

          assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.HANDLER_FAILED);
          assertThat(((BrokenHandler) broken).asked).isEqualTo(3);
        } finally {
          logger.removeHandler(broken);
        }
      }
      Recorder next = net.recorder();
      net.accept(Family.IPV4, next).send("still here");
      net.until(() -> next.received().equals("still here"));
    }
  }

  private static final class BrokenHandler extends Handler {
    private final Throwable thrown;
    int asked;

    BrokenHandler(Throwable thrown) {
      this.thrown = thrown;
    }

    @Override
    public void publish(LogRecord logged) {
      asked++;
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
