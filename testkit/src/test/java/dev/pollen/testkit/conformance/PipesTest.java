package dev.pollen.testkit.conformance;

import static dev.pollen.testkit.conformance.Comparison.sameEverywhere;

import dev.pollen.behaviour.Family;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What happens in pipes. */
final class PipesTest {
  /** More than a pipe holds. */
  private static final int TOO_MUCH = 1_000_000;

  private static Pipe pipe(Stage stage) throws IOException {
    Pipe pipe = stage.channels().openPipe();
    stage.closedLater(pipe.source());
    stage.closedLater(pipe.sink());
    return pipe;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void whatIsInThePipeIsReadBeforeItsEnd() throws IOException {
    sameEverywhere(
        Family.UNIX,
        stage -> {
          Pipe pipe = pipe(stage);
          pipe.sink().write(bytes("hello"));
          pipe.sink().close();
          Subject subject = stage.subject("reader");
          stage.loop().connect(pipe.source(), subject);
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @Test
  void nobodyReadsAnyMore() throws IOException {
    sameEverywhere(
        Family.UNIX,
        stage -> {
          Pipe pipe = pipe(stage);
          Subject subject = stage.subject("writer");
          stage.loop().connect(pipe.sink(), subject);
          stage.until(subject::isOpen);
          subject.channel().send("unread");
          stage.settle();
          pipe.source().close();
          stage.settle();
          if (!subject.trace().has("closed")) {
            subject.channel().send("nobody reads this");
          }
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @Test
  void theReaderLeavesSomethingUnread() throws IOException {
    sameEverywhere(
        Family.UNIX,
        stage -> {
          Pipe pipe = pipe(stage);
          Subject reader = stage.subject("reader");
          stage.loop().connect(pipe.source(), reader);
          stage.until(reader::isOpen);
          reader.channel().pauseReading();
          pipe.sink().write(bytes("unread"));
          stage.settle();
          reader.channel().abort();
          stage.until(() -> reader.trace().has("closed"));
          Trace trace = stage.trace("writer");
          try {
            pipe.sink().write(bytes("nobody reads this"));
          } catch (IOException e) {
            trace.note("write fails", e);
          }
        });
  }

  @Test
  void nobodyReadsAnyMoreFromAChannel() throws IOException {
    sameEverywhere(
        Family.UNIX,
        stage -> {
          Trace trace = stage.trace("writer");
          Pipe pipe = pipe(stage);
          pipe.source().close();
          try {
            pipe.sink().write(bytes("nobody reads this"));
          } catch (IOException e) {
            trace.note("write fails", e);
          }
        });
  }

  @Test
  void aSlowReaderGetsEverythingAndThenTheEnd() throws IOException {
    sameEverywhere(
        Family.UNIX,
        stage -> {
          Pipe pipe = pipe(stage);
          pipe.source().configureBlocking(false);
          Subject writer = stage.subject("writer");
          stage.loop().connect(pipe.sink(), writer);
          stage.until(writer::isOpen);
          writer.channel().send("x".repeat(TOO_MUCH));
          stage.settle();
          writer.trace().note(writer.channel().queuedBytes() > 0 ? "has to wait" : "need not");
          writer.channel().close();
          Trace trace = stage.trace("reader");
          stage.until(() -> hasEnded(pipe, trace));
        });
  }

  private static boolean hasEnded(Pipe pipe, Trace trace) {
    ByteBuffer buffer = ByteBuffer.allocate(10_000);
    try {
      int count = pipe.source().read(buffer);
      trace.noteRead(buffer.flip());
      if (count < 0) {
        trace.note("end");
      }
      return count < 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
