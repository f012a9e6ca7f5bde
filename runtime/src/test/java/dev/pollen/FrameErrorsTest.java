package dev.pollen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.MalformedInputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Frames that are too long, impossible, cut off, or no text. */
@Timeout(60)
final class FrameErrorsTest {
  private static final Terminator.Delimiter LINE = Terminator.line().max(5);
  private static final String TOO_LONG = "error:FrameTooLongException";

  @RegisterExtension final Net net = new Net();

  @Nested
  class AFrameThatIsTooLong {

    @EveryFamily
    void endsTheConnectionWhateverTheHandlerDoes(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(Event.ERROR, () -> recorder.send("too long"));
      Peer peer = net.accept(family, recorder).send("12345\r\n123456\nnever\n");
      peer.awaitReceived("too long").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "frame 12345", TOO_LONG, "close:LIMIT");
      assertThat(recorder.journal.errors.get(0)).hasMessageContaining("the limit (5 bytes)");
    }

    @EveryFamily
    void isToldOnceEachAndSkipped(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE.skippingOversized());
      Peer peer = net.accept(family, recorder);
      peer.send("a\n123456\r\n1234567\nb\r\n" + "x".repeat(100_000));
      net.until(() -> recorder.journal.errors.size() == 3);
      peer.send("x".repeat(100_000) + "\nc\n");
      net.until(() -> recorder.frames.contains("c"));

      assertThat(recorder.events())
          .containsExactly("accept", "frame a", TOO_LONG, TOO_LONG, "frame b", TOO_LONG, "frame c");
      assertThat(recorder.journal.errors)
          .allMatch(cause -> ((FrameTooLongException) cause).isSkipped());
      assertThat(net.log().messages())
          .as("the default logs")
          .hasSize(3)
          .allMatch(line -> line.contains("failure=channel"));
    }

    @EveryFamily
    void isDroppedWithoutBeingKept(Family family) throws IOException {
      net.limits(limits -> limits.maxMemory(300_000));
      int length = 5_000_000;
      byte[] prefix = ByteBuffer.allocate(4).putInt(length).array();
      for (boolean isLine : new boolean[] {true, false}) {
        FramedRecorder recorder =
            net.framedRecorder(
                isLine
                    ? LINE.skippingOversized()
                    : Terminator.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, false)
                        .skippingOversized());
        recorder.on(Event.ERROR, () -> {});
        Peer peer = net.accept(family, recorder);
        peer.send(isLine ? new byte[0] : prefix).send("x".repeat(length));
        peer.send(isLine ? "\nz\n" : "\0\0\0\1z");
        net.until(() -> recorder.frames.contains("z") || recorder.isClosed());

        assertThat(recorder.journal.errors)
            .singleElement()
            .isInstanceOf(FrameTooLongException.class);
        assertThat(recorder.isClosed()).isFalse();
        assertThat(net.loop().memory().used()).isLessThan(100_000);
      }
    }

    @EveryFamily
    void isNoTruncationIfTheStreamEndsInIt(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE.skippingOversized());
      net.accept(family, recorder).send("a\n123456").finish();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "frame a", TOO_LONG, "eof", "close:PEER");
    }

    @Test
    void isSkippedToItsEndAlsoIfTheStateChanges() throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE.skippingOversized());
      recorder.on(
          Event.ERROR,
          () -> {
            recorder.set(Terminator.delimiter("!"));
            recorder.again();
          });
      Peer peer = net.accept(Family.IPV4, recorder).send("123456");
      net.until(() -> recorder.journal.errors.size() == 1);
      peer.send("789!\nnew!");
      net.until(() -> !recorder.frames.isEmpty());

      assertThat(recorder.frames).containsExactly("new");
    }

    @Test
    void isSkippedAlsoIfAnotherTerminatorWaitsForItsEnd() throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE.skippingOversized());
      Peer peer = net.accept(Family.IPV4, recorder).send("abcd");
      net.settle();
      recorder.set(Terminator.length(4));
      peer.send("efgh\nDATA");
      net.until(() -> recorder.frames.contains("DATA"));

      assertThat(recorder.events()).containsExactly("accept", TOO_LONG, "frame DATA");
      assertThat(recorder.journal.errors.get(0)).hasMessageContaining("the limit (5 bytes)");
    }

    @Test
    void endsTheConnectionIfTheErrorHookFails() throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE.skippingOversized());
      recorder.on(
          Event.ERROR,
          () -> {
            throw new IllegalStateException("no more");
          });
      Peer peer = net.accept(Family.IPV4, recorder).send("123456\nnever\n");
      peer.awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events()).containsExactly("accept", TOO_LONG, "close:HANDLER_FAILED");
    }

    @Test
    void isRefusedWhenItIsAnnounced() throws IOException {
      FramedRecorder recorder =
          net.framedRecorder(Terminator.lengthPrefixed(2, ByteOrder.BIG_ENDIAN, true).max(5));
      Peer peer = net.accept(Family.IPV4, recorder).send("\0\7abcde\0\10");
      peer.awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "frame abcde", TOO_LONG, "close:LIMIT");
    }
  }

  @Nested
  class AFrameThatCannotBe {

    @EveryFamily
    void endsTheConnectionWhateverTheHandlerDoes(Family family) throws IOException {
      for (String impossible : List.of("\0\1xx", "\0\0")) {
        FramedRecorder recorder =
            net.framedRecorder(
                Terminator.lengthPrefixed(2, ByteOrder.BIG_ENDIAN, true).skippingOversized());
        recorder.on(Event.ERROR, () -> {});
        Peer peer = net.accept(family, recorder).send("\0\3a" + impossible);
        peer.awaitEnd().close();
        net.until(recorder::isClosed);

        assertThat(recorder.events())
            .containsExactly(
                "accept", "frame a", "error:MalformedFrameException", "close:HANDLER_FAILED");
      }
    }
  }

  @Nested
  class AFrameThatIsCutOff {

    @EveryFamily
    void hasAnExceptionWithWhatHasArrived(Family family) throws IOException {
      List<Throwable> errors = new ArrayList<>();
      FramedDispatcher strict =
          new FramedDispatcher(Terminator.varintPrefixed()) {
            @Override
            protected void handleTruncated(ByteBuffer tail) throws TruncatedFrameException {
              throw new TruncatedFrameException(tail);
            }

            @Override
            protected void handleError(Throwable cause) {
              errors.add(cause);
            }
          };
      net.accept(family, strict).send("\3ab").finish().awaitEnd();

      assertThat(errors).singleElement().isInstanceOf(TruncatedFrameException.class);
      TruncatedFrameException truncated = (TruncatedFrameException) errors.get(0);
      assertThat(truncated).hasMessageContaining("3 bytes");
      truncated.tail()[0] = 9;
      assertThat(truncated.tail()).containsExactly(3, 'a', 'b');
    }
  }

  @Nested
  class TheContent {

    /** Lines as text, and after each its bytes. */
    private final List<String> told = new ArrayList<>();

    private FramedDispatcher reader() {
      return new FramedDispatcher(Terminator.line()) {
        @Override
        protected void handleFrame(ByteBuffer frame) throws IOException {
          int start = frame.position();
          told.add(text(frame, UTF_8));
          assertThat(frame.hasRemaining()).isFalse();
          told.add(bytes(frame.position(start)).length + " bytes");
          assertThat(frame.hasRemaining()).isFalse();
        }

        @Override
        protected void handleError(Throwable cause) {
          told.add(cause.getClass().getSimpleName());
        }
      };
    }

    @EveryFamily
    void isTextOrBytes(Family family) throws IOException {
      net.accept(family, reader()).send("äöü €\ufffd\n\nb\n".getBytes(UTF_8));
      net.until(() -> told.size() == 6);

      assertThat(told).containsExactly("äöü €\ufffd", "13 bytes", "", "0 bytes", "b", "1 bytes");
    }

    @EveryFamily
    void thatIsNoTextIsAnErrorAndTheNextFrameFollows(Family family) throws IOException {
      net.accept(family, reader()).send("a\nb\u00ffc\nd\n");
      net.until(() -> told.contains("d"));

      assertThat(told)
          .containsExactly(
              "a", "1 bytes", MalformedInputException.class.getSimpleName(), "d", "1 bytes");
    }
  }

  @Test
  void aLimitThatMakesNoSenseIsRefused() {
    for (int max : new int[] {0, -1, Integer.MIN_VALUE, 512 * 1024 * 1024 + 1}) {
      for (Runnable wrong :
          List.<Runnable>of(
              () -> LINE.max(max),
              () -> Terminator.length(1).max(max),
              () -> Terminator.varintPrefixed().max(max))) {
        assertThat(thrownBy(wrong)).isInstanceOf(IllegalArgumentException.class);
      }
    }
    for (int width : new int[] {-1, 0, 5}) {
      assertThat(thrownBy(() -> Terminator.lengthPrefixed(width, ByteOrder.BIG_ENDIAN, false)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Throwable thrownBy(Runnable wrong) {
    try {
      wrong.run();
    } catch (RuntimeException thrown) {
      return thrown;
    }
    return new AssertionError("nothing was thrown");
  }
}
