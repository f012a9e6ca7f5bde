package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of this side of the stream, while the other goes on. */
@Timeout(60)
final class ShutdownOutputTest {
  private static final int MUCH = 4 * 1024 * 1024;

  @RegisterExtension final Net net = new Net();

  @EveryFamily
  void aClientMayEndItsRequestAndStillReadTheReply(Family family) throws IOException {
    Recorder client = net.recorder();
    Peer server = net.connect(family, client);
    client.connection().send("request");
    client.connection().shutdownOutput();
    server.awaitEnd();
    assertThat(server.received()).isEqualTo("request");
    server.send("reply").finish();
    net.until(client::isClosed);

    assertThat(client.received()).isEqualTo("reply");
    assertThat(client.reason()).isEqualTo(new CloseReason(Kind.PEER, null, 0));
  }

  @EveryFamily
  void comesAfterEverythingThatWasQueuedBefore(Family family) throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    recorder.connection().send(new byte[MUCH]);
    recorder.connection().shutdownOutput();
    peer.awaitEnd();

    assertThat(peer.receivedCount()).isEqualTo(MUCH);
    assertThat(recorder.connection().state()).isEqualTo(ChannelState.OPEN);
  }

  @EveryFamily
  void dropsWhatIsSentAfterwards(Family family) throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    recorder.connection().shutdownOutput();
    assertThat(recorder.connection().send("too late")).isFalse();
    peer.awaitEnd();

    assertThat(peer.received()).isEmpty();
  }

  @EveryFamily
  void isFollowedByAGracefulClose(Family family) throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    recorder.connection().send("last");
    recorder.connection().shutdownOutput();
    recorder.connection().close();
    peer.awaitEnd();
    peer.finish();
    net.until(recorder::isClosed);

    assertThat(peer.received()).isEqualTo("last");
    assertThat(recorder.reason()).isEqualTo(new CloseReason(Kind.LOCAL, null, 0));
  }
}
