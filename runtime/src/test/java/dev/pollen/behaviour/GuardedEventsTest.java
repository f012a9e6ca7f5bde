package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason;
import dev.pollen.behaviour.subject.Style;
import dev.pollen.behaviour.subject.protocol.Shifts;
import dev.pollen.behaviour.subject.protocol.Shifts.State;
import dev.pollen.behaviour.subject.protocol.ShiftsDispatcher;
import java.time.Duration;

/** Events that a handler takes in some states only, as generated dispatchers tell them. */
final class GuardedEventsTest {
  private static Peer accept(Testbed bed, Shifts handler) {
    return bed.accept(handler, new ShiftsDispatcher(handler));
  }

  @Everywhere(styles = Style.GENERATED)
  void ofTimersAreToldInTheirStates(Testbed bed) {
    Shifts resting = new Shifts();
    accept(bed, resting);
    Shifts watching = new Shifts();
    accept(bed, watching).send("GO EVENING\n").awaitReceived("EVENING\ndark\n");
    watching.connection().enter(State.DAWN);
    bed.until(() -> watching.told().contains("lighter"));
    // The state has changed, so the same timers have nothing to tell.
    bed.loop().poll(Duration.ofMillis(25));
    bed.loop().poll(Duration.ofMillis(25));

    assertThat(watching.told()).containsExactly("darker", "lighter");
    assertThat(resting.told()).isEmpty();
  }

  @Everywhere(styles = Style.GENERATED)
  void ofRoomToWriteAreToldInTheirStates(Testbed bed) {
    Shifts handler = new Shifts();
    Peer peer = accept(bed, handler);
    String byDay = fill(bed, handler, "d");
    peer.awaitReceived(byDay);
    bed.settle();
    assertThat(handler.told()).isEmpty();

    handler.connection().enter(State.NIGHT);
    String atNight = fill(bed, handler, "n");
    peer.awaitReceived(byDay + atNight + "room\n");
    assertThat(handler.told()).containsExactly("room at night");
  }

  /** The state that counts is that in which there is room, not that in which there was none. */
  @Everywhere(styles = Style.GENERATED)
  void ofRoomToWriteMayEnterAnotherState(Testbed bed) {
    Shifts handler = new Shifts();
    Peer peer = accept(bed, handler);
    String first = fill(bed, handler, "a");
    handler.connection().enter(State.DAWN);
    peer.awaitReceived(first);
    bed.until(() -> handler.told().contains("room at dawn"));
    String second = fill(bed, handler, "b");
    peer.awaitReceived(first + second);
    bed.settle();

    assertThat(handler.told()).containsOnlyOnce("room at dawn");
  }

  /** Sends until it is time to slow down; returns all that was sent. */
  private static String fill(Testbed bed, Shifts handler, String letter) {
    String block = letter.repeat(50_000);
    StringBuilder sent = new StringBuilder(block);
    while (handler.connection().send(block)) {
      sent.append(block);
      bed.loop().poll(Duration.ZERO);
    }
    return sent.toString();
  }

  @Everywhere(styles = Style.GENERATED)
  void ofTheShutdownAreToldInTheirStates(Testbed bed) {
    Shifts byDay = new Shifts();
    Peer day = accept(bed, byDay);
    Shifts atNight = new Shifts();
    Peer night = accept(bed, atNight);
    night.send("GO NIGHT\n").awaitReceived("NIGHT\n");
    bed.loop().shutdown(Duration.ofMinutes(10));
    night.awaitReceived("NIGHT\nsleep well\n").awaitEnd().close();
    day.awaitReceived("").awaitEnd().close();
    bed.loop().run();

    assertThat(atNight.told()).containsExactly("shutdown");
    assertThat(byDay.told()).isEmpty();
    assertThat(byDay.reason().kind()).isEqualTo(CloseReason.Kind.LOCAL);
  }

  @Everywhere(styles = Style.GENERATED)
  void ofTheEndOfTheInputAreToldInTheirStates(Testbed bed) {
    Shifts byDay = new Shifts();
    accept(bed, byDay).finish().awaitReceived("").awaitEnd().close();
    Shifts atNight = new Shifts();
    accept(bed, atNight)
        .send("GO NIGHT\n")
        .finish()
        .awaitReceived("NIGHT\ngood night\n")
        .awaitEnd()
        .close();
    bed.until(() -> byDay.isClosed() && atNight.isClosed());

    assertThat(atNight.told()).containsExactly("finished");
    assertThat(byDay.told()).isEmpty();
    assertThat(byDay.reason().kind()).isEqualTo(CloseReason.Kind.PEER);
  }
}
