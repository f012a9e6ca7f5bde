package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.TruncatedFrameException;
import dev.pollen.behaviour.subject.Style;
import dev.pollen.behaviour.subject.protocol.Bodies;
import dev.pollen.behaviour.subject.protocol.Bodies_TextsDispatcher;
import dev.pollen.behaviour.subject.protocol.Frames;
import dev.pollen.behaviour.subject.protocol.Lengths;
import dev.pollen.behaviour.subject.protocol.Lines;
import dev.pollen.behaviour.subject.protocol.Lines_BytesDispatcher;
import dev.pollen.behaviour.subject.protocol.Lines_LineFeedsDispatcher;
import dev.pollen.behaviour.subject.protocol.Lines_TextsDispatcher;
import dev.pollen.behaviour.subject.protocol.Prefixed;
import dev.pollen.behaviour.subject.protocol.Prefixed_BuffersDispatcher;
import dev.pollen.behaviour.subject.protocol.Prefixed_InclusiveDispatcher;
import dev.pollen.behaviour.subject.protocol.Prefixed_TextsDispatcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Frames of every kind, as generated dispatchers tell them. */
@OnAnyNetwork
final class FramesTest {
  private static final List<String> FRAMES = List.of("one", "", "12345678", "\t", "t");
  private static final List<String> BLOCKS = List.of("one ", "\r\n\r\n", "1234");

  private static List<String> frames(Frames kind) {
    return kind.hasAnyLength() ? FRAMES : BLOCKS;
  }

  private static String wire(Frames kind, List<String> frames) {
    return frames.stream().map(kind::wire).collect(Collectors.joining());
  }

  private static Frames.Served serve(Frames kind, List<String> frames) {
    Frames.Served served = kind.serve();
    if (served.diary() instanceof Lengths lengths) {
      frames.forEach(frame -> lengths.announce(frame.length()));
    }
    return served;
  }

  @Everywhere(styles = Style.GENERATED)
  void areTheSameHoweverTheBytesAreCut(Testbed bed) {
    for (Frames kind : Frames.values()) {
      List<String> frames = frames(kind);
      Frames.Served whole = serve(kind, frames);
      bed.accept(whole.diary(), whole.dispatcher()).send(wire(kind, frames)).finish();
      Frames.Served cut = serve(kind, frames);
      Peer peer = bed.accept(cut.diary(), cut.dispatcher()).withoutDelay();
      peer.sendByteByByte(wire(kind, frames)).finish();
      bed.until(() -> whole.diary().isClosed() && cut.diary().isClosed());

      assertThat(whole.diary().told()).as("%s at once", kind).isEqualTo(frames);
      assertThat(cut.diary().told()).as("%s byte by byte", kind).isEqualTo(frames);
      assertThat(cut.diary().reason().kind()).isEqualTo(CloseReason.Kind.PEER);
    }
  }

  @Everywhere(styles = Style.GENERATED)
  void mayBeAsLongAsTheLimitAndNotOneByteLonger(Testbed bed) {
    String largest = "x".repeat(Frames.MAX);
    List<String> frames = List.of(largest.substring(1), largest, largest + "x", "next");
    for (Frames kind : Frames.values()) {
      if (!kind.hasAnyLength()) {
        continue;
      }
      for (boolean byteByByte : new boolean[] {false, true}) {
        Frames.Served served = serve(kind, frames);
        if (served.diary() instanceof Lengths lengths) {
          lengths.on("error:FrameTooLongException", unused -> lengths.arrived());
        }
        Peer peer = bed.accept(served.diary(), served.dispatcher()).withoutDelay();
        String wire = wire(kind, frames.subList(0, 3));
        if (byteByByte && kind.skips()) {
          peer.sendByteByByte(wire);
        } else {
          peer.send(wire);
        }
        if (kind.skips()) {
          peer.send(kind.wire("next")).finish();
        } else {
          peer.awaitEnd().close();
        }
        bed.until(served.diary()::isClosed);

        List<String> told = new ArrayList<>(frames.subList(0, 2));
        told.add("error:FrameTooLongException");
        if (kind.skips()) {
          told.add("next");
        }
        assertThat(served.diary().told()).as("%s", kind).isEqualTo(told);
        assertThat(served.diary().reason().kind())
            .as("%s", kind)
            .isEqualTo(kind.skips() ? CloseReason.Kind.PEER : CloseReason.Kind.LIMIT);
      }
    }
  }

  @Everywhere(styles = Style.GENERATED)
  void thatAreTooLongAreOneErrorEach(Testbed bed) {
    String tooLong = "x".repeat(Frames.MAX + 1);
    List<String> frames = List.of(tooLong, "one", tooLong, tooLong, "two");
    for (Frames kind : Frames.values()) {
      if (!kind.skips()) {
        continue;
      }
      Frames.Served served = serve(kind, frames);
      if (served.diary() instanceof Lengths lengths) {
        lengths.on("error:FrameTooLongException", unused -> lengths.arrived());
      }
      bed.accept(served.diary(), served.dispatcher()).send(wire(kind, frames)).finish();
      bed.until(served.diary()::isClosed);

      String error = "error:FrameTooLongException";
      assertThat(served.diary().told())
          .as("%s", kind)
          .containsExactly(error, "one", error, error, "two");
    }
  }

  @Everywhere(styles = Style.GENERATED)
  void thatAreNoTextAreOneErrorAndTheNextFollows(Testbed bed) {
    for (Frames kind : Frames.values()) {
      if (!kind.isStrict()) {
        continue;
      }
      List<String> frames = List.of("good", "a\u00C3(b", "next");
      if (!kind.hasAnyLength()) {
        frames = List.of("good", "a\u00C3(b", "then");
      }
      Frames.Served served = serve(kind, frames);
      if (served.diary() instanceof Lengths lengths) {
        lengths.on("error:MalformedInputException", unused -> lengths.arrived());
      }
      bed.accept(served.diary(), served.dispatcher()).send(wire(kind, frames)).finish();
      bed.until(served.diary()::isClosed);

      assertThat(served.diary().told())
          .as("%s", kind)
          .containsExactly("good", "error:MalformedInputException", frames.get(2));
      assertThat(served.diary().reason().kind()).isEqualTo(CloseReason.Kind.PEER);
    }
  }

  @Everywhere(styles = Style.GENERATED)
  void arriveInTheirCharset(Testbed bed) {
    Frames.Served utf8 = Frames.LINE_TEXT.serve();
    bed.accept(utf8.diary(), utf8.dispatcher()).send("\u00C3\u00A9\n").finish();
    Frames.Served latin = Frames.UNTIL_LATIN_TEXT.serve();
    bed.accept(latin.diary(), latin.dispatcher()).send("\u00E9\u00A7").finish();
    bed.until(() -> utf8.diary().isClosed() && latin.diary().isClosed());

    assertThat(utf8.diary().told()).containsExactly("é");
    assertThat(latin.diary().told()).containsExactly("é");
  }

  @Everywhere(styles = Style.GENERATED)
  void thatTheStreamEndsInAreOneError(Testbed bed) {
    for (Frames kind : Frames.values()) {
      Frames.Served served = serve(kind, List.of("good", "rest"));
      String wire = kind.wire("good") + kind.wire("rest");
      Peer peer = bed.accept(served.diary(), served.dispatcher());
      peer.send(wire.substring(0, wire.length() - 1)).finish();
      bed.until(served.diary()::isClosed);

      assertThat(served.diary().told())
          .as("%s", kind)
          .containsExactly("good", "error:TruncatedFrameException");
      TruncatedFrameException error = (TruncatedFrameException) served.diary().errors().get(0);
      assertThat(new String(error.tail(), StandardCharsets.ISO_8859_1))
          .as("%s", kind)
          .contains("res");
    }
  }

  @Everywhere(styles = Style.GENERATED)
  void areNotToldAfterCloseEvenIfTheyAreThereAlready(Testbed bed) {
    for (Frames kind : Frames.values()) {
      List<String> frames = List.of("stop", "more", "than");
      Frames.Served served = serve(kind, frames);
      served.diary().on("stop", Connection::close);
      Peer peer = bed.accept(served.diary(), served.dispatcher());
      peer.send(wire(kind, frames) + "\u00FFrest").awaitEnd().close();
      bed.until(served.diary()::isClosed);

      assertThat(served.diary().told()).as("%s", kind).containsExactly("stop");
      assertThat(served.diary().reason().kind()).isEqualTo(CloseReason.Kind.LOCAL);
    }
  }

  @Everywhere(styles = Style.GENERATED)
  void waitWhileReadingIsPaused(Testbed bed) {
    for (Frames kind : Frames.values()) {
      List<String> frames = List.of("wait", "more", "then");
      Frames.Served served = serve(kind, frames);
      served.diary().on("wait", Connection::pauseReading);
      bed.accept(served.diary(), served.dispatcher()).send(wire(kind, frames)).finish();
      bed.until(() -> !served.diary().told().isEmpty());
      bed.settle();
      assertThat(served.diary().told()).as("%s", kind).containsExactly("wait");

      served.diary().connection().resumeReading();
      bed.until(served.diary()::isClosed);
      assertThat(served.diary().told()).as("%s", kind).isEqualTo(frames);
    }
  }

  @Everywhere(styles = Style.GENERATED)
  void endWhereTheirLineSaysSo(Testbed bed) {
    String wire = "a\r\nb\nc\rd\r\r\n";
    Lines.Texts either = new Lines.Texts();
    bed.accept(either, new Lines_TextsDispatcher(either)).send(wire).finish();
    Lines.Bytes both = new Lines.Bytes();
    bed.accept(both, new Lines_BytesDispatcher(both)).send(wire).finish();
    Lines.LineFeeds feeds = new Lines.LineFeeds();
    bed.accept(feeds, new Lines_LineFeedsDispatcher(feeds)).send(wire).finish();
    bed.until(() -> either.isClosed() && both.isClosed() && feeds.isClosed());

    assertThat(either.told()).containsExactly("a", "b", "c\rd\r");
    assertThat(both.told()).containsExactly("a", "b\nc\rd\r");
    assertThat(feeds.told()).containsExactly("a\r", "b", "c\rd\r\r");
  }

  @Everywhere(styles = Style.GENERATED)
  void thatAreEmptyAreToldAlthoughNoByteArrives(Testbed bed) {
    Bodies.Texts handler = new Bodies.Texts();
    List.of(0, 0, 3, 0).forEach(handler::announce);
    Peer peer = bed.accept(handler, new Bodies_TextsDispatcher(handler));
    bed.until(() -> handler.told().size() == 2);
    peer.send("abc");
    bed.until(() -> handler.told().size() == 4);

    assertThat(handler.told()).containsExactly("", "", "abc", "");
  }

  @Everywhere(styles = Style.GENERATED)
  void withALengthThatCannotBeCloseTheConnection(Testbed bed) {
    Bodies.Texts negative = new Bodies.Texts();
    negative.announce(-1);
    bed.accept(negative, new Bodies_TextsDispatcher(negative)).send("abc").awaitEnd().close();
    Prefixed.Inclusive tooShort = new Prefixed.Inclusive();
    bed.accept(tooShort, new Prefixed_InclusiveDispatcher(tooShort))
        .send("\0\0\2abc")
        .awaitEnd()
        .close();
    Prefixed.Texts endless = new Prefixed.Texts();
    Peer peer = bed.accept(endless, new Prefixed_TextsDispatcher(endless));
    peer.send("\u00FF".repeat(6)).awaitEnd().close();
    bed.until(() -> negative.isClosed() && tooShort.isClosed() && endless.isClosed());

    assertThat(negative.told()).containsExactly("error:MalformedFrameException");
    assertThat(tooShort.told()).containsExactly("error:MalformedFrameException");
    assertThat(endless.told()).containsExactly("error:MalformedFrameException");
  }

  @Everywhere(styles = Style.GENERATED)
  void thatAreTooLongForOneByteOfLengthAreRefusedBeforeTheyArrive(Testbed bed) {
    Prefixed.Buffers handler = new Prefixed.Buffers();
    bed.accept(handler, new Prefixed_BuffersDispatcher(handler)).send("\u0009").awaitEnd().close();
    bed.until(handler::isClosed);

    assertThat(handler.told()).containsExactly("error:FrameTooLongException");
  }
}
