package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason;
import dev.pollen.CommandException;
import dev.pollen.CommandException.Kind;
import dev.pollen.behaviour.subject.Style;
import dev.pollen.behaviour.subject.protocol.Desk;
import dev.pollen.behaviour.subject.protocol.DeskDispatcher;
import dev.pollen.behaviour.subject.protocol.ExactDesk;
import dev.pollen.behaviour.subject.protocol.ExactDeskDispatcher;
import java.util.Locale;

/** Commands and their arguments, as generated dispatchers serve them. */
@OnAnyNetwork
final class CommandsTest {
  private static void answers(Testbed bed, String request, String answer) {
    Desk whole = new Desk();
    bed.accept(whole, new DeskDispatcher(whole)).send(request).awaitReceived(answer).close();
    Desk cut = new Desk();
    Peer peer = bed.accept(cut, new DeskDispatcher(cut)).withoutDelay();
    peer.sendByteByByte(request).awaitReceived(answer).close();
    bed.until(() -> whole.isClosed() && cut.isClosed());

    assertThat(whole.errors()).isEmpty();
    assertThat(cut.told()).isEqualTo(whole.told());
  }

  @Everywhere(styles = Style.GENERATED)
  void getTheirArguments(Testbed bed) {
    answers(
        bed,
        "ADD 1 -2\r\nADD\t2147483647   9000000000 \nNARROW -128 32767\n",
        "-1\n11147483647\n-128 32767\n");
  }

  @Everywhere(styles = Style.GENERATED)
  void getConstantsOfEnums(Testbed bed) {
    answers(bed, "MOVE LEFT 3\ngo right -4\n", "LEFT 3 OPEN\nRIGHT -4 OPEN\n");
  }

  @Everywhere(styles = Style.GENERATED)
  void getAllFurtherWords(Testbed bed) {
    answers(bed, "TAIL a\nTAIL a b  c\nCOUNT\nCOUNT 1 2 3\n", "a[]\na[b, c]\n0\n3\n");
  }

  @Everywhere(styles = Style.GENERATED)
  void getTheRestAsItStands(Testbed bed) {
    answers(bed, "SAY me  a  b \nSAY me\n", "me[a  b]\nme[]\n");
  }

  @Everywhere(styles = Style.GENERATED)
  void areAnsweredWithTheirUsageIfTheArgumentsAreWrong(Testbed bed) {
    String usage = "usage: MOVE LEFT|RIGHT number\n";
    answers(
        bed,
        "MOVE\nMOVE LEFT\nMOVE UP 3\nMOVE LEFT 3 4\nMOVE LEFT x\nMOVE LEFT 2147483648\nTITLE\n",
        usage.repeat(6) + "title\n");
  }

  @Everywhere(styles = Style.GENERATED)
  void thatNobodyServesGoToTheDefault(Testbed bed) {
    answers(bed, "ADDS 1 2\n  \n\n", "what is [ADDS 1 2]\nwhat is [  ]\nwhat is []\n");
  }

  @Everywhere(styles = Style.GENERATED)
  void withWrongArgumentsAreErrorsIfThereIsNoUsage(Testbed bed) {
    Desk handler = new Desk();
    Peer peer = bed.accept(handler, new DeskDispatcher(handler));
    peer.send(
            "ADD 1\nADD 1 2 3\nADD x\nADD x 2 3\nADD 1 2x\nNARROW 128 0\nPING 1\nSAY\nTAIL\nPING\n")
        .finish();
    bed.until(handler::isClosed);

    assertThat(handler.errors())
        .extracting(error -> ((CommandException) error).kind())
        .containsExactly(
            Kind.MISSING_ARGUMENT,
            Kind.EXTRA_ARGUMENT,
            Kind.MISSING_ARGUMENT,
            Kind.EXTRA_ARGUMENT,
            Kind.NOT_A_NUMBER,
            Kind.OUT_OF_RANGE,
            Kind.EXTRA_ARGUMENT,
            Kind.MISSING_ARGUMENT,
            Kind.MISSING_ARGUMENT);
    assertThat(handler.told()).endsWith("PING");
    assertThat(handler.reason().kind()).isEqualTo(CloseReason.Kind.PEER);
  }

  @Everywhere(styles = Style.GENERATED)
  void thatAreNoTextAreErrorsAndTheNextFollows(Testbed bed) {
    Desk handler = new Desk();
    bed.accept(handler, new DeskDispatcher(handler))
        .send("SAY me \u00FF\nPING\n\u00FF\nPING\n")
        .finish();
    bed.until(handler::isClosed);

    String error = "error:MalformedInputException";
    assertThat(handler.told()).containsExactly(error, "PING", error, "PING");
  }

  @Everywhere(styles = Style.GENERATED)
  void areTheSameInSmallLettersAlsoInTurkey(Testbed bed) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      answers(
          bed,
          "title\nTITLE\nTiTlE\nmove right 1\nt\u00C4\u00B1tle\n",
          "title\n".repeat(3) + "RIGHT 1 OPEN\nwhat is [t\u00C4\u00B1tle]\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Everywhere(styles = Style.GENERATED)
  void thatAreUnknownAreErrorsIfThereIsNoDefault(Testbed bed) {
    ExactDesk handler = new ExactDesk();
    bed.accept(handler, new ExactDeskDispatcher(handler))
        .send("TITLE a\ntitle b\n\ntitle c\n")
        .finish();
    bed.until(handler::isClosed);

    String error = "error:CommandException";
    assertThat(handler.told()).containsExactly(error, "b", error, "c");
    assertThat(handler.errors())
        .allMatch(each -> ((CommandException) each).kind() == Kind.UNKNOWN_COMMAND);
  }

  @Everywhere(styles = Style.GENERATED)
  void behindTheLastOneAreNotServed(Testbed bed) {
    Desk handler = new Desk();
    bed.accept(handler, new DeskDispatcher(handler))
        .send("PING\nQUIT\nPING\nADD 1 2\nnonsense\n")
        .awaitReceived("bye\n")
        .awaitEnd()
        .close();
    bed.until(handler::isClosed);

    assertThat(handler.told()).containsExactly("PING", "QUIT");
    assertThat(handler.reason().kind()).isEqualTo(CloseReason.Kind.LOCAL);
  }

  @Everywhere(styles = Style.GENERATED)
  void areListed(Testbed bed) {
    assertThat(DeskDispatcher.commands())
        .containsExactly(
            "ADD", "NARROW", "MOVE", "GO", "TAIL", "COUNT", "SAY", "TITLE", "PING", "QUIT");
    assertThat(ExactDeskDispatcher.commands()).containsExactly("title");
  }
}
