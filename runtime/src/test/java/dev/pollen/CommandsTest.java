package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {
  @ParameterizedTest
  @CsvSource({
    "MAIL, 1",
    "mail, 1",
    "mAiL from, 1",
    "HELO, 0",
    "qUIT, 2",
    "été, 3",
    "Été, -1",
    "MAI, -1",
    "MAILS, -1",
    "M\u0000IL, -1",
    "'', -1",
    "' ', -1",
    "x mail, -1"
  })
  void commandsAreFoundInSmallAndCapitalLetters(String line, int index) {
    Commands commands = Commands.ignoringCase("HELO", "Mail", "quit", "été");

    assertThat(find(commands, line)).isEqualTo(index);
  }

  @ParameterizedTest
  @CsvSource({"get, 0", "GET, 1", "Get, -1", "été, 2", "ÉTÉ, -1"})
  void commandsAreFoundExactly(String line, int index) {
    Commands commands = Commands.exactly("get", "GET", "été");

    assertThat(find(commands, line)).isEqualTo(index);
  }

  @Test
  void onlyLettersOfAsciiHaveTwoCases() {
    assertThat(find(Commands.ignoringCase("[k{"), "{K[")).isEqualTo(-1);
    assertThat(find(Commands.ignoringCase("@"), "`")).isEqualTo(-1);
    assertThat(find(Commands.ignoringCase("K"), "\u212a")).isEqualTo(-1);
  }

  /** There, the capital of i is not I. */
  @Test
  void theLocaleDoesNotMatter() {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale.Builder().setLanguage("tr").build());
    try {
      Commands commands = Commands.ignoringCase("quit", "MAIL");

      assertThat(find(commands, "QUIT")).isEqualTo(0);
      assertThat(find(commands, "mail")).isEqualTo(1);
      assertThat(find(commands, "QUİT")).isEqualTo(-1);
      assertThat(find(commands, "maıl")).isEqualTo(-1);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void namesAreAsTheyWereGiven() {
    assertThat(Commands.ignoringCase("Helo", "quit").names()).containsExactly("Helo", "quit");
    assertThat(Commands.ignoringCase()).hasToString("Commands[] ignoring case");
    assertThat(Commands.exactly("A")).hasToString("Commands[A]");
    assertThat(find(Commands.exactly(), "A")).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "A B", "A\tB", "\ud800"})
  void aCommandIsOneWord(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Commands.exactly("GET", name));
  }

  @Test
  void noTwoCommandsAreTheSame() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Commands.exactly("a", "b", "a"))
        .withMessage("The commands \"a\" and \"a\" are the same");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Commands.ignoringCase("Mail", "MAIL"))
        .withMessage("The commands \"Mail\" and \"MAIL\" are the same");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 100, 1000})
  void manyCommandsAreFound(int count) {
    String[] names = IntStream.range(0, count).mapToObj(i -> "C" + i).toArray(String[]::new);
    Commands commands = Commands.ignoringCase(names);

    for (int i = 0; i < count; i++) {
      assertThat(find(commands, "c" + i + " x")).isEqualTo(i);
      assertThat(find(commands, "d" + i)).isEqualTo(-1);
    }
  }

  /** All of these have the same hash. */
  @Test
  void commandsThatCollideAreFoundToo() {
    Commands commands = Commands.exactly("AaAa", "BBBB", "AaBB", "BBAa");

    assertThat(commands.names()).allMatch(name -> find(commands, name) >= 0);
    assertThat(commands.names().stream().map(name -> find(commands, name)))
        .containsExactly(0, 1, 2, 3);
    assertThat(find(commands, "AaBb")).isEqualTo(-1);
  }

  @Test
  void anyWordIsFoundIfAComparisonFindsIt() {
    Commands commands = Commands.ignoringCase("a", "ab", "ba", "aab", "bbb");
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      StringBuilder word = new StringBuilder("abAB".substring(random.nextInt(4)).substring(0, 1));
      for (int more = random.nextInt(4); more > 0; more--) {
        word.append("abAB".charAt(random.nextInt(4)));
      }
      int naive = commands.names().indexOf(word.toString().toLowerCase(Locale.ROOT));

      assertThat(find(commands, word.toString())).as("index of <%s>", word).isEqualTo(naive);
    }
  }

  private static int find(Commands commands, String line) {
    Words words = new Words();
    words.split(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    return commands.find(words);
  }
}
