package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What hooks of frames may do, and what that does to the frames behind. */
@Timeout(60)
final class FramedEventsTest {
  private static final Terminator LINE = Terminator.delimiter("\n");

  @RegisterExtension final Net net = new Net();

  @Nested
  class NothingFollows {

    @EveryFamily
    void aClose(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(
          Event.READ,
          () -> {
            recorder.send("bye");
            recorder.close();
          });
      net.accept(family, recorder).send("QUIT\nDELETE\nx").awaitReceived("bye").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events()).containsExactly("accept", "frame QUIT", "close:LOCAL");
    }

    @EveryFamily
    void anAbort(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(Event.READ, recorder::abort);
      net.accept(family, recorder).send("QUIT\nDELETE\nx").awaitGone();
      net.until(recorder::isClosed);

      assertThat(recorder.events()).containsExactly("accept", "frame QUIT", "close:ABORTED");
    }

    @EveryFamily
    void aCloseInsideAChunk(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.length(4).inChunks());
      recorder.on(Event.READ, recorder::close);
      net.accept(family, recorder).send("QUITmore").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events()).containsExactly("accept", "chunk QUIT", "close:LOCAL");
    }

    @EveryFamily
    void aFailureThatNobodyHandles(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(
          Event.READ,
          () -> {
            throw new IllegalStateException("on purpose");
          });
      net.accept(family, recorder).send("a\nb\n").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly(
              "accept", "frame a", "error:IllegalStateException", "close:HANDLER_FAILED");
      assertThat(net.log().messages())
          .singleElement()
          .asString()
          .contains("method=FramedRecorder.handleFrame");
    }
  }

  @Nested
  class AFailureThatIsHandled {

    /** In asynchat the frames behind it wait until more bytes come. */
    @EveryFamily
    void letsTheFramesBehindItGoOnWithoutNewBytes(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      failing(recorder, "frame b");
      net.accept(family, recorder).send("a\nb\nc\nd");
      net.until(() -> recorder.frames.contains("c"));

      assertThat(recorder.events())
          .containsExactly(
              "accept", "frame a", "frame b", "error:IllegalStateException", "frame c");
    }

    @EveryFamily
    void letsTheEndOfAFrameInChunksFollow(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.length(3).inChunks());
      failing(recorder, "chunk abc");
      net.accept(family, recorder).send("abc");
      net.until(() -> recorder.frames.contains("abc"));

      assertThat(recorder.events())
          .containsExactly("accept", "chunk abc", "error:IllegalStateException", "end");
    }

    @EveryFamily
    void isNotOvertakenByTheEndOfTheStream(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      failing(recorder, "frame a");
      Peer peer = net.accept(family, recorder);
      peer.trySend("a\nb\nc\n");
      peer.close();
      net.until(recorder::isClosed);

      assertThat(recorder.frames).containsExactly("a", "b", "c");
      assertThat(recorder.events()).endsWith("frame c", "eof", "close:PEER");
    }

    private void failing(FramedRecorder recorder, String event) {
      recorder.on(
          Event.READ,
          () -> {
            if (recorder.last().equals(event)) {
              throw new IllegalStateException("on purpose");
            }
          });
      recorder.on(Event.ERROR, () -> {});
    }
  }

  @Nested
  class APause {

    @EveryFamily
    void holdsBackTheFramesThatHaveArrived(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(Event.READ, () -> recorder.connection().pauseReading());
      Peer peer = net.accept(family, recorder).send("a\nb\nc\n").finish();
      for (int i = 1; i <= 3; i++) {
        int count = i;
        net.until(() -> recorder.frames.size() == count);
        net.settle();
        assertThat(recorder.frames).hasSize(count);
        recorder.connection().resumeReading();
      }
      net.until(recorder::isClosed);

      assertThat(recorder.frames).containsExactly("a", "b", "c");
      peer.awaitEnd();
    }

    @EveryFamily
    void insideAChunkHoldsBackTheEndOfItsFrame(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.length(3).inChunks());
      recorder.on(Event.READ, () -> recorder.connection().pauseReading());
      net.accept(family, recorder).send("abc").finish();
      net.until(() -> recorder.chunks().equals("abc"));
      net.settle();
      assertThat(recorder.events()).containsExactly("accept", "chunk abc");
      recorder.connection().resumeReading();
      net.until(() -> recorder.events().contains("end"));
      recorder.connection().resumeReading();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "chunk abc", "end", "eof", "close:PEER");
    }

    @EveryFamily
    void keepsNoMoreThanHasArrived(Family family) throws IOException {
      net.limits(limits -> limits.maxInput(10));
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(Event.READ, () -> recorder.connection().pauseReading());
      Peer peer = net.accept(family, recorder);
      peer.trySend("line\n".repeat(1_000_000));
      net.until(() -> recorder.frames.size() == 1);
      net.settle();

      assertThat(recorder.connection().received().remaining()).isLessThanOrEqualTo(64 * 1024 + 10);
      assertThat(recorder.journal.errors).as("waiting frames are no oversized frame").isEmpty();
    }
  }

  @Nested
  class TheLimitOfAFrame {

    @EveryFamily
    void endsTheConnectionAfterAnAnswer(Family family) throws IOException {
      net.limits(limits -> limits.maxInput(10));
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(Event.ERROR, () -> recorder.send("500 line too long"));
      String line = "0123456789";
      Peer peer = net.accept(family, recorder).send("ok\n" + line + "\n" + line + "x\nnever\n");
      peer.awaitReceived("500 line too long").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly(
              "accept", "frame ok", "frame " + line, "error:FrameTooLongException", "close:LIMIT");
      assertThat(recorder.journal.errors.get(0)).hasMessageContaining("maxInput (10 bytes)");
    }

    @EveryFamily
    void isNotAboutTheDelimiterThatTricklesIn(Family family) throws IOException {
      net.limits(limits -> limits.maxInput(3));
      FramedRecorder recorder = net.framedRecorder(Terminator.delimiter("\r\n.\r\n"));
      Peer peer = net.accept(family, recorder);
      String text = "abc\r\n.\r\n";
      for (int i = 0; i < text.length(); i++) {
        peer.send(text.substring(i, i + 1));
        net.settle();
      }
      net.until(() -> recorder.frames.contains("abc"));
      peer.send("abcd").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.LIMIT);
    }

    /** In chunks a line that is too long can be dropped, and the next one is served. */
    @EveryFamily
    void canBeSurvivedInChunks(Family family) throws IOException {
      net.limits(limits -> limits.maxInput(64));
      FramedDispatcher server =
          new FramedDispatcher(Terminator.delimiter("\n").inChunks()) {
            private final StringBuilder line = new StringBuilder();

            @Override
            protected void handleChunk(ByteBuffer chunk) {
              while (chunk.hasRemaining() && line.length() <= 10) {
                line.append((char) chunk.get());
              }
            }

            @Override
            protected void handleFrameEnd() {
              send(line.length() > 10 ? "500 too long\n" : "250 " + line + "\n");
              line.setLength(0);
            }
          };
      String much = "x".repeat(1_000_000);
      net.accept(family, server)
          .send("a\n" + much + "\nb\n")
          .awaitReceived("250 a\n500 too long\n250 b\n");
    }
  }

  @Nested
  class HooksThatWereForgotten {

    @Test
    void failTheConnectionWithAMessageThatSaysWhatToDo() throws IOException {
      for (Terminator terminator : List.of(LINE, Terminator.raw())) {
        List<Throwable> causes = new ArrayList<>();
        FramedDispatcher forgetful =
            new FramedDispatcher(terminator) {
              @Override
              protected void handleError(Throwable cause) {
                causes.add(cause);
                abort();
              }
            };
        net.accept(Family.IPV4, forgetful).send("a\n").awaitGone();
        String hook = terminator == LINE ? "handleFrame" : "handleChunk";

        assertThat(causes)
            .singleElement()
            .satisfies(cause -> assertThat(cause).hasMessageContaining("override " + hook));
      }
    }
  }

  @Nested
  class ManyFrames {
    private static final int MANY = 65_536;

    @EveryFamily
    void areToldSoManyInAPassWhileOthersAreServed(Family family) throws IOException {
      FramedRecorder busy = net.framedRecorder(LINE);
      FramedRecorder other = net.framedRecorder(LINE);
      int[] toldBefore = new int[1];
      List<Integer> perPass = new ArrayList<>();
      Peer flood = net.accept(family, busy);
      Peer peer = net.accept(family, other);
      flood.send("\n".repeat(MANY));
      peer.send("hello\n");
      int[] servedAt = {-1};
      net.until(
          () -> {
            perPass.add(busy.frames.size() - toldBefore[0]);
            toldBefore[0] = busy.frames.size();
            if (servedAt[0] < 0 && !other.frames.isEmpty()) {
              servedAt[0] = busy.frames.size();
            }
            return busy.frames.size() == MANY;
          });

      assertThat(perPass).allMatch(told -> told <= Limits.DEFAULT.framesPerPass());
      assertThat(servedAt[0]).as("frames of the other one before").isBetween(0, MANY / 2);
    }

    @Test
    void doNotWaitForBytesNorForTheClock() throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      net.accept(Family.IPV4, recorder).send("\n".repeat(1000));
      net.until(() -> !recorder.frames.isEmpty());
      while (recorder.frames.size() < 1000) {
        int before = recorder.frames.size();
        net.loop().poll(Duration.ofSeconds(30));
        assertThat(recorder.frames).as("frames after one more pass").hasSizeGreaterThan(before);
      }
    }

    @EveryFamily
    void comeBeforeTheEndOfTheStreamAndInTheirOrder(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      List<String> lines = IntStream.range(0, 20_000).mapToObj(Integer::toString).toList();
      net.accept(family, recorder).send(String.join("\n", lines)).finish();
      net.until(recorder::isClosed);

      assertThat(recorder.frames).isEqualTo(lines.subList(0, lines.size() - 1));
      assertThat(recorder.events()).endsWith("truncated 19999", "eof", "close:PEER");
    }
  }

  @Nested
  class DiscardingBuffers {

    @EveryFamily
    void forgetsInputAndOutputAndKeepsTheTerminator(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(
          Event.READ,
          () -> {
            if (recorder.last().equals("frame RESET")) {
              recorder.send("never");
              recorder.discard();
              recorder.send("reset");
            }
          });
      Peer peer = net.accept(family, recorder).send("a\nRESET\nb\nc");
      peer.awaitReceived("reset");
      peer.send("d\n");
      net.until(() -> recorder.frames.size() == 3);
      recorder.connection().close();
      peer.awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.frames).containsExactly("a", "RESET", "d");
      assertThat(recorder.reason().undeliveredBytes()).isEqualTo("never".length());
    }

    @Test
    void tellsThatThereIsRoomForOutputAgain() throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      net.accept(Family.IPV4, recorder);
      assertThat(recorder.connection().send(new byte[12 * 1024 * 1024])).isFalse();
      net.settle();
      recorder.discard();
      net.until(() -> recorder.events().contains("write"));

      assertThat(recorder.connection().queuedBytes()).isZero();
    }
  }
}
