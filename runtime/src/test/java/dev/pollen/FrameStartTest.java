package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Protocols whose state says what the next frame is. */
@Timeout(60)
final class FrameStartTest {
  private static final Terminator LINE = Terminator.line().max(100);

  @RegisterExtension final Net net = new Net();

  /** Which frame comes next, as long as the test does not say something else. */
  private Runnable state = () -> {};

  private FramedRecorder recorder() {
    FramedRecorder recorder = net.framedRecorder(Terminator.held());
    return recorder.atStart(() -> state.run());
  }

  @Nested
  class TheState {

    /** A small protocol: lines, bodies of a length told by the line, a text up to a dot. */
    @EveryFamily
    void decidesBetweenTwoFramesHoweverTheyAreCut(Family family) throws IOException {
      String stream = "3\r\nabc0\n\n5\nab\r\ncx\n.some\nlines.0\n2\n\n\nlast\n";
      for (int size : new int[] {1, 2, 3, 7, stream.length()}) {
        FramedRecorder recorder = recorder();
        state = () -> recorder.set(LINE);
        recorder.on(Event.READ, () -> state = after(recorder));
        Peer peer = net.accept(family, recorder);
        for (int i = 0; i < stream.length(); i += size) {
          peer.send(stream.substring(i, Math.min(stream.length(), i + size)));
          net.loop().poll(Duration.ZERO);
        }
        net.until(() -> recorder.frames.contains("last"));

        assertThat(recorder.frames)
            .containsExactly(
                "3", "abc", "0", "", "", "5", "ab\r\nc", "x", ".some", "lines.0", "2", "\n\n",
                "last");
      }
    }

    private Runnable after(FramedRecorder recorder) {
      String frame = recorder.frames.get(recorder.frames.size() - 1);
      boolean isLength = frame.length() == 1 && Character.isDigit(frame.charAt(0));
      return isLength
          ? () -> recorder.exact(Integer.parseInt(frame), 100)
          : () -> recorder.set(LINE);
    }

    @EveryFamily
    void isAskedBeforeAnyByteHasArrived(Family family) throws IOException {
      FramedRecorder recorder = recorder();
      recorder.on(Event.READ, () -> state = () -> recorder.set(LINE));
      state = () -> recorder.exact(0, 10);
      net.accept(family, recorder);
      net.until(() -> recorder.frames.equals(List.of("")));

      assertThat(recorder.events()).containsExactly("accept", "frame ");
    }

    @EveryFamily
    void isNotAskedAndNothingIsToldAfterAClose(Family family) throws IOException {
      FramedRecorder recorder = recorder();
      int[] asked = new int[1];
      state =
          () -> {
            asked[0]++;
            recorder.exact(0, 10);
          };
      recorder.on(
          Event.READ,
          () -> {
            if (recorder.frames.size() == 2) {
              recorder.connection().close();
              recorder.again();
            }
          });
      net.accept(family, recorder).send("more").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.frames).containsExactly("", "");
      assertThat(asked[0]).isEqualTo(2);
    }

    @Test
    void isAskedAlsoAfterTheLastFrameOfAPass() throws IOException {
      net.limits(limits -> limits.framesPerPass(1));
      FramedRecorder recorder = recorder();
      state = () -> recorder.set(LINE);
      recorder.on(
          Event.READ,
          () ->
              state =
                  recorder.frames.size() == 2
                      ? () -> recorder.exact(0, 10)
                      : () -> recorder.set(LINE));
      net.accept(Family.IPV4, recorder).send("a\nb\n");
      net.until(() -> recorder.frames.size() == 3);

      assertThat(recorder.frames).containsExactly("a", "b", "");
    }

    @EveryFamily
    void isAskedAgainWhenItHasChangedElsewhere(Family family) throws IOException {
      FramedRecorder recorder = recorder();
      state = () -> recorder.set(Terminator.delimiter("!"));
      Peer peer = net.accept(family, recorder).send("one\ntwo\nthree");
      net.until(() -> recorder.connection().received().remaining() == 13);
      recorder.connection().schedule(Duration.ZERO, () -> change(recorder));
      net.until(() -> recorder.frames.size() == 2);
      peer.send("\n");
      net.until(() -> recorder.frames.size() == 3);

      assertThat(recorder.frames).containsExactly("one", "two", "three");
    }

    private void change(FramedRecorder recorder) {
      state = () -> recorder.set(LINE);
      recorder.again();
      assertThat(recorder.frames).as("told inside the call").isEmpty();
    }

    @EveryFamily
    void thatFailsHoldsTheConnectionUntilItIsAskedAgain(Family family) throws IOException {
      FramedRecorder recorder = recorder();
      recorder.on(Event.ERROR, () -> {});
      state =
          () -> {
            throw new IllegalStateException("on purpose");
          };
      Peer peer = net.accept(family, recorder).send("a\n").finish();
      net.settle();
      assertThat(recorder.events()).containsExactly("accept", "error:IllegalStateException");
      state = () -> recorder.set(LINE);
      recorder.again();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "error:IllegalStateException", "frame a", "eof", "close:PEER");
      peer.awaitEnd();
    }

    @Test
    void thatFailsEndsTheConnectionUnlessSomebodyCares() throws IOException {
      FramedRecorder recorder = recorder();
      state =
          () -> {
            throw new IllegalStateException("on purpose");
          };
      net.accept(Family.IPV4, recorder);
      net.until(() -> recorder.events().contains("error:IllegalStateException"));
      recorder.connection().abort();

      assertThat(net.log().messages())
          .singleElement()
          .asString()
          .contains("FramedRecorder.handleFrameStart");
    }
  }

  @Nested
  class ALengthKnownAtRunTime {

    @EveryFamily
    void thatIsNegativeClosesTheConnectionInAnyCase(Family family) throws IOException {
      FramedRecorder recorder = recorder();
      recorder.on(Event.ERROR, () -> recorder.send("no"));
      state = () -> recorder.set(LINE);
      recorder.on(Event.READ, () -> state = () -> recorder.exact(-1, 10));
      Peer peer = net.accept(family, recorder).send("a\nb\n");
      peer.awaitReceived("no").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly(
              "accept", "frame a", "error:MalformedFrameException", "close:HANDLER_FAILED");
      assertThat(recorder.reason().cause()).isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void mayBeSetInsideAFrameForTheNext() throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      Peer peer = net.accept(Family.IPV4, recorder).send("a");
      net.until(() -> recorder.connection().received().remaining() == 1);
      recorder.exact(2, 10);
      assertThat(recorder.current()).isEqualTo(Terminator.length(2).max(10));
      peer.send("b\ncdraw");
      net.until(() -> recorder.chunks().equals("raw"));

      assertThat(recorder.frames).containsExactly("ab", "cd");
    }

    @Test
    void hasALimitThatMakesSense() {
      FramedRecorder recorder = new FramedRecorder(LINE);
      assertThatIllegalArgumentException().isThrownBy(() -> recorder.exact(1, 0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> recorder.exact(1, 512 * 1024 * 1024 + 1));
      recorder.exact(7, 512 * 1024 * 1024);

      assertThat(recorder.missing()).isEqualTo(7);
    }

    @EveryFamily
    void mayBeTooLongAndIsSkippedThen(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(Event.ERROR, () -> {});
      recorder.on(
          Event.READ,
          () -> {
            if (recorder.last().equals("frame a")) {
              recorder.exactOrSkip(5, 4);
            }
          });
      recorder.atStart(
          () -> {
            if (recorder.current() == Terminator.raw()) {
              recorder.set(LINE);
            }
          });
      net.accept(family, recorder).send("a\n12345b\n");
      net.until(() -> recorder.frames.contains("b"));

      assertThat(recorder.events())
          .containsExactly("accept", "frame a", "error:FrameTooLongException", "frame b");
    }
  }

  @Nested
  class Handlers {

    @Test
    void setTerminatorsThroughTheirConnection() throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.raw());
      recorder.on(Event.ACCEPT, () -> recorder.connection().terminator(LINE));
      net.accept(Family.IPV4, recorder).send("a\n");
      net.until(() -> recorder.frames.contains("a"));
    }

    @Test
    void areToldIfThereAreNoFrames() throws IOException {
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);

      assertThatIllegalStateException()
          .isThrownBy(() -> recorder.connection().terminator(LINE))
          .withMessageContaining("Recorder knows no frames");
    }
  }

  @Test
  void theOrderOfBytesThatOneHookSetsIsNotThatOfTheNext() throws IOException {
    List<ByteOrder> orders = new ArrayList<>();
    List<ConnectionDispatcher> hooks =
        List.of(
            new FramedDispatcher(LINE) {
              @Override
              protected void handleFrame(ByteBuffer frame) {
                orders.add(frame.order());
                frame.order(ByteOrder.LITTLE_ENDIAN);
              }
            },
            new ConnectionDispatcher() {
              @Override
              protected void handleRead() {
                orders.add(recv().order());
                discardInput();
              }
            });
    for (ConnectionDispatcher hook : hooks) {
      net.accept(Family.IPV4, hook).send("a\nb\n");
      net.until(() -> orders.size() > hooks.indexOf(hook) * 2);
    }
    net.settle();

    assertThat(orders).hasSize(3).containsOnly(ByteOrder.BIG_ENDIAN);
  }
}
