package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pollen.CommandException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WordsTest {
  private final Words words = new Words();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "MAIL FROM:<a@b>|FROM:<a@b>",
        "  MAIL \t FROM:<a@b>  |FROM:<a@b>",
        "MAIL a  b\tc|a,b,c",
        "MAIL|''",
        "MAIL \t|''",
        "MAIL \u00a0|\u00a0",
        "MAIL h\u00e9 \ud83d\ude00|h\u00e9,\ud83d\ude00"
      })
  void aLineHasWords(String line, String arguments) throws Exception {
    String[] expected = arguments.isEmpty() ? new String[0] : arguments.split(",");
    split(line);

    assertThat(words.unknown().command()).isEqualTo("MAIL");
    assertThat(words.command()).asString(StandardCharsets.UTF_8).isEqualTo("MAIL");
    assertThat(words.count()).isEqualTo(1 + expected.length);
    assertThat(words.hasNext()).isEqualTo(expected.length > 0);
    assertThat(words.texts(StandardCharsets.UTF_8)).containsExactly(expected);
    assertThat(words.hasNext()).isFalse();
    words.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t \t"})
  void aLineMayHaveNone(String line) throws Exception {
    split(line);

    assertThat(words.count()).isZero();
    assertThat(words.hasNext()).isFalse();
    assertThat(words.texts(StandardCharsets.UTF_8)).isEmpty();
    assertThat(words.arrays()).isEmpty();
    assertThat(words.rest(StandardCharsets.UTF_8)).isEmpty();
    assertThat(words.command()).isEmpty();
    assertThat(words.unknown()).hasMessage("No command");
    assertThat(words.unknown().command()).isEmpty();
    words.end();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"SAY|''", "SAY  |''", "SAY a|a", "SAY  a  b\tc\t |a  b\tc"})
  void theRestOfALineIsAsItStands(String line, String rest) throws Exception {
    split(line);

    assertThat(words.rest(StandardCharsets.UTF_8)).isEqualTo(rest);
    assertThat(words.rest(StandardCharsets.UTF_8)).isEmpty();
    words.end();
  }

  @Test
  void theRestFollowsTheWordsThatWereHandedOut() throws Exception {
    split("SAY 12 to \t all  of  you ");

    assertThat(words.toInt("count")).isEqualTo(12);
    assertThat(words.text("whom", StandardCharsets.UTF_8)).isEqualTo("to");
    assertThat(words.rest(StandardCharsets.UTF_8)).isEqualTo("all  of  you");
  }

  @Test
  void onlyTheBytesOfTheLineCountAndTheyStay() throws Exception {
    ByteBuffer input = bytes("GET oneGET twoGET three");
    ByteBuffer line = input.asReadOnlyBuffer().position(7).limit(14);
    words.split(line);
    line.position(14).limit(23);

    assertThat(words.count()).isEqualTo(2);
    line.clear();
    assertThat(words.bytes("key")).isEqualTo("two".getBytes(StandardCharsets.US_ASCII));
    words.split(line.position(7).limit(14));
    assertThat(line.position()).isEqualTo(7);
    assertThat(line.limit()).isEqualTo(14);
  }

  @Test
  void wordsThatWereAddedMayBeAnything() throws Exception {
    ByteBuffer input = bytes("*4 SET a b  \r\n");
    words.begin(input);
    words.add(3, 6);
    words.add(7, 10);
    words.add(10, 10);
    words.add(12, 14);

    assertThat(words.count()).isEqualTo(4);
    assertThat(words.unknown().command()).isEqualTo("SET");
    assertThat(words.text("key", StandardCharsets.UTF_8)).isEqualTo("a b");
    assertThat(words.bytes("value")).isEmpty();
    assertThat(words.hasNext()).isTrue();
    assertThat(words.arrays()).isDeepEqualTo(new byte[][] {{'\r', '\n'}});
    words.end();
    assertThat(words.command()).asString(StandardCharsets.UTF_8).isEqualTo("SET");
    assertThat(input.position()).isZero();
  }

  @Test
  void manyWordsMayBeAdded() throws Exception {
    words.begin(bytes("0123456789"));
    for (int i = 0; i < 1000; i++) {
      words.add(i % 10, i % 10 + 1);
    }

    assertThat(words.count()).isEqualTo(1000);
    String[] texts = words.texts(StandardCharsets.US_ASCII);
    assertThat(texts).hasSize(999).startsWith("1", "2", "3").endsWith("8", "9");
    split("again a");
    assertThat(words.count()).isEqualTo(2);
    words.begin(bytes("x y"));
    assertThat(words.count()).isZero();
    assertThat(words.hasNext()).isFalse();
    words.add(0, 1);
    words.add(2, 3);
    assertThat(words.rest(StandardCharsets.US_ASCII)).isEqualTo("y");
  }

  @Test
  void theRestOfAddedWordsHasASpaceBetweenEachTwo() throws Exception {
    words.begin(bytes("SAY$3\r\nabc$3\r\nd e"));
    words.add(0, 3);
    words.add(7, 10);
    words.add(14, 17);

    assertThat(words.rest(StandardCharsets.UTF_8)).isEqualTo("abc d e");
    words.end();
  }

  @Test
  void wordsAreAddedOnlyWhereTheyCanBe() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> words.add(0, 1));
    split("GET a");
    assertThatIllegalStateException().isThrownBy(() -> words.add(0, 1));
    words.begin(bytes("abc"));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> words.add(2, 4));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> words.add(2, 1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> words.add(-1, 1));
    assertThat(words.count()).isZero();
  }

  @Test
  void textIsStrict() throws Exception {
    ByteBuffer line = ByteBuffer.wrap(new byte[] {'A', ' ', (byte) 0xff, ' ', 'b'});
    words.split(line);
    assertThatExceptionOfType(CharacterCodingException.class)
        .isThrownBy(() -> words.text("name", StandardCharsets.UTF_8));
    assertThat(words.text("next", StandardCharsets.UTF_8)).isEqualTo("b");
    words.split(line);
    assertThatExceptionOfType(CharacterCodingException.class)
        .isThrownBy(() -> words.rest(StandardCharsets.UTF_8));
    words.split(line);
    assertThatExceptionOfType(CharacterCodingException.class)
        .isThrownBy(() -> words.texts(StandardCharsets.UTF_8));
    words.split(line);
    assertThat(words.text("name", StandardCharsets.ISO_8859_1)).isEqualTo("ÿ");
  }

  @Test
  void aMissingWordIsToldByName() {
    split("MAIL");

    CommandException failure = failure(() -> words.text("from", StandardCharsets.UTF_8));

    assertThat(failure.kind()).isEqualTo(Kind.MISSING_ARGUMENT);
    assertThat(failure.command()).isEqualTo("MAIL");
    assertThat(failure).hasMessage("MAIL: the argument from is missing");
    assertThat(failure(() -> words.bytes("a")).kind()).isEqualTo(Kind.MISSING_ARGUMENT);
    assertThat(failure(() -> words.toLong("a")).kind()).isEqualTo(Kind.MISSING_ARGUMENT);
    assertThat(failure(() -> words.constant("a", Kind.values(), false)).kind())
        .isEqualTo(Kind.MISSING_ARGUMENT);
  }

  @Test
  void oneWordTooManyIsShown() throws Exception {
    split("QUIT now or later");

    CommandException failure = failure(words::end);

    assertThat(failure.kind()).isEqualTo(Kind.EXTRA_ARGUMENT);
    assertThat(failure).hasMessage("QUIT: \"now\" is more than it takes");
  }

  @Test
  void whatIsHostileIsShownHarmlessly() {
    split("\u001b[2J\"\\\n\u0085\u202e\u007f  " + "x".repeat(100_000));

    CommandException failure = failure(words::end);

    assertThat(failure.command())
        .isEqualTo("\\x1b[2J\\\"\\\\\\x0a\\xc2\\x85\\xe2\\x80\\xae\\x7f")
        .isEqualTo(words.unknown().command());
    assertThat(failure.getMessage())
        .endsWith("\"" + "x".repeat(40) + "...\" is more than it takes");
    assertThat(words.unknown()).hasMessage("Unknown command \"" + failure.command() + "\"");
  }

  @Test
  void clearedWordsAreNone() throws Exception {
    split("A b");
    words.clear();

    assertThat(words.count()).isZero();
    assertThat(words.hasNext()).isFalse();
    assertThat(words.source().capacity()).isZero();
    words.end();
  }

  /** Seeded, and against what the library of the JDK makes of the same line. */
  @Test
  void anyLineHasTheWordsOfANaiveSplit() throws Exception {
    Random random = new Random(1);
    String alphabet = "aB \t\u00a0é\r\0";
    for (int i = 0; i < 3000; i++) {
      StringBuilder line = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        line.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String[] naive =
          Arrays.stream(line.toString().split("[ \t]+"))
              .filter(w -> !w.isEmpty())
              .toArray(String[]::new);
      split(line.toString());

      assertThat(words.count()).as("words of <%s>", line).isEqualTo(naive.length);
      if (naive.length > 0) {
        assertThat(words.texts(StandardCharsets.UTF_8))
            .as("arguments of <%s>", line)
            .containsExactly(Arrays.copyOfRange(naive, 1, naive.length));
      }
    }
  }

  private void split(String line) {
    words.split(bytes(line));
  }

  private static ByteBuffer bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  private static CommandException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable c) {
    return catchThrowableOfType(CommandException.class, c);
  }
}
