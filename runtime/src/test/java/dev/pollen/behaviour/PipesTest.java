package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pollen.ChannelState;
import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.Event;
import dev.pollen.behaviour.subject.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Pipes, which take the place that files have among the channels of asyncore. */
final class PipesTest {
  /** A pipe whose ends are closed after the test, whoever owns them by then. */
  private static Pipe pipe(Testbed bed) throws IOException {
    bed.loop();
    Pipe pipe = bed.channels().openPipe();
    bed.closeLater(pipe.source());
    bed.closeLater(pipe.sink());
    return pipe;
  }

  private static void write(Pipe pipe, String text) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    while (data.hasRemaining()) {
      pipe.sink().write(data);
    }
  }

  @OnAnyNetwork
  @Everywhere(families = Family.UNIX)
  void allThatIsInAPipeIsReadThenItsEndIsTold(Testbed bed) throws IOException {
    Pipe pipe = pipe(bed);
    write(pipe, "x".repeat(50_000));
    pipe.sink().close();
    Script script = bed.script();
    bed.loop().connect(pipe.source(), script.dispatcher());
    assertThat(script.events()).as("inside the call").isEmpty();
    bed.until(script::isClosed);

    assertThat(script.events()).startsWith("connect", "read").endsWith("read", "close:PEER");
    assertThat(script.receivedCount()).isEqualTo(50_000);
  }

  @OnAnyNetwork
  @Everywhere(families = Family.UNIX)
  void whatIsSentIntoAPipeArrivesThenItsEnd(Testbed bed) throws IOException {
    Pipe pipe = pipe(bed);
    pipe.source().configureBlocking(false);
    Script script = bed.script();
    script.on(Event.CONNECT, connection -> connection.send("three "));
    Connection connection = bed.loop().connect(pipe.sink(), script.dispatcher());
    connection.send("one ");
    connection.send("two ");
    bed.until(script::isOpen);
    connection.close();
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    bed.until(() -> hasEnded(pipe, received));
    bed.until(script::isClosed);

    assertThat(received.toString(StandardCharsets.US_ASCII)).isEqualTo("one two three ");
    assertThat(script.events()).containsExactly("connect", "close:LOCAL");
  }

  private static boolean hasEnded(Pipe pipe, ByteArrayOutputStream received) {
    ByteBuffer buffer = ByteBuffer.allocate(1000);
    try {
      int count = pipe.source().read(buffer);
      received.write(buffer.array(), 0, Math.max(count, 0));
      return count < 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @OnAnyNetwork
  @Everywhere(families = Family.UNIX)
  void aPipeNobodyReadsAnyMoreIsTheEndWithItsCause(Testbed bed) throws IOException {
    Pipe pipe = pipe(bed);
    Script script = bed.script();
    Connection connection = bed.loop().connect(pipe.sink(), script.dispatcher());
    bed.until(script::isOpen);
    pipe.source().close();
    connection.send("nobody reads this");
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("connect", "close:BROKEN");
    assertThat(script.reason().cause()).isInstanceOf(IOException.class);
    assertThat(script.reason().undeliveredBytes()).isEqualTo(17);
  }

  @Everywhere(families = Family.UNIX)
  void afterItsEndAPipeRefusesToSendAndClosingItAgainDoesNothing(Testbed bed) throws IOException {
    Pipe pipe = pipe(bed);
    Script script = bed.script();
    Connection connection = bed.loop().connect(pipe.sink(), script.dispatcher());
    bed.until(script::isOpen);
    connection.close();
    connection.close();
    bed.until(script::isClosed);
    connection.close();
    connection.abort();
    bed.settle();

    assertThatIllegalStateException().isThrownBy(() -> connection.send("too late"));
    assertThat(connection.state()).isEqualTo(ChannelState.CLOSED);
    assertThat(pipe.sink().isOpen()).isFalse();
    assertThat(script.reason()).isEqualTo(new CloseReason(CloseReason.Kind.LOCAL, null, 0));
  }

  @Everywhere(families = Family.UNIX)
  void anEmptyPipeIsWaitedForWithoutWork(Testbed bed) throws IOException {
    Pipe pipe = pipe(bed);
    Script script = bed.script();
    bed.loop().connect(pipe.source(), script.dispatcher());
    bed.until(script::isOpen);
    bed.settle();
    assertThat(bed.loop().poll(Duration.ofMillis(20))).isZero();
    write(pipe, "hello");
    bed.until(() -> script.received().equals("hello"));

    assertThat(script.events()).containsExactly("connect", "read");
  }
}
