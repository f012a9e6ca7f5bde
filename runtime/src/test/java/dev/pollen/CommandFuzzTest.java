package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pollen.CommandException.Kind;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A line that a peer may send: how the runtime reads it, and how a plain reader does. */
final class CommandFuzzTest {
  private static final List<String> NAMES = List.of("GET", "set", "Mail", "AaAa", "BBBB");
  private static final Commands IGNORING_CASE = Commands.ignoringCase(NAMES.toArray(String[]::new));
  private static final Commands EXACTLY = Commands.exactly(NAMES.toArray(String[]::new));
  private static final TimeUnit[] UNITS = TimeUnit.values();
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern HARMLESS = Pattern.compile("[ -~]*");
  private static final int LONGEST_MESSAGE = 500;

  /** What stands before and behind the line in the buffer belongs to none of its words. */
  private static final byte[] AROUND = "GET".getBytes(US_ASCII);

  private interface Reading {
    Object next(Words words) throws Exception;
  }

  private interface PlainReading {
    Object of(String word);
  }

  @FuzzTest
  void aLineIsReadAsAPlainReaderReadsIt(byte[] bytes) throws Exception {
    ByteBuffer line = ByteBuffer.allocateDirect(bytes.length + 2 * AROUND.length);
    line.put(AROUND).put(bytes).put(AROUND);
    line.position(AROUND.length).limit(AROUND.length + bytes.length);
    String text = new String(bytes, ISO_8859_1);
    List<String> plain =
        Arrays.stream(text.split("[ \t]+")).filter(word -> !word.isEmpty()).toList();
    Words words = new Words();

    words.split(line.asReadOnlyBuffer());
    assertThat(words.count()).isEqualTo(plain.size());
    assertThat(IGNORING_CASE.find(words)).isEqualTo(index(plain, true));
    assertThat(EXACTLY.find(words)).isEqualTo(index(plain, false));
    assertHarmless(words.unknown());

    assertRead(line, plain, w -> new String(w.bytes("a"), ISO_8859_1), word -> word);
    assertRead(line, plain, w -> w.text("a", ISO_8859_1), word -> word);
    assertRead(line, plain, w -> w.text("a", UTF_8), CommandFuzzTest::utf8);
    assertRead(line, plain, w -> (long) w.toByte("a"), word -> number(word, Byte.SIZE));
    assertRead(line, plain, w -> (long) w.toShort("a"), word -> number(word, Short.SIZE));
    assertRead(line, plain, w -> (long) w.toInt("a"), word -> number(word, Integer.SIZE));
    assertRead(line, plain, w -> w.toLong("a"), word -> number(word, Long.SIZE));
    assertRead(line, plain, w -> w.constant("a", UNITS, false), word -> unit(word, false));
    assertRead(line, plain, w -> w.constant("a", UNITS, true), word -> unit(word, true));

    String[] arguments = plain.stream().skip(1).toArray(String[]::new);
    words.split(line);
    assertThat(words.texts(ISO_8859_1)).containsExactly(arguments);
    words.split(line);
    assertThat(Arrays.stream(words.arrays()).map(word -> new String(word, ISO_8859_1)))
        .containsExactly(arguments);
    words.split(line);
    assertThat(words.rest(ISO_8859_1)).isEqualTo(rest(text));
    words.end();
    assertThat(line.position()).isEqualTo(AROUND.length);
    assertThat(line.limit()).isEqualTo(AROUND.length + bytes.length);
  }

  /** Reads all arguments in the same way, one behind the last included. */
  private static void assertRead(
      ByteBuffer line, List<String> plain, Reading reading, PlainReading plainReading) {
    Words words = new Words();
    words.split(line);
    for (int i = 1; i < plain.size(); i++) {
      assertThat(outcome(words, reading))
          .as("the word %s", plain.get(i))
          .isEqualTo(plainReading.of(plain.get(i)));
    }
    assertThat(outcome(words, reading)).isEqualTo(Kind.MISSING_ARGUMENT);
  }

  private static Object outcome(Words words, Reading reading) {
    try {
      return reading.next(words);
    } catch (CommandException e) {
      assertHarmless(e);
      return e.kind();
    } catch (CharacterCodingException e) {
      return CharacterCodingException.class;
    } catch (Exception e) {
      throw new AssertionError("Not declared", e);
    }
  }

  private static void assertHarmless(CommandException failure) {
    assertThat(failure.getMessage()).matches(HARMLESS).hasSizeLessThan(LONGEST_MESSAGE);
    assertThat(failure.command()).matches(HARMLESS);
  }

  private static int index(List<String> plain, boolean ignoresCase) {
    if (plain.isEmpty()) {
      return -1;
    }
    String first = plain.get(0);
    return ignoresCase
        ? NAMES.stream().map(CommandFuzzTest::small).toList().indexOf(small(first))
        : NAMES.indexOf(first);
  }

  private static String small(String word) {
    StringBuilder small = new StringBuilder();
    word.chars().forEach(c -> small.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
    return small.toString();
  }

  private static Object utf8(String word) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(word.getBytes(ISO_8859_1))).toString();
    } catch (CharacterCodingException e) {
      return CharacterCodingException.class;
    }
  }

  private static Object number(String word, int bits) {
    if (!NUMBER.matcher(word).matches()) {
      return Kind.NOT_A_NUMBER;
    }
    BigInteger number = new BigInteger(word);
    return number.bitLength() < bits ? number.longValueExact() : Kind.OUT_OF_RANGE;
  }

  private static Object unit(String word, boolean ignoresCase) {
    return Arrays.stream(UNITS)
        .filter(u -> ignoresCase ? small(u.name()).equals(small(word)) : u.name().equals(word))
        .map(Object.class::cast)
        .findFirst()
        .orElse(Kind.NOT_A_CONSTANT);
  }

  private static String rest(String line) {
    return line.replaceFirst("\\A[ \t]*[^ \t]*[ \t]*", "").replaceFirst("[ \t]+\\z", "");
  }
}
