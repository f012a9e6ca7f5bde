package dev.pollen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class WriteTest {
  private static final int MEGABYTE = 1024 * 1024;

  @RegisterExtension final Net net = new Net();

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  @Nested
  class Sending {
    @EveryFamily
    void keepsTheOrderOfAllKindsOfData(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      Connection connection = recorder.connection();
      connection.send("text ");
      connection.send(new byte[] {'b', 'y', 't', 'e', 's', ' '});
      connection.send(ByteBuffer.wrap(new byte[] {'?', 'h', 'e', 'a', 'p', ' ', '?'}, 1, 5));
      connection.send(ByteBuffer.allocateDirect(7).put("direct ".getBytes(UTF_8)).flip());
      connection.send(ByteBuffer.wrap("read-only".getBytes(UTF_8)).asReadOnlyBuffer());

      peer.awaitReceived("text bytes heap direct read-only");
      assertThat(connection.queuedBytes()).isZero();
    }

    @Test
    void readsTheBufferToItsLimitAndNoFurther() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      ByteBuffer data = ByteBuffer.wrap("abcdef".getBytes(UTF_8));
      data.position(1).limit(4);
      recorder.connection().send(data);

      assertThat(data.position()).isEqualTo(4);
      assertThat(data.limit()).isEqualTo(4);
      peer.awaitReceived("bcd");
    }

    @Test
    void isUtf8ForText() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.connection().send(CharBuffer.wrap("\u20ac"));
      net.until(() -> peer.take(10) > 0);

      assertThat(peer.receivedBytes()).containsExactly(0xE2, 0x82, 0xAC);
    }

    @EveryFamily
    void whatWasReceivedWorks(Family family) throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(Event.READ, () -> recorder.send(recorder.recv()));
      Peer peer = net.accept(family, recorder);
      byte[] much = bytes(300_000);
      int sent = 0;
      while (sent < much.length) {
        int end = Math.min(much.length, sent + 50_000);
        peer.send(Arrays.copyOfRange(much, sent, end));
        sent = end;
        int expected = sent;
        net.until(
            () -> {
              peer.take(Integer.MAX_VALUE);
              return peer.receivedCount() == expected;
            });
      }

      assertThat(peer.receivedBytes()).isEqualTo(much);
    }

    @Test
    void nothingIsFine() throws IOException {
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);

      assertThat(recorder.connection().send("")).isTrue();
      assertThat(recorder.connection().queuedBytes()).isZero();
    }
  }

  @Nested
  class TooMuch {
    @EveryFamily
    void costsTheConnectionAndNoOther(Family family) throws IOException {
      net.limits(limits -> limits.outputLowMark(10).outputHighMark(100).maxOutput(1000));
      Recorder greedy = net.recorder();
      Recorder other = net.recorder();
      net.accept(family, greedy);
      Peer peer = net.accept(family, other);
      net.loop()
          .execute(
              () -> {
                greedy.connection().send(new byte[1000]);
                assertThat(greedy.connection().send(new byte[1])).isFalse();
              });
      net.until(greedy::isClosed);

      assertThat(greedy.events())
          .containsExactly("accept", "error:LimitExceededException", "close:LIMIT");
      assertThat(greedy.journal.errors.get(0))
          .hasMessageContaining("maxOutput")
          .hasMessageContaining("1000");
      assertThat(greedy.reason().cause()).isSameAs(greedy.journal.errors.get(0));
      other.connection().send("fine");
      peer.awaitReceived("fine");
    }

    @Test
    void isToldAfterTheEventAndNotInside() throws IOException {
      net.limits(limits -> limits.outputLowMark(10).outputHighMark(100).maxOutput(1000));
      Recorder recorder = net.recorder();
      recorder.on(
          Event.READ,
          () -> {
            recorder.readAll();
            recorder.send(new byte[1001]);
            assertThat(recorder.journal.errors).isEmpty();
            assertThat(recorder.send("dropped")).isFalse();
          });
      net.accept(Family.IPV4, recorder).send("go");
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "read", "error:LimitExceededException", "close:LIMIT");
    }

    @Test
    void isAlsoWhatTheErrorHookSendsThen() throws IOException {
      net.limits(limits -> limits.outputLowMark(10).outputHighMark(100).maxOutput(1000));
      Recorder recorder = net.recorder();
      recorder.on(Event.ERROR, () -> recorder.send(new byte[2000]));
      net.accept(Family.IPV4, recorder);
      net.loop().execute(() -> recorder.connection().send(new byte[1001]));
      net.until(recorder::isClosed);

      assertThat(recorder.journal.errors).hasSize(1);
    }
  }

  @Nested
  class WhatIsNotDelivered {
    @EveryFamily
    void isCountedWhenTheConnectionIsAborted(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      recorder.connection().send(new byte[12 * MEGABYTE]);
      net.settle();
      long queued = recorder.connection().queuedBytes();
      recorder.connection().abort();
      net.until(recorder::isClosed);

      assertThat(queued).isPositive();
      assertThat(recorder.reason().undeliveredBytes()).isEqualTo(queued);
      peer.awaitGone();
    }

    @Test
    void isCountedWhenThePeerIsGone() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.connection().send(new byte[12 * MEGABYTE]);
      net.settle();
      long queued = recorder.connection().queuedBytes();
      peer.reset();
      net.until(recorder::isClosed);

      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.BROKEN);
      assertThat(recorder.reason().undeliveredBytes()).isEqualTo(queued);
    }
  }

  @Nested
  class AfterTheEnd {
    @Test
    void sendingAnswersFalseUntilTheCloseEventAndThrowsThen() throws IOException {
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      Connection connection = recorder.connection();
      connection.abort();
      assertThat(connection.send("dropped")).isFalse();
      net.until(recorder::isClosed);

      assertThatIllegalStateException()
          .isThrownBy(() -> connection.send("too late"))
          .withMessageContaining("@OnClose");
    }

    @Test
    void sendingToAConnectionThatIsClosingIsDropped() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.connection().send("bye");
      recorder.connection().close();
      assertThat(recorder.connection().send(" and more")).isFalse();

      peer.awaitReceived("bye").awaitEnd();
    }
  }
}
