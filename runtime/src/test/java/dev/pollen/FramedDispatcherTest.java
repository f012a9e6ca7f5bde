package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class FramedDispatcherTest {
  private static final Terminator LINE = Terminator.delimiter("\r\n");

  @RegisterExtension final Net net = new Net();

  @Nested
  class WholeFrames {

    /** asynchat's test_line_terminator: whatever the pieces. */
    @EveryFamily
    void areTheSameForEveryPieceSize(Family family) throws IOException {
      String text = "hello world\r\nI'm not dead yet!\r\n";
      for (int size = 1; size <= 3; size++) {
        FramedRecorder recorder = net.framedRecorder(LINE);
        Peer peer = net.accept(family, recorder);
        for (int i = 0; i < text.length(); i += size) {
          peer.send(text.substring(i, Math.min(text.length(), i + size)));
          net.settle();
        }
        net.until(() -> recorder.frames.size() == 2);

        assertThat(recorder.frames).containsExactly("hello world", "I'm not dead yet!");
      }
    }

    /** asynchat's test_empty_line. */
    @EveryFamily
    void mayBeEmpty(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.delimiter("\n"));
      net.accept(family, recorder).send("hello world\n\nI'm not dead yet!\n").finish();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly(
              "accept",
              "frame hello world",
              "frame ",
              "frame I'm not dead yet!",
              "eof",
              "close:PEER");
    }

    @EveryFamily
    void alsoComeFromAServer(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      RawListener raw = net.rawListener(family);
      net.loop().connect(raw.address(), recorder);
      raw.accept().send("220 hello\r\n");
      net.until(() -> recorder.frames.contains("220 hello"));
    }

    @Test
    void areReadOnlyAndCountAsReadWhateverIsLeft() throws IOException {
      List<Boolean> readOnly = new ArrayList<>();
      List<Integer> lengths = new ArrayList<>();
      FramedDispatcher lazy =
          new FramedDispatcher(LINE) {
            @Override
            protected void handleFrame(ByteBuffer frame) {
              readOnly.add(frame.isReadOnly());
              lengths.add(frame.remaining());
            }
          };
      Peer peer = net.accept(Family.IPV4, lazy).send("abc\r\nde\r\nf");
      net.until(() -> lengths.size() == 2);
      peer.send("gh\r\n");
      net.until(() -> lengths.size() == 3);

      assertThat(lengths).containsExactly(3, 2, 3);
      assertThat(readOnly).containsExactly(true, true, true);
    }
  }

  @Nested
  class Chunks {

    /** asynchat's test_none_terminator. */
    @EveryFamily
    void areAllThereIsOfRawBytes(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.raw());
      net.accept(family, recorder).send("hello world\nI'm not dead yet!\n").finish();
      net.until(recorder::isClosed);

      assertThat(recorder.chunks()).isEqualTo("hello world\nI'm not dead yet!\n");
      assertThat(recorder.frames).isEmpty();
      assertThat(recorder.events()).noneMatch(event -> event.startsWith("truncated"));
    }

    /** As collect_incoming_data and found_terminator: fragments, never empty, and then the end. */
    @EveryFamily
    void comeAsTheyArriveAndThenTheEndOfTheFrame(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.delimiter("--").inChunks());
      Peer peer = net.accept(family, recorder).send("ab-");
      net.until(() -> recorder.chunks().equals("ab"));
      peer.send("c");
      net.until(() -> recorder.chunks().equals("ab-c"));
      peer.send("--");
      net.until(() -> recorder.frames.size() == 1);
      peer.send("--");
      net.until(() -> recorder.frames.size() == 2);

      assertThat(recorder.events()).containsExactly("accept", "chunk ab", "chunk -c", "end", "end");
      assertThat(recorder.frames).containsExactly("ab-c", "");
    }

    /** asynchat's test_numeric_terminator. */
    @EveryFamily
    void followAFrameWithALengthUntilATerminatorIsSet(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.length(6));
      Peer peer = net.accept(family, recorder).send("hello ").send("world");
      net.until(() -> recorder.chunks().equals("world"));
      assertThat(recorder.frames).containsExactly("hello ");
      assertThat(recorder.current()).isEqualTo(Terminator.raw());
      recorder.set(LINE);
      peer.send("line\r\n");
      net.until(() -> recorder.frames.contains("line"));
    }

    @EveryFamily
    void carryABodyLargerThanAnyBuffer(Family family) throws IOException {
      int length = 16 * 1024 * 1024;
      net.limits(limits -> limits.maxInput(1000));
      long[] received = new long[1];
      List<Long> ends = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      FramedDispatcher counter =
          new FramedDispatcher(Terminator.length(length).inChunks()) {
            @Override
            protected void handleChunk(ByteBuffer chunk) {
              received[0] += chunk.remaining();
              if (remaining() != length - received[0]) {
                throw new AssertionError(remaining() + " missing after " + received[0]);
              }
            }

            @Override
            protected void handleFrameEnd() {
              ends.add(received[0]);
              terminator(LINE);
            }

            @Override
            protected void handleFrame(ByteBuffer frame) {
              lines.add("a line");
            }
          };
      net.accept(family, counter).send(new byte[length]).send("and a line\r\n");
      net.until(() -> !lines.isEmpty());

      assertThat(ends).containsExactly((long) length);
    }
  }

  @Nested
  class TheTerminator {

    @EveryFamily
    void appliesToBytesThatHaveArrivedAlreadyInBothDirections(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(
          Event.READ,
          () -> recorder.set(recorder.last().equals("frame PUT") ? Terminator.length(4) : LINE));
      net.accept(family, recorder).send("a\r\nPUT\r\n\r\n\r\nb\r\nPUT\r\n1234c\r\n");
      net.until(() -> recorder.frames.contains("c"));

      assertThat(recorder.frames).containsExactly("a", "PUT", "\r\n\r\n", "b", "PUT", "1234", "c");
    }

    /** As smtpd does: one method serves both by what state it is in. */
    @EveryFamily
    void switchesToDataAndBack(Family family) throws IOException {
      Terminator endOfData = Terminator.delimiter("\r\n.\r\n");
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(
          Event.READ, () -> recorder.set(recorder.last().equals("frame DATA") ? endOfData : LINE));
      String text = "HELO\r\nDATA\r\nSubject: x\r\n\r\n.hidden\r\n.\r\nQUIT\r\n";
      Peer peer = net.accept(family, recorder);
      for (int i = 0; i < text.length(); i++) {
        peer.send(text.substring(i, i + 1));
      }
      net.until(() -> recorder.frames.contains("QUIT"));

      assertThat(recorder.frames)
          .containsExactly("HELO", "DATA", "Subject: x\r\n\r\n.hidden", "QUIT");
    }

    @EveryFamily
    void thatIsSetInAChunkAppliesBehindTheFrame(Family family) throws IOException {
      for (Terminator body :
          List.of(Terminator.length(6).inChunks(), Terminator.delimiter("!").inChunks())) {
        FramedRecorder recorder = net.framedRecorder(body);
        recorder.on(
            Event.READ,
            () -> {
              if (recorder.last().startsWith("chunk")) {
                recorder.set(LINE);
              }
            });
        String text = body instanceof Terminator.Length ? "abcdef" : "abcdef!";
        Peer peer = net.accept(family, recorder).send(text.substring(0, 2));
        net.until(() -> recorder.chunks().equals("ab"));
        peer.send(text.substring(2) + "line\r\n");
        net.until(() -> recorder.frames.size() == 2);

        assertThat(recorder.frames).containsExactly("abcdef", "line");
      }
    }

    @Test
    void mayBeSetBeforeTheFirstByteAndFromATask() throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.raw());
      recorder.on(Event.ACCEPT, () -> recorder.set(LINE));
      Peer peer = net.accept(Family.IPV4, recorder).send("on");
      net.until(() -> recorder.connection().received().remaining() == 2);
      net.loop().execute(() -> recorder.set(Terminator.length(3)));
      net.settle();
      peer.send("e\r\ntwo");
      net.until(() -> recorder.frames.size() == 2);

      assertThat(recorder.frames).containsExactly("one", "two");
    }

    @Test
    void tellsHowManyBytesOfALengthAreMissing() throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.length(5));
      Peer peer = net.accept(Family.IPV4, recorder).send("ab");
      net.until(() -> recorder.missing() == 3);
      peer.send("cde");
      net.until(() -> recorder.frames.contains("abcde"));

      assertThat(recorder.missing()).isZero();
    }
  }

  @Nested
  class TheEndOfTheStream {

    /** asynchat never delivers what looked like the beginning of the delimiter. */
    @EveryFamily
    void insideAFrameIsToldWithAllThatHasArrived(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      net.accept(family, recorder).send("one\r\nabc\r").finish();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "frame one", "truncated abc\r", "eof", "close:PEER");
    }

    @EveryFamily
    void insideAFrameInChunksIsToldWithWhatWasHeldBack(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.delimiter("\r\n").inChunks());
      net.accept(family, recorder).send("abc\r").finish();
      net.until(recorder::isClosed);
      FramedRecorder counted = net.framedRecorder(Terminator.length(5).inChunks());
      net.accept(family, counted).send("abc").finish();
      net.until(counted::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "chunk abc", "truncated \r", "eof", "close:PEER");
      assertThat(counted.events())
          .containsExactly("accept", "chunk abc", "truncated ", "eof", "close:PEER");
    }

    @EveryFamily
    void betweenFramesIsNotTruncation(Family family) throws IOException {
      for (Terminator terminator : List.of(LINE, Terminator.length(5))) {
        FramedRecorder recorder = net.framedRecorder(terminator);
        net.accept(family, recorder).finish();
        net.until(recorder::isClosed);

        assertThat(recorder.events()).containsExactly("accept", "eof", "close:PEER");
      }
    }

    @Test
    void mayBeAnsweredInTheTruncationAndIsToldAlsoIfThatFails() throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(
          Event.READ,
          () -> {
            recorder.send("incomplete");
            throw new IllegalStateException("on purpose");
          });
      recorder.on(Event.ERROR, () -> {});
      net.accept(Family.IPV4, recorder).send("a").finish().awaitReceived("incomplete").awaitEnd();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly(
              "accept", "truncated a", "error:IllegalStateException", "eof", "close:PEER");
    }

    @Test
    void isNotToldAfterATruncationThatCloses() throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(Event.READ, recorder::close);
      net.accept(Family.IPV4, recorder).send("a").finish();
      net.until(recorder::isClosed);

      assertThat(recorder.events()).containsExactly("accept", "truncated a", "close:LOCAL");
    }

    @Test
    void insideAFrameIsIgnoredUnlessSomebodyCares() throws IOException {
      List<String> lines = new ArrayList<>();
      FramedDispatcher indifferent =
          new FramedDispatcher(LINE) {
            @Override
            protected void handleFrame(ByteBuffer frame) {
              lines.add("line");
            }
          };
      net.accept(Family.IPV4, indifferent).send("one\r\ntw").finish().awaitEnd();

      assertThat(lines).containsExactly("line");
      assertThat(net.log().messages()).isEmpty();
    }
  }
}
