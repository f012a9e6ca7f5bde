package dev.pollen.linux.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.linux.system.Calls;
import dev.pollen.transport.Transport;
import dev.pollen.transport.nio.NioTransportProvider;
import java.lang.foreign.Arena;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;

final class SelectorDescriptorTest {
  private static final int TIMES = 100;

  @Test
  void isFoundAmongThoseOfOthersWhoAreBusy() throws Exception {
    try (Selector others = Selector.open();
        Transport nio = new NioTransportProvider().open()) {
      Thread waking = new Thread(() -> repeat(others::wakeup));
      Thread selecting = new Thread(() -> repeat(others::selectNow));
      waking.start();
      selecting.start();
      try {
        Calls calls = new Calls(Arena.ofAuto());
        int first = SelectorDescriptor.find(nio, calls);
        for (int i = 0; i < TIMES; i++) {
          assertThat(SelectorDescriptor.find(nio, calls)).isEqualTo(first);
        }
      } finally {
        waking.interrupt();
        selecting.interrupt();
        waking.join();
        selecting.join();
      }
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void repeat(Step step) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        step.run();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
