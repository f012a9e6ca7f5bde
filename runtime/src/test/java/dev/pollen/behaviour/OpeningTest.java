package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.behaviour.subject.Script;
import org.junit.jupiter.api.Timeout;

/** How connections begin. */
@Timeout(60)
final class OpeningTest {
  @Everywhere
  void anOutgoingConnectionIsToldThatItIsOpen(Testbed bed) {
    Script script = bed.script();
    bed.connect(script);

    assertThat(script.events()).containsExactly("connect");
  }
}
