package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason;
import dev.pollen.Reply;
import dev.pollen.behaviour.subject.Style;
import dev.pollen.behaviour.subject.protocol.Stages;
import dev.pollen.behaviour.subject.protocol.Stages.State;
import dev.pollen.behaviour.subject.protocol.StagesDispatcher;
import java.time.Duration;

/** Protocols with states, as generated dispatchers serve them. */
@OnAnyNetwork
final class StatesTest {
  private static Peer accept(Testbed bed, Stages handler) {
    return bed.accept(handler, new StagesDispatcher(handler)).withoutDelay();
  }

  @Everywhere(styles = Style.GENERATED)
  @SuppressWarnings("StringConcatToTextBlock") // the ends of its lines are part of the frames
  void cutOneSegmentEachInItsWay(Testbed bed) {
    String all =
        "BODY 5\n12\n45ENTER PREFIXED\n\3a\nbENTER SECTION\na\nb--ENTER RAW\nx\ny;SAY one\n"
            + "BODY 0\nSAY two\n";
    Stages whole = new Stages();
    accept(bed, whole).send(all).finish();
    Stages cut = new Stages();
    accept(bed, cut).sendByteByByte(all).finish();
    bed.until(() -> whole.isClosed() && cut.isClosed());

    assertThat(whole.told())
        .containsExactly(
            "BODY",
            "body:12\n45",
            "ENTER",
            "prefixed:a\nb",
            "ENTER",
            "section:a\nb",
            "ENTER",
            "raw",
            "one",
            "BODY",
            "body:",
            "two");
    assertThat(cut.told()).isEqualTo(whole.told());
  }

  @Everywhere(styles = Style.GENERATED)
  void areEnteredBehindTheAnswer(Testbed bed) {
    Stages handler = new Stages();
    Peer peer = accept(bed, handler);
    peer.send("ENTER section\nx--SAY done\n").awaitReceived("entering SECTION\ndone\n").close();
    bed.until(handler::isClosed);

    assertThat(handler.told()).containsExactly("ENTER", "section:x", "done");
  }

  @Everywhere(styles = Style.GENERATED)
  void withoutAReadMethodHoldTheInputBackUntilATimerEndsThem(Testbed bed) {
    Stages handler = new Stages();
    Peer peer = accept(bed, handler);
    peer.send("ENTER WAITING\nSAY one\n").send("SAY two\n").finish();
    bed.until(() -> handler.told().size() == 1);
    bed.settle();
    assertThat(handler.told()).containsExactly("ENTER");
    assertThat(bed.loop().poll(Duration.ofMillis(20))).as("work while it waits").isZero();

    bed.loop().schedule(Duration.ZERO, () -> handler.connection().enter(State.LINES));
    bed.until(handler::isClosed);
    assertThat(handler.told()).containsExactly("ENTER", "one", "two");
  }

  @Everywhere(styles = Style.GENERATED)
  void areEnteredFromAnotherConnection(Testbed bed) {
    Stages waiting = new Stages();
    Peer peer = accept(bed, waiting);
    peer.send("ENTER WAITING\nSAY one\n").awaitReceived("entering WAITING\n");
    Stages other = new Stages();
    Peer waker = accept(bed, other);
    other.on("wake", unused -> waiting.connection().enter(State.LINES));
    waker.send("SAY wake\n");
    peer.awaitReceived("entering WAITING\none\n");

    assertThat(waiting.told()).containsExactly("ENTER", "one");
  }

  @Everywhere(styles = Style.GENERATED)
  void areEnteredWhenAnAnswerIsThere(Testbed bed) {
    Stages handler = new Stages();
    Peer peer = accept(bed, handler);
    peer.send("LATER\n\2abSAY one\n");
    bed.until(() -> handler.told().size() == 1);
    bed.settle();
    assertThat(handler.told()).containsExactly("LATER");

    handler.later().complete(Reply.of("now\n").enter(State.PREFIXED));
    peer.awaitReceived("now\none\n");
    assertThat(handler.told()).containsExactly("LATER", "prefixed:ab", "one");
  }

  @Everywhere(styles = Style.GENERATED)
  void areLeftInsideAFrameWhichIsThenCutAnew(Testbed bed) {
    Stages handler = new Stages();
    Peer peer = accept(bed, handler);
    peer.send("ENTER SECTION\nSAY on");
    bed.until(() -> handler.told().size() == 1);
    bed.settle();
    handler.connection().enter(State.LINES);
    peer.send("e\n").awaitReceived("entering SECTION\none\n");

    assertThat(handler.told()).containsExactly("ENTER", "one");
  }

  @Everywhere(styles = Style.GENERATED)
  void limitTheIdleEvent(Testbed bed) {
    Stages busy = new Stages();
    accept(bed, busy);
    Stages resting = new Stages();
    Peer peer = accept(bed, resting);
    peer.send("ENTER RESTING\nSAY up\n").awaitReceived("entering RESTING\nup\n");

    assertThat(resting.told()).containsExactly("ENTER", "rested", "up");
    assertThat(busy.told()).isEmpty();
  }

  @Everywhere(styles = Style.GENERATED)
  void limitTheErrorEvent(Testbed bed) {
    Stages handler = new Stages();
    Peer peer = accept(bed, handler);
    peer.send("BODY 4\nfailmore").awaitReceived("");
    bed.until(() -> handler.told().size() >= 4);
    assertThat(handler.told())
        .containsExactly("BODY", "body:fail", "error:IOException", "body:more");
    assertThat(bed.reports().messages()).isEmpty();

    peer.send("SAY fail\nSAY more\n").awaitEnd().close();
    bed.until(handler::isClosed);
    assertThat(handler.told()).endsWith("body:more", "fail");
    assertThat(handler.reason().kind()).isEqualTo(CloseReason.Kind.HANDLER_FAILED);
    assertThat(bed.reports().messages())
        .singleElement()
        .asString()
        .startsWith("failure=handler method=Stages.say channel=");
  }

  @Everywhere(styles = Style.GENERATED)
  void haveAnEndInAFrameThatNoMethodIsBlamedFor(Testbed bed) {
    Stages handler = new Stages();
    accept(bed, handler).send("SAY one\nSAY tw").finish().awaitReceived("one\n").awaitEnd().close();
    bed.until(handler::isClosed);

    assertThat(bed.reports().messages())
        .singleElement()
        .asString()
        .startsWith("failure=handler method=StagesDispatcher.handleTruncated channel=");
  }

  @Everywhere(styles = Style.GENERATED)
  void limitTheCloseEvent(Testbed bed) {
    Stages handler = new Stages();
    Peer peer = accept(bed, handler);
    peer.send("ENTER WAITING\n").awaitReceived("entering WAITING\n");
    handler.connection().abort();
    bed.until(handler::isClosed);

    assertThat(handler.told()).containsExactly("ENTER", "the end while WAITING");
  }

  @Everywhere(styles = Style.GENERATED)
  void doNotKnowTheCommandsOfOthers(Testbed bed) {
    Stages handler = new Stages();
    Peer peer = accept(bed, handler);
    peer.send("BODY 8\nSAY one\nSAY two\n").awaitReceived("two\n");

    assertThat(handler.told()).containsExactly("BODY", "body:SAY one\n", "two");
  }
}
