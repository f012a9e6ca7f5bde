package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A handler that mistreats the buffer it is lent. */
@Timeout(60)
final class CarelessHandlerTest {
  @RegisterExtension final Net net = new Net();

  /** Neither what it was shown before nor what belongs to others. */
  @Test
  void losesNoByteAndHarmsNobody() throws IOException {
    Recorder careless = net.recorder();
    Recorder other = net.recorder();
    careless.on(
        Event.READ,
        () -> {
          ByteBuffer input = careless.recv();
          input.mark();
          input.position(input.limit());
          input.limit(0);
        });
    Peer one = net.accept(Family.IPV4, careless);
    Peer two = net.accept(Family.IPV4, other);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      one.send("careless" + i);
      expected.append("other").append(i);
      two.send("other" + i);
      net.until(() -> other.received().contentEquals(expected));
    }
    careless.on(Event.READ, careless::readAll);
    one.send("!");
    net.until(() -> careless.received().endsWith("!"));
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      all.append("careless").append(i);
    }
    assertThat(careless.received()).isEqualTo(all + "!");
  }

  @Test
  void cannotWriteIntoIt() throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          assertThat(recorder.recv().isReadOnly()).isTrue();
          assertThat(recorder.recv().hasArray()).isFalse();
          recorder.read(1);
        });
    Peer peer = net.accept(Family.IPV4, recorder).send("abc");
    net.until(() -> recorder.received().equals("a"));
    peer.send("d");
    net.until(() -> recorder.received().equals("ab"));
    assertThat(recorder.journal.errors).isEmpty();
  }
}
