package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Listener;
import dev.pollen.behaviour.subject.HostScript;
import dev.pollen.behaviour.subject.Script;
import java.time.Duration;

/** The orderly end of a loop. */
@OnAnyNetwork
final class ShutdownTest {
  @Everywhere
  void everybodyGetsWhatWasSentAndTheRunEnds(Testbed bed) {
    Script script = bed.script();
    HostScript host = bed.hostScript((listener, from) -> script.dispatcher());
    Listener listener = bed.listen(host);
    Peer peer = bed.connectTo(listener);
    bed.until(script::isOpen);
    String text = "x".repeat(1_000_000);
    script.connection().send(text);
    bed.loop().shutdown(Duration.ofMinutes(10));
    peer.awaitReceived(text).awaitEnd().close();
    bed.loop().run();

    assertThat(script.events()).startsWith("accept").endsWith("close:LOCAL");
    assertThat(script.reason().undeliveredBytes()).isZero();
    assertThat(host.reasons()).hasSize(1);
    assertThat(bed.loop().channels()).isEmpty();
  }

  @Everywhere
  void whoTakesTooLongIsClosedAtTheDeadline(Testbed bed) {
    Script script = bed.script();
    bed.accept(script);
    script.connection().send("x".repeat(12_000_000));
    bed.loop().shutdown(Duration.ofMillis(50));
    bed.loop().run();

    assertThat(script.events()).hasSize(2).startsWith("accept");
    assertThat(script.reason().undeliveredBytes()).isPositive();
  }
}
