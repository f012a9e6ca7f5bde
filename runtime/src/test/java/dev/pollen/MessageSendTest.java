package dev.pollen;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.wire.Encoder;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages become bytes inside {@code send}. */
@Timeout(60)
final class MessageSendTest {
  private static final Encoder<CharSequence> TEXT =
      (text, out) -> out.putText(text, StandardCharsets.ISO_8859_1);

  @RegisterExtension final Net net = new Net();

  @EveryFamily
  void sendsWhatTheEncoderWrites(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.ACCEPT,
        () -> {
          recorder.connection().send("one,", TEXT);
          recorder.connection().send(new StringBuilder("two,"), TEXT);
          recorder.reply("three,", TEXT);
          String nothing = null;
          recorder.reply(nothing, TEXT);
          recorder.reply(nothing, TEXT, Terminator.lengthPrefixed(2, BIG_ENDIAN, false));
          recorder.connection().send("four");
        });

    net.accept(family, recorder).awaitReceived("one,two,three,four");
  }

  @EveryFamily
  void putsTheLengthBeforeIt(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.ACCEPT,
        () -> {
          Connection connection = recorder.connection();
          connection.send("abc", TEXT, Terminator.lengthPrefixed(1, BIG_ENDIAN, false));
          connection.send("abc", TEXT, Terminator.lengthPrefixed(2, BIG_ENDIAN, true));
          connection.send("abc", TEXT, Terminator.lengthPrefixed(3, LITTLE_ENDIAN, false));
          recorder.reply("", TEXT, Terminator.lengthPrefixed(4, LITTLE_ENDIAN, true));
          connection.send("", TEXT, Terminator.varintPrefixed());
          connection.send("x".repeat(127), TEXT, Terminator.varintPrefixed());
          connection.send("x".repeat(128), TEXT, Terminator.varintPrefixed());
          connection.send("x".repeat(300), TEXT, Terminator.varintPrefixed());
        });

    net.accept(family, recorder)
        .awaitReceived(
            "\3abc"
                + "\0\5abc"
                + "\3\0\0abc"
                + "\4\0\0\0"
                + "\0"
                + "\177"
                + "x".repeat(127)
                + "\200\1"
                + "x".repeat(128)
                + "\254\2"
                + "x".repeat(300));
  }

  @EveryFamily
  void sendsNothingOfAMessageThatFails(Family family) throws IOException {
    List<String> failures = new ArrayList<>();
    Recorder recorder = net.recorder();
    Encoder<String> failing =
        (text, out) -> {
          out.putBytes(new byte[10_000]);
          throw new IllegalArgumentException(text);
        };
    recorder.on(
        Event.ACCEPT,
        () -> {
          Connection connection = recorder.connection();
          attempt(failures, () -> connection.send("on purpose", failing));
          attempt(
              failures,
              () ->
                  connection.send(
                      "again", failing, Terminator.lengthPrefixed(2, BIG_ENDIAN, false)));
          attempt(
              failures,
              () ->
                  connection.send(
                      "x".repeat(256), TEXT, Terminator.lengthPrefixed(1, BIG_ENDIAN, false)));
          attempt(
              failures,
              () ->
                  connection.send(
                      "x".repeat(254), TEXT, Terminator.lengthPrefixed(2, BIG_ENDIAN, true)));
          attempt(
              failures,
              () ->
                  connection.send(
                      "x".repeat(255), TEXT, Terminator.lengthPrefixed(1, BIG_ENDIAN, true)));
          connection.send("end", TEXT);
        });

    net.accept(family, recorder).awaitReceived("\1\0" + "x".repeat(254) + "end");

    assertThat(failures)
        .containsExactly(
            "on purpose",
            "again",
            "A message of 256 bytes is too long for a length of 1 bytes",
            "A message of 255 bytes is too long for a length of 1 bytes");
  }

  private static void attempt(List<String> failures, Runnable send) {
    try {
      send.run();
    } catch (IllegalArgumentException e) {
      failures.add(e.getMessage());
    }
  }

  @EveryFamily
  void letsAnEncoderSendSomethingItself(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.ACCEPT,
        () ->
            recorder
                .connection()
                .send(
                    "outer",
                    (text, out) -> {
                      out.putText(text, StandardCharsets.US_ASCII);
                      recorder.connection().send("inner,", TEXT);
                    }));

    net.accept(family, recorder).awaitReceived("inner,outer");
  }

  @Test
  void refusesWhatIsTooLongToBeQueued() throws IOException {
    net.limits(limits -> limits.maxOutput(100_000));
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder);

    assertThatThrownBy(() -> recorder.connection().send("x".repeat(100_001), TEXT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("More than 100000 bytes, which is all that this writer takes");
    assertThat(recorder.connection().send("x", TEXT)).isTrue();
  }

  @Test
  void keepsLittleMemory() throws IOException {
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder);
    MessageWriters writers = net.loop().pools().messageWriters();
    var first = writers.take(1_000_000);
    first.skip(70_000);
    writers.giveBack(first);
    var second = writers.take(1_000_000);
    second.skip(1_000);
    writers.giveBack(second);

    assertThat(second).isNotSameAs(first);
    assertThat(writers.take(10)).isSameAs(second);
    assertThat(second.size()).isZero();
  }

  @EveryDatagramKind
  void sendsDatagrams(DatagramKind kind) throws IOException {
    DatagramRecorder recorder = net.datagramRecorder();
    DatagramPeer peer = net.datagramPeer(kind.family);
    Datagrams socket = net.open(kind, recorder, peer);
    recorder.on(Event.DATAGRAM, () -> recorder.reply("answer", TEXT));
    socket.send("question", TEXT, kind.isConnected ? null : peer.address());
    peer.awaitReceived(1).send("reply, please", socket).awaitReceived(2);

    assertThat(peer.received).containsExactly("question", "answer");
  }

  @EveryDatagramKind
  void sendsNoDatagramOfAMessageThatFails(DatagramKind kind) throws IOException {
    DatagramRecorder recorder = net.datagramRecorder();
    DatagramPeer peer = net.datagramPeer(kind.family);
    Datagrams socket = net.open(kind, recorder, peer);
    SocketAddress to = kind.isConnected ? null : peer.address();

    assertThatThrownBy(() -> socket.send("x".repeat(65_536), TEXT, to))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("More than 65535 bytes, which is all that this writer takes");
    socket.send("next", TEXT, to);

    assertThat(peer.awaitReceived(1).received).containsExactly("next");
  }
}
