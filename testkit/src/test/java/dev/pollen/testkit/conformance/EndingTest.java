package dev.pollen.testkit.conformance;

import static dev.pollen.testkit.conformance.Comparison.sameEverywhere;
import static dev.pollen.testkit.conformance.Comparison.sameEverywhereBut;

import dev.pollen.behaviour.Family;
import java.io.IOException;

/** How connections end, by whom, and what is still told. */
final class EndingTest {
  private static final String MUCH = "x".repeat(30_000);

  @EveryFamily
  void thePeerSaysSomethingAndCloses(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          stage.accept(subject).write(MUCH).close();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void thePeerSaysSomethingAndResets(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          stage.accept(subject).write(MUCH).reset();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void thePeerResetsWithoutAWord(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          stage.connect(subject).reset();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void thePeerResetsWhileMuchIsSentToIt(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().send("x".repeat(12_000_000));
          stage.settle();
          peer.reset();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void thePeerFinishesAndIsAnswered(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject").goingOn();
          Outsider peer = stage.accept(subject).write("question").finish();
          stage.until(() -> subject.trace().has("end"));
          subject.channel().send("answer");
          peer.awaitBytes(6);
          subject.channel().close();
          peer.awaitOver();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void thisSideFinishesAndIsAnswered(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().send("question");
          subject.channel().shutdownOutput();
          peer.awaitOver().write("answer").close();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void thePeerFinishesAndResets(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject").goingOn();
          Outsider peer = stage.accept(subject).write("hello").finish();
          stage.until(() -> subject.trace().has("end"));
          peer.reset();
          stage.settle();
          stage.until(
              () -> {
                if (!subject.trace().has("closed")) {
                  subject.channel().send("anybody there?");
                }
                return subject.trace().has("closed");
              });
        });
  }

  @EveryFamily
  void thisSideFinishesAndThePeerResets(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().shutdownOutput();
          peer.awaitOver().reset();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void thePeerClosesWithInputUnread(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().send("unread");
          stage.settle();
          peer.write("last words").close();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void thisSideAbortsWithInputUnread(Family family) throws IOException {
    sameEverywhereBut(
        KnownDifference.UNREAD_BYTES_OF_A_UNIX_SOCKET,
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().pauseReading();
          peer.write("unread");
          subject.channel().send("hello");
          stage.settle();
          subject.channel().abort();
          peer.awaitOver().tryToWrite().tryToWrite().tryToRead();
        });
  }

  @EveryFamily
  void thisSideCloses(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().send("goodbye");
          subject.channel().close();
          peer.awaitOver().close();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void thisSideAborts(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().abort();
          peer.awaitOver().tryToRead().tryToWrite().tryToWrite();
        });
  }

  @EveryFamily
  void whoWritesFirstIsToldOfTheAbort(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().abort();
          stage.settle();
          peer.writeUntilItFails().tryToWrite().tryToRead().tryToRead();
        });
  }

  @EveryFamily
  void bothCloseAtOnce(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().close();
          peer.close();
          stage.until(() -> subject.trace().has("closed"));
        });
  }

  @EveryFamily
  void somebodyWritesToAPeerThatIsGone(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().close();
          peer.finish().awaitOver();
          stage.until(() -> subject.trace().has("closed"));
          peer.tryToWrite().tryToRead();
        });
  }

  @EveryFamily
  void thePeerIsGoneAndSendingGoesOn(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().pauseReading();
          peer.close();
          stage.until(
              () -> {
                if (!subject.trace().has("closed")) {
                  subject.channel().send("anybody there?");
                }
                return subject.trace().has("closed");
              });
        });
  }

  @EveryFamily
  void theLoopClosesWithAPeerThatWaits(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().send("hello");
          stage.settle();
          stage.loop().closeAll();
          peer.awaitOver().writeUntilItFails().tryToRead();
        });
  }

  @EveryFamily
  void bothFinish(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject").goingOn();
          Outsider peer = stage.accept(subject).write("hello").finish();
          stage.until(() -> subject.trace().has("end"));
          subject.channel().send("hello");
          subject.channel().shutdownOutput();
          peer.awaitOver().tryToRead();
          stage.settle();
        });
  }

  @EveryFamily
  void aResetIsToldToEachRead(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject");
          Outsider peer = stage.accept(subject);
          subject.channel().send("last words");
          stage.settle();
          subject.channel().abort();
          peer.awaitOver().tryToRead().tryToRead().tryToWrite().tryToRead();
        });
  }

  @EveryFamily
  void aChannelThatHasFinishedWritesNoMore(Family family) throws IOException {
    sameEverywhere(
        family,
        stage -> {
          Subject subject = stage.subject("subject").goingOn();
          Outsider peer = stage.accept(subject).finish();
          stage.until(() -> subject.trace().has("end"));
          peer.tryToWrite();
          subject.channel().send("hello");
          peer.awaitBytes(5);
        });
  }
}
