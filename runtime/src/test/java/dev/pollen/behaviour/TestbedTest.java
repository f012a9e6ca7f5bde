package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.behaviour.subject.HostScript;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The suite notices what a test leaves behind. */
final class TestbedTest {
  private final Testbed bed =
      new Testbed(
          new Variant(TransportsUnderTest.available().get(0), Family.IPV4, Style.GENERATED));

  @Test
  void aSocketThatStaysOpen() throws IOException {
    bed.loop();
    try (SocketChannel leaked = SocketChannel.open()) {
      assertThat(leaked.isOpen()).isTrue();
      assertThatThrownBy(bed::close).hasMessageContaining("descriptors, 1 too many");
    }
  }

  @Test
  void aThreadThatGoesOn() throws InterruptedException {
    bed.loop();
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = new Thread(() -> LoopThread.await(end), "forgotten");
    thread.start();
    assertThatThrownBy(bed::close).hasMessageContaining("a thread: forgotten");
    end.countDown();
    thread.join();
  }

  @Test
  void aDispatcherThatWasNeverToldItsEnd() {
    Script script = bed.script();
    assertThat(script.dispatcher()).isNotNull();
    assertThatThrownBy(bed::close).hasMessageContaining("never told its end");
  }

  @Test
  void aListenerThatWasNeverToldItsEnd() {
    HostScript host = bed.hostScript((listener, from) -> null);
    assertThat(host.dispatcher()).isNotNull();
    assertThatThrownBy(bed::close).hasMessageContaining("told 0 ends");
  }

  @Test
  void everyStyleHasItsOwnDispatchers() {
    for (Role role : Role.values()) {
      String generated = new Script(Style.GENERATED, role).dispatcher().getClass().getSimpleName();
      String byHand = new Script(Style.BY_HAND, role).dispatcher().getClass().getSimpleName();
      assertThat(generated).endsWith("Dispatcher");
      assertThat(byHand).endsWith("ByHand");
    }
  }
}
