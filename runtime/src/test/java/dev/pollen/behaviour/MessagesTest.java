package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason;
import dev.pollen.behaviour.subject.Style;
import dev.pollen.behaviour.subject.protocol.Messages;
import dev.pollen.behaviour.subject.protocol.Messages_NumbersDispatcher;
import dev.pollen.behaviour.subject.protocol.Messages_PrefixedNumbersDispatcher;
import dev.pollen.behaviour.subject.protocol.Messages_PrefixedRecordsDispatcher;
import dev.pollen.behaviour.subject.protocol.Messages_RecordsDispatcher;

/** Messages instead of bytes, as generated dispatchers and codecs tell and send them. */
@OnAnyNetwork
final class MessagesTest {
  @Everywhere(styles = Style.GENERATED)
  void areRecordsOneBehindTheOther(Testbed bed) {
    String request = "\0\7\3bee\u00FF\u00FE\0";
    Messages.Records whole = new Messages.Records();
    bed.accept(whole, new Messages_RecordsDispatcher(whole))
        .send(request)
        .awaitReceived("\7\3bee\u00FE\0");
    Messages.Records cut = new Messages.Records();
    Peer peer = bed.accept(cut, new Messages_RecordsDispatcher(cut)).withoutDelay();
    peer.sendByteByByte(request).awaitReceived("\7\3bee\u00FE\0");

    assertThat(whole.told())
        .containsExactly("Login[version=7, name=bee]", "Login[version=65534, name=]");
    assertThat(cut.told()).isEqualTo(whole.told());
  }

  @Everywhere(styles = Style.GENERATED)
  void areRecordsBehindTheirLengthAndSoIsTheAnswer(Testbed bed) {
    Messages.PrefixedRecords handler = new Messages.PrefixedRecords();
    Peer peer = bed.accept(handler, new Messages_PrefixedRecordsDispatcher(handler));
    peer.send("\u0008\0\0\7\3bee\5\0\0\1\0");
    bed.until(() -> !handler.told().isEmpty());
    bed.settle();
    assertThat(handler.told()).hasSize(1);
    handler.answer().complete("hi");
    peer.awaitReceived("\6\0\7\2hi".repeat(2));
  }

  @Everywhere(styles = Style.GENERATED)
  void behindALengthMustFillIt(Testbed bed) {
    Messages.PrefixedRecords handler = new Messages.PrefixedRecords();
    handler.answer().complete("");
    Peer peer = bed.accept(handler, new Messages_PrefixedRecordsDispatcher(handler));
    peer.send("\5\0\0\1\0" + "\6\0\0\1\0x" + "\4\0\0\1" + "\5\0\0\2\0")
        .awaitReceived("\4\0\7\0\4\0\7\0");

    String error = "error:MalformedMessageException";
    assertThat(handler.told())
        .containsExactly("Login[version=1, name=]", error, error, "Login[version=2, name=]");
    assertThat(handler.errors().get(1)).hasMessageContaining("2 bytes");
  }

  @Everywhere(styles = Style.GENERATED)
  void areWhatADecoderFindsAndEachConnectionHasItsOwn(Testbed bed) {
    Messages.Numbers first = new Messages.Numbers();
    Peer peer = bed.accept(first, new Messages_NumbersDispatcher(first)).withoutDelay();
    peer.sendByteByByte("12,3,").awaitReceived("1201,302,");
    Messages.Numbers second = new Messages.Numbers();
    bed.accept(second, new Messages_NumbersDispatcher(second))
        .send("4,5,6,")
        .awaitReceived("401,502,603,");

    assertThat(first.told()).containsExactly("1201", "302");
  }

  @Everywhere(styles = Style.GENERATED)
  void areWhatADecoderFindsInAFrame(Testbed bed) {
    Messages.PrefixedNumbers handler = new Messages.PrefixedNumbers();
    bed.accept(handler, new Messages_PrefixedNumbersDispatcher(handler))
        .send("\00312,\0033x,\0024,")
        .awaitReceived("\0051201," + "\4" + "402,");

    assertThat(handler.told()).containsExactly("1201", "error:ProtocolException", "402");
  }

  @Everywhere(styles = Style.GENERATED)
  void thatDoNotEndAreTooLong(Testbed bed) {
    Messages.Numbers handler = new Messages.Numbers();
    Peer peer = bed.accept(handler, new Messages_NumbersDispatcher(handler));
    peer.send("00000001").send("0").awaitEnd().close();
    bed.until(handler::isClosed);

    assertThat(handler.told()).containsExactly("error:FrameTooLongException");
    assertThat(handler.reason().kind()).isEqualTo(CloseReason.Kind.LIMIT);
  }

  @Everywhere(styles = Style.GENERATED)
  void thatTheStreamEndsInAreOneError(Testbed bed) {
    Messages.Records handler = new Messages.Records();
    bed.accept(handler, new Messages_RecordsDispatcher(handler)).send("\0\1\0\0\1\3ab").finish();
    bed.until(handler::isClosed);

    assertThat(handler.told())
        .containsExactly("Login[version=1, name=]", "error:TruncatedFrameException");
  }
}
