package dev.pollen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pieces are those of the whole, and none of the ways is left out. */
final class CutsTest {
  private static Stream<String> told(Stream<List<byte[]>> cuts) {
    return cuts.map(List::toString);
  }

  @Test
  void inTwoAtEveryPlace() {
    assertThat(told(Cuts.of("ab\r\n").inTwo()))
        .containsExactly("\"a\" | \"b\\r\\n\"", "\"ab\" | \"\\r\\n\"", "\"ab\\r\" | \"\\n\"");
  }

  @Test
  void inThreeAtEveryTwoPlaces() {
    assertThat(told(Cuts.of("abcd").inThree()))
        .containsExactly(
            "\"a\" | \"b\" | \"cd\"", "\"a\" | \"bc\" | \"d\"", "\"ab\" | \"c\" | \"d\"");
  }

  @Test
  void byteByByte() {
    assertThat(Cuts.of((byte) 1, (byte) 2, (byte) 3).byteByByte())
        .containsExactly(new byte[] {1}, new byte[] {2}, new byte[] {3});
  }

  @Test
  void inEveryWay() {
    assertThat(told(Cuts.of("abc").inEveryWay()))
        .containsExactlyInAnyOrder(
            "\"abc\"", "\"a\" | \"bc\"", "\"ab\" | \"c\"", "\"a\" | \"b\" | \"c\"");
    assertThat(Cuts.of("0123456789").inEveryWay().distinct()).hasSize(512);
    assertThatThrownBy(() -> Cuts.of("x".repeat(21)).inEveryWay())
        .hasMessage("There are too many ways to cut 21 bytes; use inThree() or atRandom()");
  }

  @Test
  void atRandomTheSameForTheSameSeed() {
    Cuts cuts = Cuts.of("0123456789");
    List<String> some = told(cuts.atRandom(100, 7)).toList();
    assertThat(told(cuts.atRandom(100, 7))).isEqualTo(some).hasSize(100);
    assertThat(told(cuts.atRandom(100, 8))).isNotEqualTo(some);
    assertThat(some.stream().distinct()).hasSizeGreaterThan(50);
  }

  @Test
  void whatIsTooShortIsNotCut() {
    assertThat(Cuts.of("").inTwo()).isEmpty();
    assertThat(Cuts.of("").byteByByte()).isEmpty();
    assertThat(Cuts.of("a").inTwo()).isEmpty();
    assertThat(Cuts.of("ab").inThree()).isEmpty();
    assertThat(told(Cuts.of("a").inEveryWay())).containsExactly("\"a\"");
  }

  static Stream<List<byte[]>> cuts() {
    Cuts cuts = Cuts.of("h\u00e9llo\n");
    return Stream.of(cuts.inTwo(), cuts.inThree(), cuts.inEveryWay(), cuts.atRandom(20, 1))
        .flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void areTheWholeTogether(List<byte[]> pieces) {
    ByteArrayOutputStream together = new ByteArrayOutputStream();
    pieces.forEach(together::writeBytes);
    assertThat(together.toString(StandardCharsets.UTF_8)).isEqualTo("h\u00e9llo\n");
    assertThat(pieces).noneMatch(piece -> piece.length == 0);
  }
}
