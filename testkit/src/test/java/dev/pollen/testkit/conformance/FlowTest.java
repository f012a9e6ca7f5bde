package dev.pollen.testkit.conformance;

import static dev.pollen.testkit.conformance.Comparison.sameEverywhere;

import dev.pollen.behaviour.Family;
import java.io.IOException;

/** How bytes flow, or are held back. */
final class FlowTest {
  /** More than the buffers of both systems hold. */
  private static final int TOO_MUCH = 12_000_000;

  @EveryFamily
  void aSlowReaderGetsEverythingInTheEnd(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().send("x".repeat(TOO_MUCH));
          stage.settle();
          subject.trace().note(subject.channel().queuedBytes() > 0 ? "has to wait" : "need not");
          peer.awaitBytes(TOO_MUCH);
          stage.until(() -> subject.trace().has("room"));
        });
  }

  @EveryFamily
  void whatCameWhilePausedIsReadBeforeTheEnd(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().pauseReading();
          peer.write("hello").close();
          stage.settle();
          subject.channel().resumeReading();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void whatCameWhilePausedIsReadBeforeTheReset(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().pauseReading();
          peer.write("hello").reset();
          stage.settle();
          subject.trace().note("resumes");
          subject.channel().resumeReading();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void aWriterIsHeldBackByWhoDoesNotRead(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().pauseReading();
          stage.settle();
          Trace trace = stage.trace("writer");
          int written = peer.fill();
          trace.note(written < TOO_MUCH ? "is held back" : "is not held back");
          subject.channel().resumeReading();
          stage.until(() -> subject.trace().readCount() == written);
          subject.trace().noteRead("all of it");
          peer.write("more");
          stage.until(() -> subject.trace().readCount() == 4);
        });
  }

  @EveryFamily
  void aWriterThatWasHeldBackIsToldOfTheEnd(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().pauseReading();
          stage.settle();
          peer.fill();
          subject.channel().abort();
          peer.writeUntilItFails().awaitOver();
        });
  }

  @Internet
  void urgentBytesNobodyAskedForAreNotInTheStream(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject).write("abc");
          peer.channel().socket().sendUrgentData('!');
          peer.write("def");
          stage.until(() -> subject.trace().readCount() >= 6);
          stage.settle();
          peer.channel().socket().sendUrgentData('?');
          peer.close();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @Internet
  void oneUrgentByteMakesAnotherOrdinary(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().pauseReading();
          stage.settle();
          peer.write("abc");
          peer.channel().socket().sendUrgentData('!');
          peer.write("def");
          peer.channel().socket().sendUrgentData('?');
          peer.write("ghi").close();
          stage.settle();
          subject.channel().resumeReading();
          stage.until(() -> subject.trace().has("closed"));
        });
  }
}
