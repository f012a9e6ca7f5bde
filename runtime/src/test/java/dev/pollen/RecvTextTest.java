package dev.pollen;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text without frames, however its characters are cut. */
@Timeout(60)
final class RecvTextTest {
  private static final String TEXT = "aä€😀\ufffd日本語z";

  @RegisterExtension final Net net = new Net();

  private final List<String> told = new ArrayList<>();

  private ConnectionDispatcher reader(Charset charset) {
    return new ConnectionDispatcher() {
      @Override
      protected void handleRead() throws IOException {
        told.add(recvText(charset));
      }

      @Override
      protected void handleEof() throws Exception {
        told.add("eof");
        super.handleEof();
      }

      @Override
      protected void handleError(Throwable cause) {
        told.add(cause.getClass().getSimpleName());
      }
    };
  }

  private String text() {
    return String.join("", told);
  }

  static Stream<Charset> charsets() {
    return Stream.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-32", "GB18030").map(Charset::forName);
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void everyCutGivesTheSameText(Charset charset) throws IOException {
    byte[] bytes = TEXT.getBytes(charset);
    for (int cut = 0; cut <= bytes.length; cut++) {
      TextInput input = new TextInput(charset);
      ByteBuffer all = ByteBuffer.wrap(bytes);
      String first = input.take(all.limit(cut));
      assertThat(TEXT).as("cut at %d", cut).startsWith(first);
      assertThat(first + input.take(all.limit(bytes.length))).isEqualTo(TEXT);
      assertThat(all.hasRemaining()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-2022-JP", "Shift_JIS", "UTF-8", "UTF-16"})
  void singleBytesGiveTheSameText(String charset) throws IOException {
    String text = "日本語abc日本";
    Peer peer = net.accept(Family.IPV4, reader(Charset.forName(charset)));
    for (byte each : text.getBytes(Charset.forName(charset))) {
      peer.send(new byte[] {each});
      net.settle();
    }
    net.until(() -> text().equals(text));
  }

  @EveryFamily
  void anUnfinishedCharacterWaitsForItsRest(Family family) throws IOException {
    byte[] bytes = "a€b".getBytes(UTF_8);
    Peer peer = net.accept(family, reader(UTF_8)).send(Arrays.copyOf(bytes, 3));
    net.until(() -> !told.isEmpty());
    net.settle();
    assertThat(told).containsExactly("a");
    peer.send(Arrays.copyOfRange(bytes, 3, 5)).finish();
    net.until(() -> told.contains("eof"));

    assertThat(told).containsExactly("a", "€b", "eof");
  }

  @EveryFamily
  void aStreamThatEndsInsideACharacterIsAnError(Family family) throws IOException {
    for (Charset charset : List.of(UTF_8, UTF_16)) {
      told.clear();
      byte[] bytes = "a€".getBytes(charset);
      Peer peer = net.accept(family, reader(charset));
      peer.send(Arrays.copyOf(bytes, bytes.length - 1)).finish().awaitEnd();

      assertThat(told).containsExactly("a", "MalformedInputException", "eof");
    }
  }

  @EveryFamily
  void whatIsNoTextIsAnErrorOnceAndAtItsPlace(Family family) throws IOException {
    net.accept(family, reader(UTF_8)).send("ab\u00ff\u00c3cd\u00ffe");
    net.until(() -> text().endsWith("e"));

    assertThat(told)
        .containsExactly(
            "ab",
            "MalformedInputException",
            "MalformedInputException",
            "cd",
            "MalformedInputException",
            "e");
  }

  @EveryFamily
  void whatCannotBeginACharacterDoesNotWaitForMore(Family family) throws IOException {
    Peer peer = net.accept(family, reader(UTF_8)).send("a\u00ff");
    net.until(() -> told.size() == 2);
    peer.send("b\u00c0");
    net.until(() -> told.size() == 4);
    peer.send("c\u00f0\u0087");
    net.until(() -> told.size() == 7);

    String malformed = "MalformedInputException";
    assertThat(told).containsExactly("a", malformed, "b", malformed, "c", malformed, malformed);
  }

  @EveryFamily
  void whatIsNoTextEndsTheConnectionUnlessSomebodyCares(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(Event.READ, () -> told.add(recorder.readText(UTF_8)));
    net.accept(family, recorder).send("ab\u00ffcd").awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(told).containsExactly("ab");
    assertThat(recorder.events())
        .endsWith("read", "error:MalformedInputException", "close:HANDLER_FAILED");
  }

  @Test
  void worksWithoutFramesOfADispatcherOfFramesToo() throws IOException {
    FramedDispatcher reader =
        new FramedDispatcher(Terminator.unframed()) {
          @Override
          protected void handleChunk(ByteBuffer chunk) throws IOException {
            told.add(recvText(UTF_8));
          }

          @Override
          protected void handleError(Throwable cause) {
            told.add(cause.getClass().getSimpleName());
          }
        };
    Peer peer = net.accept(Family.IPV4, reader).send("ab\u00ffcd\u00e2");
    net.until(() -> text().endsWith("cd"));
    net.settle();
    peer.send("\u0082\u00ac").finish().awaitEnd();

    assertThat(told).containsExactly("ab", "MalformedInputException", "cd", "€");
  }

  @Test
  void whatFollowsBytesThatAreNoTextIsPresentedAgainAlsoToWhoHandlesThat() throws IOException {
    ConnectionDispatcher tolerant =
        new ConnectionDispatcher() {
          @Override
          protected void handleRead() {
            try {
              told.add(recvText(UTF_8));
            } catch (CharacterCodingException e) {
              told.add("?");
            }
          }
        };
    net.accept(Family.IPV4, tolerant).send(new byte[] {(byte) 0xFF, 'a', 'b', (byte) 0xFE, 'c'});
    net.until(() -> text().endsWith("c"));

    assertThat(told).containsExactly("?", "ab", "?", "c");
  }
}
