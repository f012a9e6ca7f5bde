package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bytes between frames: those that nobody wants yet, and those that somebody else parses. */
@Timeout(60)
final class FramelessTest {
  private static final Terminator LINE = Terminator.line().max(100);

  @RegisterExtension final Net net = new Net();

  @Nested
  class Held {

    @EveryFamily
    void nothingIsReadNorNoticedAndTheLoopSleeps(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(LINE);
      recorder.on(
          Event.READ,
          () -> {
            if (recorder.last().equals("frame hold")) {
              recorder.set(Terminator.held());
            }
          });
      Peer peer = net.accept(family, recorder).send("a\nhold\nb\nc");
      net.until(() -> recorder.frames.size() == 2);
      peer.send("d\n").finish();
      net.settle();
      long before = net.loop().statistics().ready();
      net.loop().poll(Duration.ofMillis(20));
      assertThat(net.loop().statistics().ready()).as("nothing is ready").isEqualTo(before);
      assertThat(recorder.frames).containsExactly("a", "hold");
      recorder.set(LINE);
      assertThat(recorder.frames).as("told inside the call").hasSize(2);
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly(
              "accept", "frame a", "frame hold", "frame b", "frame cd", "eof", "close:PEER");
    }

    @EveryFamily
    void fromTheBeginningUntilATimerSaysOtherwise(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.held());
      net.accept(family, recorder).send("early\n");
      net.settle();
      assertThat(recorder.connection().received().remaining()).isZero();
      recorder.connection().schedule(Duration.ofMillis(1), () -> recorder.set(LINE));
      net.until(() -> recorder.frames.contains("early"));
    }

    @Test
    void whoIsAskedAgainAndHoldsAgainDoesNotSpin() throws IOException {
      int[] asked = new int[1];
      FramedRecorder recorder = net.framedRecorder(Terminator.held());
      recorder.atStart(
          () -> {
            asked[0]++;
            recorder.set(Terminator.held());
          });
      net.accept(Family.IPV4, recorder).send("a\n");
      net.settle();
      int before = asked[0];
      recorder.again();
      net.settle();
      net.loop().poll(Duration.ofMillis(5));

      assertThat(asked[0]).isEqualTo(before + 1);
      assertThat(recorder.frames).isEmpty();
    }

    @Test
    void theConnectionMayStillBeClosedAndPaused() throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.held());
      Peer peer = net.accept(Family.IPV4, recorder).send("a\n");
      recorder.connection().pauseReading();
      recorder.set(LINE);
      net.settle();
      assertThat(recorder.frames).isEmpty();
      recorder.connection().resumeReading();
      net.until(() -> recorder.frames.contains("a"));
      recorder.set(Terminator.held());
      recorder.connection().close();
      peer.awaitEnd().close();
      net.until(recorder::isClosed);
    }
  }

  @Nested
  class Unframed {

    @EveryFamily
    void whatIsLeftUnreadIsToldWithWhatFollows(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.unframed());
      recorder.reads(available -> available / 2 * 2);
      Peer peer = net.accept(family, recorder).send("abc");
      net.until(() -> recorder.chunks().equals("ab"));
      net.settle();
      peer.send("d");
      net.until(() -> recorder.chunks().equals("abcd"));
      peer.send("e").finish();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "chunk ab", "chunk cd", "chunk ", "eof", "close:PEER");
    }

    @EveryFamily
    void whatIsLeftIsFramedWhenATerminatorIsSet(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.unframed()).reads(available -> 2);
      recorder.on(
          Event.READ,
          () -> {
            boolean isFirst = recorder.last().startsWith("chunk");
            recorder.set(isFirst ? LINE : Terminator.unframed());
          });
      net.accept(family, recorder).send("aaline\nbbmore\ncc\n");
      net.until(() -> recorder.frames.size() == 3);

      assertThat(recorder.frames).containsExactly("line", "more", "");
      assertThat(recorder.chunks()).isEqualTo("aabbcc");
    }

    @EveryFamily
    void whatIsLeftIsFramedWhenATerminatorIsSetLater(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.unframed()).reads(available -> 2);
      net.accept(family, recorder).send("aaline\n");
      net.until(() -> recorder.chunks().equals("aa"));
      net.settle();
      recorder.set(LINE);
      net.until(() -> recorder.frames.contains("line"));
    }

    @EveryFamily
    void aFailureInTheMiddleDoesNotWaitForMore(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.unframed()).reads(available -> 1);
      recorder.on(Event.ERROR, () -> {});
      recorder.on(
          Event.READ,
          () -> {
            throw new IllegalStateException("on purpose");
          });
      net.accept(family, recorder).send("abc");
      net.until(() -> recorder.chunks().equals("abc"));
    }

    @EveryFamily
    void whatWasLeftUnreadIsToldAgainWhenReadingIsResumed(Family family) throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.unframed()).reads(available -> 1);
      recorder.on(
          Event.READ,
          () -> {
            Connection connection = recorder.connection();
            connection.pauseReading();
            connection.schedule(Duration.ofMillis(1), connection::resumeReading);
          });
      net.accept(family, recorder).send("abc").finish();
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "chunk a", "chunk b", "chunk c", "eof", "close:PEER");
    }

    @Test
    void whoResumesAtOnceIsToldTheRestButDoesNotHoldUpTheEndIfNothingIsRead() throws IOException {
      for (int count : new int[] {1, 0}) {
        FramedRecorder recorder = net.framedRecorder(Terminator.unframed());
        recorder.reads(available -> count);
        recorder.on(
            Event.READ,
            () -> {
              recorder.connection().pauseReading();
              recorder.connection().resumeReading();
            });
        net.accept(Family.IPV4, recorder).send("abc").finish();
        net.until(recorder::isClosed);

        assertThat(recorder.chunks()).isEqualTo(count == 0 ? "" : "abc");
        assertThat(recorder.events()).endsWith("eof", "close:PEER");
      }
    }

    @EveryFamily
    void tooMuchIsLeftUnread(Family family) throws IOException {
      net.limits(limits -> limits.maxInput(10));
      FramedRecorder recorder = net.framedRecorder(Terminator.unframed()).reads(available -> 0);
      Peer peer = net.accept(family, recorder).send("0123456789");
      net.settle();
      assertThat(recorder.journal.errors).isEmpty();
      peer.send("x").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.LIMIT);
      assertThat(recorder.journal.errors.get(0))
          .hasMessageContaining("FramedRecorder.handleChunk leaves too much unread");
    }

    @Test
    void whoAsksForTheSameBytesAgainAndAgainLetsOthersLive() throws IOException {
      FramedRecorder greedy = net.framedRecorder(Terminator.unframed()).reads(available -> 0);
      greedy.on(Event.READ, greedy::again);
      FramedRecorder other = net.framedRecorder(LINE);
      net.accept(Family.IPV4, greedy).send("x");
      net.accept(Family.IPV4, other).send("a\n");
      net.until(() -> other.frames.contains("a"));
    }
  }
}
