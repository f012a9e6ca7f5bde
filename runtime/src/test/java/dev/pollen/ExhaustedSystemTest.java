package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.ProtocolFamily;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the system says when it has no more; see DescriptorExhaustionTest for a real case. */
final class ExhaustedSystemTest {
  @RegisterExtension final Net net = new Net();

  /** EMFILE, ENFILE, ENOBUFS and ENOMEM, in the words of the JDK. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Too many open files",
        "Too many open files in system",
        "No buffer space available",
        "Cannot allocate memory"
      })
  @Retention(RetentionPolicy.RUNTIME)
  private @interface EveryShortage {}

  @EveryShortage
  void acceptingPausesForLongerAndLongerAndGoesOnWhenItPasses(String shortage) throws IOException {
    CountingTransport[] counted = new CountingTransport[1];
    net.wrap(transport -> counted[0] = new CountingTransport(transport));
    Recorder recorder = net.recorder();
    Listener listener = net.listen(Family.IPV4, () -> recorder);
    counted[0].acceptFailure = new IOException(shortage);
    Peer peer = net.connectTo(listener);
    net.until(() -> counted[0].failedAccepts == 3);
    assertThat(net.loop().poll(Duration.ZERO)).as("ready while it is left alone").isZero();

    counted[0].acceptFailure = null;
    peer.send("at last");
    net.until(() -> recorder.received().equals("at last"));
    assertThat(counted[0].failedAccepts).isEqualTo(3);
    assertThat(net.log().messages())
        .hasSize(3)
        .allMatch(line -> line.startsWith("failure=accept") && line.contains(shortage));
    assertThat(net.log().messages().get(2)).contains("retry_ms=40");
  }

  @EveryShortage
  void connectingFailsInAnEventAndCanBeTriedAgain(String shortage) throws IOException {
    @Nullable IOException[] failure = {new IOException(shortage)};
    net.wrap(
        transport ->
            new DelegatingTransport(transport) {
              @Override
              public StreamSocket openStream(ProtocolFamily family) throws IOException {
                throwIfAny(failure[0]);
                return super.openStream(family);
              }
            });
    RawListener raw = net.rawListener(Family.IPV4);
    Recorder failed = net.recorder();
    net.loop().connect(raw.address(), failed);
    assertThat(failed.events()).isEmpty();
    net.until(failed::isClosed);
    assertThat(failed.journal.errors.get(0)).hasMessage(shortage);
    assertThat(failed.reason().kind()).isEqualTo(CloseReason.Kind.CONNECT_FAILED);

    failure[0] = null;
    Recorder second = net.recorder();
    net.loop().connect(raw.address(), second);
    raw.accept().send("x");
    net.until(() -> second.received().equals("x"));
  }

  private static void throwIfAny(@Nullable IOException failure) throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
