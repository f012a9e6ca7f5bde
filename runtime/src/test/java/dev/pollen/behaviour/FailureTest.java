package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.ChannelState;
import dev.pollen.Connection;
import dev.pollen.Event;
import dev.pollen.Listener;
import dev.pollen.behaviour.subject.HostScript;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** What happens when an event method throws. */
final class FailureTest {
  private static Script.Action failing(Throwable cause) {
    return connection -> {
      if (cause instanceof IOException checked) {
        throw checked;
      }
      throw (RuntimeException) cause;
    };
  }

  @Everywhere
  void theErrorHookGetsWhatTheWriteHookThrew(Testbed bed) {
    IOException cause = new IOException("from the write hook");
    Script script = bed.script(Role.ASKED);
    script.writableWhen(() -> script.count("write") == 0).on(Event.WRITE, failing(cause));
    bed.accept(script);
    bed.until(() -> !script.errors().isEmpty());

    assertThat(script.events()).containsExactly("accept", "write", "error:IOException");
    assertThat(script.errors().get(0)).isSameAs(cause);
    assertThat(script.connection().state()).isEqualTo(ChannelState.OPEN);
    assertThat(bed.reports().messages()).isEmpty();
  }

  @Everywhere
  void whateverEventFailsItsErrorIsToldOnceAndTheRunGoesOn(Testbed bed) {
    for (Event event : List.of(Event.ACCEPT, Event.READ, Event.WRITE)) {
      IllegalStateException cause = new IllegalStateException("from " + event);
      Script script = bed.script(Role.ASKED);
      script.writableWhen(() -> script.count("read") > 0 && script.count("write") == 0);
      script.on(event, failing(cause));
      bed.connectTo(bed.listenFor(script)).sendNow("hello");
      bed.until(() -> script.count("write") == 1);
      bed.settle();

      assertThat(script.errors()).containsExactly(cause);
      assertThat(script.events())
          .containsSubsequence(event.name().toLowerCase(Locale.ROOT), "error:IllegalStateException")
          .containsSubsequence("accept", "read", "write");
    }
  }

  @Everywhere
  void aConnectEventThatFailsIsToldAndTheConnectionLivesOn(Testbed bed) {
    IOException cause = new IOException("from the connect hook");
    Script script = bed.script();
    script.on(Event.CONNECT, failing(cause));
    Peer peer = bed.connect(script);
    peer.send("hello");
    bed.until(() -> script.received().equals("hello"));

    assertThat(script.events()).containsExactly("connect", "error:IOException", "read");
  }

  @Everywhere
  void aStopLeavesTheRunFromAnyEventAndALaterRunResumes(Testbed bed) {
    for (Event event : List.of(Event.ACCEPT, Event.READ, Event.WRITE)) {
      Script script = bed.script(Role.ASKED);
      script.writableWhen(() -> script.count("read") > 0 && script.count("write") == 0);
      script.on(event, connection -> connection.loop().stop());
      Peer peer = bed.connectTo(bed.listenFor(script));
      peer.sendNow("hello");
      bed.loop().run();
      assertThat(script.events()).contains(event.name().toLowerCase(Locale.ROOT));
      assertThat(script.connection().state()).isEqualTo(ChannelState.OPEN);

      bed.until(() -> script.count("write") == 1);
      assertThat(script.errors()).isEmpty();
    }
  }

  @Everywhere
  void withoutAnErrorHookTheFailureIsReportedAndTheConnectionCloses(Testbed bed) {
    IOException cause = new IOException("nobody looks after it");
    Script script = bed.script(Role.CARELESS);
    script.on(Event.READ, failing(cause));
    Peer peer = bed.accept(script);
    peer.send("hello").awaitEnd().close();
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("accept", "read", "close:HANDLER_FAILED");
    assertThat(script.reason().cause()).isSameAs(cause);
    LogRecord report = bed.reports().records().get(0);
    assertThat(bed.reports().records()).hasSize(1);
    assertThat(report.getLevel()).isEqualTo(Level.SEVERE);
    assertThat(report.getThrown()).isSameAs(cause);
    assertThat(report.getThrown().getStackTrace()).isNotEmpty();
    assertThat(report.getMessage())
        .contains(
            bed.style() == Style.GENERATED ? "Careless.read" : "CarelessByHand.handleRead",
            script.connection().remoteAddress().toString());
  }

  @Everywhere
  void aReportHasATextAlsoIfTheFailureHasNone(Testbed bed) {
    Script script = bed.script(Role.CARELESS);
    script.on(Event.ACCEPT, failing(new IllegalStateException()));
    bed.connectTo(bed.listenFor(script)).awaitEnd().close();
    bed.until(script::isClosed);
    Script refused = bed.script(Role.CARELESS);
    bed.connect(bed.refusingAddress(), refused);
    bed.until(refused::isClosed);

    assertThat(bed.reports().messages())
        .hasSize(2)
        .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("null"));
  }

  @Everywhere
  void whatTheErrorHookThrowsIsReportedAndTheConnectionCloses(Testbed bed) {
    Script script = bed.script();
    script.on(Event.READ, failing(new IOException("first")));
    script.on(Event.ERROR, failing(new IOException("second")));
    Peer peer = bed.accept(script);
    peer.send("hello").awaitEnd().close();
    bed.until(script::isClosed);

    assertThat(script.events())
        .containsExactly("accept", "read", "error:IOException", "close:HANDLER_FAILED");
    assertThat(bed.reports().records())
        .singleElement()
        .satisfies(report -> assertThat(report.getThrown()).hasMessage("second"));
  }

  @Everywhere
  void whatTheCloseEventThrowsIsReportedAndNobodyElseNotices(Testbed bed) {
    Script failing = bed.script();
    failing.on(Event.CLOSE, failing(new IOException("in the end")));
    Script sibling = bed.script();
    Peer peer = bed.accept(sibling);
    bed.accept(failing).close();
    bed.until(failing::isClosed);
    peer.send("hello");
    bed.until(() -> sibling.received().equals("hello"));

    assertThat(failing.events()).containsExactly("accept", "close:PEER");
    assertThat(bed.reports().records())
        .singleElement()
        .satisfies(report -> assertThat(report.getThrown()).hasMessage("in the end"));
  }

  @Everywhere
  void aPredicateThatFailsCostsItsOwnConnectionOnly(Testbed bed) {
    Script failing = bed.script(Role.ASKED);
    failing.readableWhen(
        () -> {
          throw new IllegalStateException("asked too much");
        });
    failing.on(Event.ERROR, Connection::abort);
    Script sibling = bed.script();
    Peer peer = bed.accept(sibling);
    bed.accept(failing);
    bed.until(failing::isClosed);
    peer.send("hello");
    bed.until(() -> sibling.received().equals("hello"));

    assertThat(failing.events())
        .containsExactly("accept", "error:IllegalStateException", "close:ABORTED");
  }

  @Everywhere
  void aListenerOutlivesWhatItsAcceptThrows(Testbed bed) {
    Script script = bed.script();
    HostScript[] host = new HostScript[1];
    host[0] =
        bed.hostScript(
            (listener, from) -> {
              if (host[0].peers().size() == 1) {
                throw new IOException("not this one");
              }
              return script.dispatcher();
            });
    Listener listener = bed.listen(host[0]);
    bed.connectTo(listener).awaitGone();
    bed.connectTo(listener);
    bed.until(script::isOpen);

    assertThat(host[0].events()).containsExactly("accepted", "error:IOException", "accepted");
    assertThat(host[0].errors().get(0)).hasMessage("not this one");
  }

  @Everywhere
  void aListenerOutlivesTheFailuresOfItsConnections(Testbed bed) {
    Script careless = bed.script(Role.CARELESS);
    careless.on(Event.ACCEPT, failing(new IllegalStateException("bad start")));
    Script next = bed.script();
    HostScript[] host = new HostScript[1];
    host[0] =
        bed.hostScript(
            (ignored, from) -> (host[0].peers().size() == 1 ? careless : next).dispatcher());
    Listener listener = bed.listen(host[0]);
    bed.connectTo(listener).awaitEnd().close();
    bed.connectTo(listener);
    bed.until(() -> careless.isClosed() && next.isOpen());

    assertThat(careless.events()).containsExactly("accept", "close:HANDLER_FAILED");
    assertThat(host[0].errors()).isEmpty();
    assertThat(listener.state()).isEqualTo(ChannelState.LISTENING);
  }

  @Everywhere
  void whoHandlesNothingIsNotReportedAndDoesNotKeepTheLoopAwake(Testbed bed) {
    Script silent = bed.script(Role.SILENT);
    Peer peer = bed.connectTo(bed.listenFor(silent));
    peer.send("hello");
    bed.settle();
    assertThat(bed.loop().poll(Duration.ofMillis(20))).isZero();
    peer.close();
    bed.until(silent::isClosed);

    assertThat(silent.events()).containsExactly("close:PEER");
    assertThat(bed.reports().messages()).isEmpty();
  }
}
