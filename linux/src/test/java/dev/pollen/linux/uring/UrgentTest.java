package dev.pollen.linux.uring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

final class UrgentTest {

  /** As while reading is paused. */
  @Test
  void anUrgentByteIsToldToWhoWantsNothingElse() throws Exception {
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      int[] told = new int[1];
      socket.register(readiness -> told[0] |= readiness, Readiness.URGENT);
      bed.settle();
      peer.socket().sendUrgentData('!');
      bed.until(() -> told[0] != 0);
      assertThat(told[0]).isEqualTo(Readiness.URGENT);
    }
  }
}
