package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pollen.CommandException.Kind;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words as numbers and as constants. */
final class WordValuesTest {
  @SuppressWarnings("UnicodeInCode")
  private enum Mode {
    READ,
    Write,
    ÉTÉ,
    INIT
  }

  private final Words words = new Words();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "+7, 7",
    "007, 7",
    "127, 127",
    "-128, -128",
    "0000000000000000000000000000127, 127"
  })
  void digitsAreANumber(String word, byte value) throws Exception {
    arguments(word, word, word, word);

    assertThat(words.toByte("a")).isEqualTo(value);
    assertThat(words.toShort("b")).isEqualTo(value);
    assertThat(words.toInt("c")).isEqualTo(value);
    assertThat(words.toLong("d")).isEqualTo(value);
    words.end();
  }

  @Test
  void theLeastAndTheMostAreNumbers() throws Exception {
    arguments("-32768", "32767", "-2147483648", "2147483647");
    assertThat(words.toShort("a")).isEqualTo(Short.MIN_VALUE);
    assertThat(words.toShort("a")).isEqualTo(Short.MAX_VALUE);
    assertThat(words.toInt("a")).isEqualTo(Integer.MIN_VALUE);
    assertThat(words.toInt("a")).isEqualTo(Integer.MAX_VALUE);
    arguments("-9223372036854775808", "+9223372036854775807");
    assertThat(words.toLong("a")).isEqualTo(Long.MIN_VALUE);
    assertThat(words.toLong("a")).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({"128", "-129", "99999999999999999999999999"})
  void aByteIsNotLarger(String word) {
    assertOutOfRange(word, () -> words.toByte("level"), "-128 and 127");
  }

  @ParameterizedTest
  @CsvSource({"32768", "-32769", "18446744073709551616"})
  void aShortIsNotLarger(String word) {
    assertOutOfRange(word, () -> words.toShort("level"), "-32768 and 32767");
  }

  @ParameterizedTest
  @CsvSource({"2147483648", "-2147483649", "4294967296", "18446744073709551617"})
  void anIntIsNotLarger(String word) {
    assertOutOfRange(word, () -> words.toInt("level"), "-2147483648 and 2147483647");
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775808",
    "9223372036854775810",
    "-9223372036854775809",
    "-9223372036854775810",
    "92233720368547758070",
    "18446744073709551616",
    "36893488147419103233"
  })
  void aLongIsNotLarger(String word) {
    assertOutOfRange(
        word, () -> words.toLong("level"), "-9223372036854775808 and 9223372036854775807");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        "--1",
        "+-1",
        "1-",
        "x",
        "12a",
        "a12",
        "0x10",
        "1.5",
        "1e3",
        "1_000",
        "1,000",
        "٣",
        "１",
        "/",
        ":",
        "99999999999999999999x",
        "\0"
      })
  void everythingElseIsNone(String word) {
    for (ThrowingCallable number : numbers()) {
      arguments(word);

      CommandException failure = catchThrowableOfType(CommandException.class, number);

      assertThat(failure.kind()).isEqualTo(Kind.NOT_A_NUMBER);
      assertThat(failure.command()).isEqualTo("SET");
      assertThat(failure.getMessage())
          .startsWith("SET: the argument level is \"")
          .endsWith("\", which is no number");
    }
  }

  @Test
  void aNumberThatIsNoneIsShownHarmlessly() {
    arguments("9".repeat(1000) + "\u001b");

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> words.toInt("level"))
        .withMessage("SET: the argument level is \"%s...\", which is no number", "9".repeat(40));
  }

  /** A word that is no number is behind the cursor like any other. */
  @Test
  void whatFollowsAWrongWordIsStillThere() throws Exception {
    arguments("x", "8");

    assertThatExceptionOfType(CommandException.class).isThrownBy(() -> words.toInt("a"));
    assertThat(words.toInt("b")).isEqualTo(8);
  }

  @Test
  void numbersAreThoseOfALibrary() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      BigInteger number = new BigInteger(1 + random.nextInt(70), random);
      number = random.nextBoolean() ? number.negate() : number;
      arguments(number.toString());

      if (number.bitLength() < Long.SIZE) {
        assertThat(words.toLong("n")).isEqualTo(number.longValueExact());
      } else {
        assertThatExceptionOfType(CommandException.class).isThrownBy(() -> words.toLong("n"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"READ, READ", "Write, Write", "ÉTÉ, ÉTÉ", "INIT, INIT"})
  void aConstantIsItsName(String word, Mode mode) throws Exception {
    arguments(word, word);

    assertThat(words.constant("mode", Mode.values(), false)).isEqualTo(mode);
    assertThat(words.constant("mode", Mode.values(), true)).isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource({"read, READ", "rEaD, READ", "WRITE, Write", "Été, -", "ÉtÉ, ÉTÉ", "init, INIT"})
  void itsLettersMayBeSmallIfThatIsAskedFor(String word, String mode) throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale.Builder().setLanguage("tr").build());
    try {
      arguments(word, word);

      assertNoConstant(false);
      if (mode.equals("-")) {
        assertNoConstant(true);
      } else {
        assertThat(words.constant("mode", Mode.values(), true)).isEqualTo(Mode.valueOf(mode));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "REA", "READS", "XREAD", "READ\0", "ınıt", "É", "ÉT", "ÉTÉÉ", "xxxxx"})
  void anotherWordIsNone(String word) {
    arguments(word, word);

    assertNoConstant(false);
    assertNoConstant(true);
  }

  @Test
  void theMessageNamesTheConstants() {
    arguments("FOO\n", "x");

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> words.constant("mode", Mode.values(), true))
        .withMessage(
            "SET: the argument mode is \"FOO\\x0a\", which is none of READ, Write, ÉTÉ, INIT");
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> words.constant("mode", new Mode[0], true))
        .withMessage("SET: the argument mode is \"x\", which is none of ");
  }

  @ParameterizedTest
  @CsvSource({
    "x, MISSING_ARGUMENT, too few arguments: 1",
    "x y, NOT_A_NUMBER, 'the argument a is \"x\", which is no number'",
    "x y z, EXTRA_ARGUMENT, too many arguments: 3"
  })
  void aWrongNumberOfThemIsToldBeforeAWrongOne(String line, Kind kind, String message) {
    for (boolean isLine : new boolean[] {true, false}) {
      if (isLine) {
        words.split(ByteBuffer.wrap(("SET " + line).getBytes(StandardCharsets.UTF_8)));
      } else {
        arguments(line.split(" "));
      }
      words.expect(2);

      CommandException failure =
          catchThrowableOfType(CommandException.class, () -> words.toInt("a"));

      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure).hasMessage("SET: " + message);
    }
  }

  @Test
  void thereMayBeMoreIfTheLastTakesThemAll() {
    words.split(ByteBuffer.wrap("SET x".getBytes(StandardCharsets.UTF_8)));
    words.expectAtLeast(2);
    CommandException tooFew =
        catchThrowableOfType(
            CommandException.class, () -> words.constant("a", Mode.values(), true));
    assertThat(tooFew.kind()).isEqualTo(Kind.MISSING_ARGUMENT);

    words.split(ByteBuffer.wrap("SET x y z".getBytes(StandardCharsets.UTF_8)));
    words.expectAtLeast(2);
    CommandException wrong = catchThrowableOfType(CommandException.class, () -> words.toLong("a"));
    assertThat(wrong.kind()).isEqualTo(Kind.NOT_A_NUMBER);
  }

  @Test
  void theirNumberIsThatOfOneCommandOnly() {
    words.split(ByteBuffer.wrap("SET x".getBytes(StandardCharsets.UTF_8)));
    words.expect(2);
    words.split(ByteBuffer.wrap("SET x".getBytes(StandardCharsets.UTF_8)));

    CommandException failure = catchThrowableOfType(CommandException.class, () -> words.toInt("a"));
    assertThat(failure.kind()).isEqualTo(Kind.NOT_A_NUMBER);
  }

  private void assertNoConstant(boolean ignoresCase) {
    CommandException failure =
        catchThrowableOfType(
            CommandException.class, () -> words.constant("mode", Mode.values(), ignoresCase));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_A_CONSTANT);
  }

  private void assertOutOfRange(String word, ThrowingCallable number, String range) {
    arguments(word);

    CommandException failure = catchThrowableOfType(CommandException.class, number);

    assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_RANGE);
    assertThat(failure)
        .hasMessage("SET: the argument level is \"%s\", which is not within %s", word, range);
  }

  private ThrowingCallable[] numbers() {
    return new ThrowingCallable[] {
      () -> words.toByte("level"),
      () -> words.toShort("level"),
      () -> words.toInt("level"),
      () -> words.toLong("level")
    };
  }

  /** The words of a command, so that a word may also be empty. */
  private void arguments(String... arguments) {
    ByteBuffer input = ByteBuffer.allocate(4096);
    words.begin(input);
    add(input, "SET");
    for (String argument : arguments) {
      add(input, argument);
    }
  }

  private void add(ByteBuffer input, String word) {
    int from = input.position();
    input.put(word.getBytes(StandardCharsets.UTF_8));
    words.add(from, input.position());
  }
}
