package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class ManyConnectionsTest {
  private static final int AT_A_TIME = 500;

  @RegisterExtension final Net net = new Net();

  @ParameterizedTest
  @EnumSource(names = {"IPV4", "UNIX"})
  void tenThousandThatComeAndGoLeaveNothingBehind(Family family) throws IOException {
    int[] closed = new int[1];
    Listener listener = net.listen(family, () -> new Counter(closed));
    int descriptors = Descriptors.count();
    for (int total = AT_A_TIME; total <= 10_000; total += AT_A_TIME) {
      List<Peer> peers = new ArrayList<>();
      for (int i = 0; i < AT_A_TIME; i++) {
        Peer peer = net.connectTo(listener);
        peer.trySend("hello");
        peers.add(peer);
      }
      peers.forEach(Peer::close);
      int expected = total;
      net.until(() -> closed[0] == expected);
    }
    net.settle();

    assertThat(net.loop().channels()).containsExactly(listener);
    assertThat(Descriptors.count()).isEqualTo(descriptors);
  }

  private static final class Counter extends ConnectionDispatcher {
    private final int[] closed;

    Counter(int[] closed) {
      this.closed = closed;
    }

    @Override
    protected void handleClose(CloseReason reason) {
      closed[0]++;
    }
  }
}
