package dev.pollen.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The methods of generated dispatchers are short: longer ones are not inlined, however hot. */
class DispatcherMethodsTest {
  private static final int MAX_INLINED_BYTES = 325;
  private static final int COMMANDS = 100;
  private static final int STATES = 6;
  private static final Pattern MEMBER = Pattern.compile("  \\w.*;");
  private static final Pattern INSTRUCTION = Pattern.compile(" *(\\d+): .*");

  @TempDir Path directory;

  @Test
  void areShortInAllGoldenProtocols() {
    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .options("--release", "17")
            .compile(Javac.files(Path.of("src/test/resources/golden/input/golden/protocol")));

    assertThat(result.messages()).isEmpty();
    assertThat(methodLengths(result))
        .hasSizeGreaterThan(40)
        .allSatisfy((method, length) -> assertThat(length).isLessThan(MAX_INLINED_BYTES));
  }

  @Test
  void areShortForAHundredCommandsInSixStates() {
    StringBuilder source =
        new StringBuilder(
            "package app; import dev.pollen.annotation.*;"
                + " @SuppressWarnings({\"pollen:NoDefaultCommand\", \"pollen:UnreachableState\"})"
                + " class Large { enum State { S0, S1, S2, S3, S4, S5 }");
    for (int i = 0; i < COMMANDS; i++) {
      source.append(
          String.format(
              " @OnRead @Line @Command(\"WORD%d\") @In({\"S%d\", \"S%d\"})"
                  + " String m%d(int a, String b) { return b; }",
              i, i % STATES, (i + 1) % STATES, i));
    }
    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(Map.of("app/Large.java", source.append(" }").toString()));

    assertThat(result.messages()).isEmpty();
    assertThat(methodLengths(result))
        .hasSizeGreaterThan(COMMANDS)
        .allSatisfy((method, length) -> assertThat(length).isLessThan(MAX_INLINED_BYTES));
  }

  /** How many bytes the methods of all dispatchers have; what makes their constants runs once. */
  private static Map<String, Integer> methodLengths(Javac.Result result) {
    Map<String, Integer> lengths = new TreeMap<>();
    String type = "";
    String method = "";
    for (String line : disassembled(result).lines().toList()) {
      Matcher instruction = INSTRUCTION.matcher(line);
      if (line.endsWith("{")) {
        type = line;
      } else if (MEMBER.matcher(line).matches()) {
        method = type + line;
      } else if (instruction.matches() && method.contains("(")) {
        // The last instruction of a method takes one byte. The targets of a switch are also lines
        // with a number and a colon, and those are no greater than what follows.
        lengths.merge(method, Integer.parseInt(instruction.group(1)) + 1, (old, now) -> now);
      }
    }
    return lengths;
  }

  private static String disassembled(Javac.Result result) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] arguments =
        Stream.concat(
                Stream.of("-c", "-p"),
                Javac.files(result.classes()).stream()
                    .map(Path::toString)
                    .filter(file -> file.endsWith("Dispatcher.class")))
            .toArray(String[]::new);
    ToolProvider.findFirst("javap")
        .orElseThrow()
        .run(new PrintStream(out, true, UTF_8), System.err, arguments);
    return out.toString(UTF_8);
  }
}
