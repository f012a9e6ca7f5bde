package dev.pollen.testkit.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.testkit.protocol.subject.Desk;
import dev.pollen.testkit.protocol.subject.Frames;
import dev.pollen.testkit.protocol.subject.Guestbook;
import dev.pollen.testkit.protocol.subject.Subject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What conversations consist of. */
class ProtocolInputTest {
  private static final int SEEDS = 300;
  private static final int MANY_SEEDS = 2000;

  @ParameterizedTest
  @EnumSource
  void isDecidedByTheGenerator(Subject subject) {
    ProtocolInput input = input(subject);
    for (InputKind kind : InputKind.values()) {
      assertThat(input.next(kind, new SplittableRandom(7)))
          .hasToString(input.next(kind, new SplittableRandom(7)).toString());
      assertThat(talks(input, kind).map(Conversation::toString).distinct().count())
          .isGreaterThan(SEEDS / 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasConversationsOfAllKinds(Subject subject) {
    for (InputKind kind : InputKind.values()) {
      assertThat(talks(input(subject), kind))
          .allMatch(talk -> talk.kind() == kind)
          .anyMatch(talk -> talk.pieces().size() > 1)
          .allMatch(talk -> kind == InputKind.NEARLY_VALID || !talk.pieces().isEmpty());
    }
  }

  @Test
  void followsTheStates() {
    assertThat(talks(Guestbook.class, InputKind.VALID))
        .allSatisfy(
            talk -> {
              boolean signs = false;
              for (Piece piece : talk.pieces()) {
                assertThat(piece.what().startsWith("a frame")).as(talk.toString()).isEqualTo(signs);
                signs = piece.what().startsWith("HELO");
              }
            });
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(whats(Desk.class, InputKind.NEARLY_VALID))
        .anyMatch(what -> what.equals("names with 0 words instead of at least 1"))
        .anyMatch(what -> what.matches("level with \\d+ words? instead of 3"))
        .anyMatch(what -> what.equals("Numbers whose tiny is \"128\""))
        .anyMatch(what -> what.equals("level whose level is \"LOW_\""))
        .anyMatch(what -> what.equals("numbers instead of Numbers"))
        .anyMatch(what -> what.equals("\"sayX\" instead of say"))
        .anyMatch(what -> what.equals("say whose words is \"\\xc3(\\xff\""))
        .anyMatch(what -> what.equals("all of 301 bytes, 300 being allowed"))
        .anyMatch(what -> what.equals("say without its end"))
        .anyMatch(what -> what.equals("say with 1 of 2 bytes of its end"))
        .anyMatch(what -> what.equals("say that ends with \"\\n\""))
        .anyMatch(what -> what.endsWith(", once more"))
        .anyMatch(what -> what.endsWith(", cut off"));
    assertThat(whats(Guestbook.class, InputKind.NEARLY_VALID))
        .anyMatch(what -> what.equals("HELO with 2 words instead of 1"));
    assertThat(whats(Frames.Varints.class, InputKind.NEARLY_VALID))
        .anyMatch(what -> what.matches("a frame of \\d+ bytes? announced as 301"))
        .anyMatch(what -> what.matches("a frame whose length takes \\d bytes"));
    assertThat(whats(Frames.FramedLogins.class, InputKind.NEARLY_VALID))
        .contains(
            "a record whose secure cannot be",
            "a record whose mode cannot be",
            "a record whose blob cannot be",
            "a record whose numbers cannot be");
    assertThat(whats(Frames.Varints.class, InputKind.HOSTILE))
        .contains("noise", "zeros", "a huge length", "a length without an end");
    assertThat(whats(Guestbook.class, InputKind.HOSTILE))
        .contains("nothing but ends of frames", "4000 words", "nothing but blanks", "no text");
  }

  @Test
  void makesNoWrongRecordThatIsRight() throws Exception {
    ProtocolInput input = ProtocolInput.of(Protocol.of(Frames.FramedLogins.class)).atMost(1);
    List<Piece> wrong =
        talks(input, InputKind.NEARLY_VALID, MANY_SEEDS)
            .flatMap(talk -> talk.pieces().stream())
            .filter(piece -> piece.what().endsWith("cannot be"))
            .toList();

    assertThat(wrong).isNotEmpty().noneMatch(piece -> Frames.isLogin(bodyOf(piece)));
    assertThat(talks(input, InputKind.VALID).flatMap(talk -> talk.pieces().stream()))
        .allMatch(piece -> Frames.isLogin(bodyOf(piece)));
  }

  private static ByteBuffer bodyOf(Piece piece) {
    int width = 3;
    return ByteBuffer.wrap(piece.bytes(), width, piece.length() - width).slice();
  }

  @Test
  void reachesTheGreatestLength() {
    assertThat(talks(Frames.Sections.class, InputKind.VALID))
        .anySatisfy(
            talk ->
                assertThat(talk.pieces()).extracting(Piece::what).contains("a frame of 300 bytes"));
    assertThat(talks(Guestbook.class, InputKind.VALID).flatMap(talk -> talk.pieces().stream()))
        .anyMatch(piece -> piece.what().startsWith("HELO") && piece.length() == 66);
  }

  @Test
  void takesSamplesForParameters() {
    ProtocolInput input =
        ProtocolInput.of(Protocol.of(Guestbook.class)).sample("name", "Ada").sample("name", "Bob");

    assertThat(
            talks(input, InputKind.VALID)
                .flatMap(talk -> talk.pieces().stream())
                .filter(piece -> piece.what().startsWith("HELO"))
                .map(piece -> new String(piece.bytes(), UTF_8).strip().split("[ \t]+", 2)[1])
                .distinct())
        .containsExactlyInAnyOrder("Ada", "Bob");
  }

  @Test
  void knowsNothingValidOfADecoderWithoutSamples() {
    Protocol protocol =
        Protocol.parse(
            """
            pollen-protocol 1
            handler app.Clock
            state -
              messages max=100
              takes time:message:java.time.Instant
            """);
    ProtocolInput input = ProtocolInput.of(protocol);

    assertThat(talks(input, InputKind.VALID)).allMatch(talk -> talk.pieces().isEmpty());
    assertThat(talks(input, InputKind.HOSTILE)).noneMatch(talk -> talk.pieces().isEmpty());
    assertThat(talks(input.sample("time", new byte[8]), InputKind.VALID))
        .allMatch(talk -> talk.bytes().length == 8 * talk.pieces().size())
        .noneMatch(talk -> talk.pieces().isEmpty());
  }

  @Test
  void sendsOnlyWhatIsValidWhereverAMethodMayHaveLed() {
    Protocol protocol =
        Protocol.parse(
            """
            pollen-protocol 1
            handler app.Fork
            commands ignore-case
            begins A
            state A
              line end=LF max=100 oversized=CLOSE
              command FORK -> A B C
              command STAY
              command LEAVE -> D
            state B
              line end=LF max=100 oversized=CLOSE
              command STAY
              command FORK
              others
            state C
              line end=LF max=100 oversized=CLOSE
              command stay -> [*]
            state D
              nothing-is-read
            """);

    assertThat(talks(ProtocolInput.of(protocol), InputKind.VALID).map(ProtocolInputTest::verbs))
        .allMatch(verbs -> verbs.matches("(STAY )*(FORK (STAY )?.*|LEAVE )?"))
        .anyMatch(verbs -> verbs.startsWith("FORK STAY "))
        .noneMatch(verbs -> verbs.contains("FORK LEAVE"))
        .anyMatch(verbs -> verbs.endsWith("LEAVE "));
  }

  private static String verbs(Conversation talk) {
    StringBuilder verbs = new StringBuilder();
    talk.pieces().forEach(piece -> verbs.append(piece.what().split(" ", 2)[0]).append(' '));
    return verbs.toString();
  }

  @Test
  void makesDatagramsOfRecords() {
    Protocol protocol =
        Protocol.parse(
            """
            pollen-protocol 1
            handler app.Clock
            state -
              datagram
              takes time:record:app.Time
            record app.Time
              seconds number width=8 order=BIG signed=true
              zone text prefix=1 order=BIG max=9 charset=US-ASCII
            """);

    assertThat(
            talks(ProtocolInput.of(protocol), InputKind.VALID)
                .flatMap(talk -> talk.pieces().stream()))
        .allMatch(piece -> piece.length() == 9 + piece.bytes()[8])
        .anyMatch(piece -> piece.length() == 9)
        .anyMatch(piece -> piece.length() == 18);
  }

  @Test
  void makesNothingThatATestCannotHold() {
    String frames = "pollen-protocol 1\nhandler app.Films\nstate -\n  %s\n  takes film:bytes\n";
    for (String frame :
        List.of(
            "exactly length=500000000",
            "prefixed width=4 order=BIG inclusive=false max=500000000 oversized=CLOSE",
            "until delimiter=x max=500000000 oversized=CLOSE")) {
      ProtocolInput input = ProtocolInput.of(Protocol.parse(frames.formatted(frame))).atMost(2);
      for (InputKind kind : InputKind.values()) {
        assertThat(talks(input, kind, 30).flatMap(talk -> talk.pieces().stream()))
            .allMatch(piece -> piece.length() < 3_000_000);
      }
    }
  }

  @Test
  void foldsNothingButLettersOfAscii() {
    Protocol protocol =
        Protocol.parse(
            """
            pollen-protocol 1
            handler app.Sizes
            commands ignore-case
            state -
              line end=LF max=100 oversized=CLOSE
              command Gr\u00f6\u00dfe
            """);

    assertThat(
            talks(ProtocolInput.of(protocol), InputKind.VALID)
                .flatMap(talk -> talk.pieces().stream())
                .map(piece -> new String(piece.bytes(), UTF_8).strip())
                .distinct())
        .containsExactlyInAnyOrder("Gr\u00f6\u00dfe", "gr\u00f6\u00dfe", "GR\u00f6\u00dfE");
  }

  @Test
  void limitsThePieces() {
    ProtocolInput input = ProtocolInput.of(Protocol.of(Frames.Lines.class)).atMost(2);

    assertThat(talks(input, InputKind.VALID)).allMatch(talk -> talk.pieces().size() <= 2);
    assertThatThrownBy(() -> input.atMost(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ProtocolInput input(Subject subject) {
    return ProtocolInput.of(Protocol.of(subject.handler())).sendingWords(Subject::encode);
  }

  private static List<String> whats(Class<?> handler, InputKind kind) {
    ProtocolInput input = ProtocolInput.of(Protocol.of(handler));
    return talks(input, kind, MANY_SEEDS)
        .flatMap(talk -> talk.pieces().stream())
        .map(Piece::what)
        .toList();
  }

  private static Stream<Conversation> talks(Class<?> handler, InputKind kind) {
    return talks(ProtocolInput.of(Protocol.of(handler)), kind);
  }

  private static Stream<Conversation> talks(ProtocolInput input, InputKind kind) {
    return talks(input, kind, SEEDS);
  }

  private static Stream<Conversation> talks(ProtocolInput input, InputKind kind, int seeds) {
    return LongStream.range(0, seeds)
        .mapToObj(seed -> input.next(kind, new SplittableRandom(seed)));
  }
}
