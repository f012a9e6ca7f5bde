package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.ChannelState;
import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.Event;
import dev.pollen.Listener;
import dev.pollen.behaviour.subject.HostScript;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How channels end. */
final class EndTest {
  @Everywhere
  void theEndOfThePeerIsToldOnceAfterItsBytes(Testbed bed) {
    Script script = bed.script();
    bed.accept(script).send("hello").close();
    bed.until(script::isClosed);
    bed.settle();

    assertThat(script.events()).containsExactly("accept", "read", "close:PEER");
    assertThat(script.received()).isEqualTo("hello");
    assertThat(script.reason()).isEqualTo(new CloseReason(CloseReason.Kind.PEER, null, 0));
  }

  @OnAnyNetwork
  @Everywhere
  void whoKeepsSendingToAPeerThatIsGoneIsToldTheEndAndNothingEscapes(Testbed bed) {
    Script script = bed.script(Role.ASKED);
    script.readableWhen(() -> false).writableWhen(() -> true);
    script.on(Event.WRITE, connection -> connection.send("x".repeat(1000)));
    Peer peer = bed.accept(script);
    bed.until(() -> script.count("write") > 2);
    peer.close();
    bed.until(script::isClosed);
    bed.settle();

    assertThat(script.events()).containsOnly("accept", "write", "close:BROKEN");
    assertThat(script.reason().cause()).isInstanceOf(IOException.class);
    assertThat(bed.reports().messages()).isEmpty();
  }

  @OnAnyNetwork
  @Everywhere
  void closingDeliversWhatWasSentThenEndsTheStream(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().send("x".repeat(1_000_000));
    script.connection().close();
    peer.awaitReceived("x".repeat(1_000_000)).awaitEnd().close();
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("accept", "close:LOCAL");
    assertThat(script.reason().undeliveredBytes()).isZero();
  }

  @OnAnyNetwork
  @Everywhere
  void closingWithUnreadInputStillDeliversTheReply(Testbed bed) {
    Script script = bed.script();
    script.reading(
        (connection, data) -> {
          connection.send("bye");
          connection.close();
        });
    Peer peer = bed.accept(script);
    peer.send("x".repeat(500_000)).awaitReceived("bye").awaitEnd().close();
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("accept", "read", "close:LOCAL");
  }

  @OnAnyNetwork
  @Everywhere
  void nothingIsToldBetweenCloseAndTheEnd(Testbed bed) {
    Script script = bed.script();
    script.on(Event.READ, Connection::close);
    Peer peer = bed.accept(script);
    peer.send("one").send("two").send("three");
    bed.settle();
    assertThat(script.connection().state()).isEqualTo(ChannelState.CLOSING);
    peer.finish();
    bed.until(script::isClosed);

    assertThat(script.count("read")).isEqualTo(1);
    assertThat(script.events()).endsWith("read", "close:LOCAL");
  }

  @OnAnyNetwork
  @Everywhere
  void aPeerThatNeverEndsItsSideIsNotWaitedForLongerThanTheLimit(Testbed bed) {
    bed.limits(limits -> limits.drainTimeout(Duration.ofMillis(50)));
    Script script = bed.script();
    bed.accept(script);
    script.connection().close();
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("accept", "close:LOCAL");
  }

  @OnAnyNetwork
  @Everywhere
  void abortingDropsWhatHasNotLeftAndSaysHowMuch(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().send("x".repeat(10_000_000));
    bed.settle();
    long queued = script.connection().queuedBytes();
    script.connection().abort();
    bed.until(script::isClosed);
    peer.awaitGone();

    assertThat(queued).isPositive();
    assertThat(script.events()).containsExactly("accept", "close:ABORTED");
    assertThat(script.reason().undeliveredBytes()).isEqualTo(queued);
    assertThat(peer.received().length() + queued).isLessThanOrEqualTo(10_000_000);
  }

  @OnAnyNetwork
  @Everywhere
  void closingTwiceIsLikeClosingOnce(Testbed bed) {
    Script script = bed.script();
    HostScript host = bed.hostScript((listener, from) -> script.dispatcher());
    Listener listener = bed.listen(host);
    Peer peer = bed.connectTo(listener);
    bed.until(script::isOpen);
    for (int i = 0; i < 2; i++) {
      script.connection().close();
      listener.close();
    }
    peer.awaitEnd().close();
    bed.until(script::isClosed);
    script.connection().close();
    script.connection().abort();
    listener.close();
    bed.settle();

    assertThat(script.events()).containsExactly("accept", "close:LOCAL");
    assertThat(host.events()).containsExactly("accepted", "close:LOCAL");
  }

  @Everywhere
  void closingInsideAnyEventIsTheLastThingThatIsTold(Testbed bed) {
    for (Event event : List.of(Event.ACCEPT, Event.READ, Event.WRITE)) {
      Script script = bed.script(Role.ASKED);
      script.writableWhen(() -> script.count("read") > 0);
      script.on(event, Connection::abort);
      Peer peer = bed.connectTo(bed.listenFor(script));
      peer.sendNow("hello");
      bed.until(script::isClosed);
      bed.settle();

      assertThat(script.events()).endsWith(event.name().toLowerCase(Locale.ROOT), "close:ABORTED");
    }
  }

  @OnAnyNetwork
  @Everywhere
  void closingInTheConnectEventIsNotUndone(Testbed bed) {
    Script script = bed.script(Role.ASKED);
    script.writableWhen(() -> true);
    script.on(Event.CONNECT, Connection::abort);
    PlainServer server = bed.server();
    bed.connect(server.address(), script);
    bed.until(script::isClosed);
    bed.settle();

    assertThat(script.events()).containsExactly("connect", "close:ABORTED");
    assertThat(script.connection().state()).isEqualTo(ChannelState.CLOSED);
  }

  @Everywhere
  void tenChannelsCloseAllTogether(Testbed bed) {
    List<Script> scripts = new ArrayList<>();
    Listener listener =
        bed.listen(
            bed.hostScript(
                (ignored, from) -> {
                  Script script = bed.script();
                  scripts.add(script);
                  return script.dispatcher();
                }));
    for (int i = 0; i < 9; i++) {
      bed.connectTo(listener);
    }
    bed.until(() -> scripts.size() == 9);
    assertThat(bed.loop().channels()).hasSize(10);

    bed.loop().closeAll();
    assertThat(bed.loop().channels()).isEmpty();
    assertThat(scripts)
        .extracting(Script::events)
        .containsOnly(List.of("accept", "close:LOOP_CLOSED"));
  }

  @Everywhere
  void closingAllGoesOnPastACloseEventThatFails(Testbed bed) {
    List<Script> scripts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Script script = bed.script();
      script.on(
          Event.CLOSE,
          connection -> {
            throw new IOException("in the close event");
          });
      scripts.add(script);
      bed.accept(script);
    }
    bed.loop().closeAll();

    assertThat(scripts).allMatch(Script::isClosed);
    assertThat(bed.loop().channels()).isEmpty();
    assertThat(bed.reports().records())
        .hasSize(3)
        .allMatch(report -> report.getThrown() instanceof IOException);
  }

  @Everywhere
  void aChannelThatIsClosedAlreadyIsNoTroubleForClosingAll(Testbed bed) {
    Script script = bed.script();
    bed.accept(script);
    script.connection().abort();
    bed.loop().closeAll();
    bed.loop().closeAll();

    assertThat(script.events()).containsExactly("accept", "close:ABORTED");
    assertThat(bed.reports().messages()).isEmpty();
  }

  @Everywhere
  void theAddressAndTheNameOfAChannelOutliveIt(Testbed bed) {
    Script script = bed.script();
    Listener listener = bed.listenFor(script);
    assertThat(listener.toString()).contains("LISTENING", listener.localAddress().toString());
    Peer peer = bed.connectTo(listener);
    bed.until(script::isOpen);
    Connection connection = script.connection();
    assertThat(connection.toString()).contains("OPEN", peer.localAddress().toString());
    peer.close();
    listener.close();
    bed.until(script::isClosed);

    assertThat(connection.remoteAddress()).isNotNull();
    assertThat(connection.toString()).contains("CLOSED", connection.remoteAddress().toString());
    assertThat(listener.toString()).contains("CLOSED", listener.localAddress().toString());
  }
}
