package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocols that the rules accept, and whose code is not what one would write at first. */
class ProtocolCodeTest {
  private static final String WORDS =
      "static class Resp implements dev.pollen.wire.Decoder<Words> { public Words"
          + " decode(ByteBuffer input) { return null; } } ";

  @TempDir Path directory;

  @Test
  void readsInputBeforeItLeavesTheThread() throws IOException {
    assertThat(dispatcher("@OnRead @Line @Offload String read(String line) { return line; }"))
        .contains("String payload = text(frame, UTF_8);")
        .contains("offload(() -> handler.read(payload), this::reply);");
    assertThat(dispatcher("@OnRead @Offload byte[] read(byte[] data) { return data; }"))
        .contains("byte[] payload = recvBytes();")
        .contains("offload(() -> handler.read(payload), this::reply);");
  }

  @Test
  void readsOtherCommandBeforeItLeavesTheThread() throws IOException {
    String other = "@OnRead @Line @Command @Offload void other(byte[] line) {}";

    assertThat(dispatcher("@OnRead @Line @Command(\"A\") void a() {} " + other))
        .contains("byte[] payload = bytes(frame);")
        .contains("offload(() -> handler.other(payload));");
  }

  @Test
  void servesCommandsOfLinesAndOfDecoder() throws IOException {
    assertThat(
            dispatcher(
                "enum State { LINES, RESP } "
                    + WORDS
                    + """
                    @OnRead @Line @Command("A") @In("LINES") State a() { return State.RESP; }
                    @OnRead @Line @Command @In("LINES") void other(String line) {}
                    @OnRead @Decode(Resp.class) @Command("A") @In("RESP") void b() {}
                    @OnRead @Decode(Resp.class) @Command @In("RESP") State c(Words words) {
                      return State.LINES;
                    }"""))
        .contains("command(frame);")
        .contains("command(input);");
  }

  @Test
  void knowsTwoCasesOfAsciiOnly() throws IOException {
    assertThat(
            dispatcher(
                "@OnRead @Line @Command({\"\u00c9\", \"\u00e9\", \"?\"}) void a() {}"
                    + " @OnRead @Line @Command void b() {}"))
        .contains("Commands.ignoringCase(\"\\u00c9\", \"\\u00e9\", \"?\")");
  }

  @Test
  void commandsAndTimersMayHaveTheSameName() throws IOException {
    assertThat(
            dispatcher(
                "enum State { IDLE, TALKING }"
                    + " @OnRead @Line @Command(\"RING\") State ring() { return State.TALKING; }"
                    + " @OnRead @Line @Command void other() {}"
                    + " @OnIdle(\"1m\") @In(\"TALKING\") State ring(Connection me) {"
                    + " return State.IDLE; }"))
        .contains("void callRing()")
        .contains("void callRing2()");
  }

  @Test
  void saysInCommentsNothingThatEndsThem() throws IOException {
    assertThat(
            dispatcher(
                "enum State { NEW, OPEN }"
                    + " @OnRead @Line @Command({\"*/\", \"{@code\", \"@see\"}) @In(\"NEW\")"
                    + " State open() { return State.OPEN; }"
                    + " @OnRead @Line @Command State other() { return State.NEW; }"))
        .contains("Commands.ignoringCase(\"*/\", \"{@code\", \"@see\")");
  }

  @Test
  void namesCommandsInAsciiWhateverTheEncodingOfTheFile() throws IOException {
    assertThat(
            dispatcher(
                "@OnRead @Line @Command({\"\\u00c9\", \"?\"}) void a() {}"
                    + " @OnRead @Line @Command void b() {}",
                "-encoding",
                "US-ASCII"))
        .contains("Commands.ignoringCase(\"\\u00c9\", \"?\")");
  }

  @Test
  void wordsMayBeCalledAsWhatTheirDispatcherHas() throws IOException {
    assertThat(
            dispatcher(
                "enum Side { LEFT } enum State { NEW, OPEN }"
                    + " @OnRead @Line @Command(\"GO\") State go(String words, String wordsWord,"
                    + " String UTF_8, int GO, Side SIDE_VALUES, Side handler, long COMMANDS) {"
                    + " return State.OPEN; }"
                    + " @OnRead @Line @Command State other() { return State.NEW; }"))
        .contains("String wordsWordWord = words.text(\"words\", UTF_8);");
  }

  @Test
  void commandsMayBeCalledAsClassesAndCharsets() throws IOException {
    String handler =
        "class ECHO { enum State { ECHO, MODE }"
            + " @OnRead @Line @Command({\"Echo\", \"MODE\", \"UTF-8\"})"
            + " State all(MODE mode, String text) { return State.MODE; }"
            + " @OnRead @Line @Command State other() { return State.ECHO; } }";

    assertThat(
            dispatcher(
                "ECHO",
                Map.of(
                    "app/ECHO.java",
                    file(handler),
                    "app/MODE.java",
                    "package app; enum MODE { A }")))
        .contains("int ECHO_2 = 0;")
        .contains("int MODE_2 = 1;")
        .contains("int UTF_8_2 = 2;");
  }

  @Test
  void codersMayBeCalledAsKeywordsAndVariables() throws IOException {
    assertThat(
            dispatcher(
                WORDS.replace("Resp", "Default")
                    + "static class Answer implements dev.pollen.wire.Encoder<Integer> { public"
                    + " void encode(Integer i, dev.pollen.wire.WireWriter out) {} }"
                    + " @OnRead @Decode(Default.class) @Command(\"A\") @Encode(Answer.class)"
                    + " java.util.concurrent.CompletionStage<Integer> a(int answerCoder) {"
                    + " return null; }"
                    + " @OnRead @Decode(Default.class) @Command void b() {}"))
        .contains("new Echo.Default();")
        .contains("answer -> reply(answer, answer_2)");
  }

  @Test
  void silencesWhatItsWordsAndCodersBringAlong() throws IOException {
    assertThat(
            dispatcher(
                "@Deprecated enum Side { LEFT } @Deprecated "
                    + WORDS
                    + "@OnRead @Decode(Resp.class) @Command(\"A\") void a(Side side) {}"
                    + " @OnRead @Decode(Resp.class) @Command void b() {}"))
        .contains("@SuppressWarnings(\"deprecation\")");
  }

  @Test
  void packagesMayBeImportedAsAWhole() {
    Javac.Result result =
        Javac.into(directory)
            .options("-Xlint:all,-processing", "--release", "17")
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(
                Map.of(
                    "app/Login.java",
                    "package app; import dev.pollen.*; import dev.pollen.annotation.*; import"
                        + " dev.pollen.transport.*; import dev.pollen.wire.*;"
                        + " @Wire record Login(@Width(2) int id, @Prefix(width = 1) String name,"
                        + " @Fixed(2) byte[] key) {}"));

    assertThat(result.messages()).isEmpty();
  }

  @Test
  void constantLengthIsItsOwnLimit() throws IOException {
    assertThat(
            dispatcher(
                "enum State { HEAD, BODY }"
                    + " @OnRead @Exactly(131072) @In(\"HEAD\") State head(byte[] data) {"
                    + " return State.BODY; }"
                    + " @OnRead @Exactly(value = 131072, max = 9, oversized = Oversized.SKIP)"
                    + " @In(\"BODY\") State body(byte[] data) { return State.HEAD; }"))
        .contains("EXACTLY = Terminator.length(131072).max(131072);")
        .doesNotContain("EXACTLY_2");
  }

  @Test
  void toldLengthKeepsItsLimit() throws IOException {
    assertThat(
            dispatcher(
                "int size; enum State { HEAD, BODY }"
                    + " @OnRead @Exactly(by = \"size\", max = 7) @In(\"HEAD\")"
                    + " State head(byte[] data) { return State.BODY; }"
                    + " @OnRead @Exactly(by = \"size\", max = 9) @In(\"BODY\")"
                    + " State body(byte[] data) { return State.HEAD; }"))
        .contains("exactly(handler.size, 7);")
        .contains("exactly(handler.size, 9);");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@Rest String all", "String... all", "byte[]... all"})
  void hasNoUsageForWordsThatAreNeverWrong(String words) throws IOException {
    assertThat(dispatcher(usage(words))).doesNotContain("CommandException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "String one", "byte[] one, @Rest String all", "int one, String... all"})
  void hasUsageForWordsThatMayBeWrong(String words) throws IOException {
    assertThat(dispatcher(usage(words)))
        .contains("catch (CommandException wrong)")
        .contains("reply(\"Say it again\");");
  }

  private static String usage(String words) {
    return "@OnRead @Line @Command(value = \"SAY\", usage = \"Say it again\") void say("
        + words
        + ") {} @OnRead @Line @Command void other() {}";
  }

  @Test
  void commandsMayDifferInPunctuationOnly() throws IOException {
    assertThat(
            dispatcher(
                "enum State { NEW, OPEN }"
                    + " @OnRead @Line @Command({\"VOLT\", \"A-B\"}) @In(\"NEW\")"
                    + " State set() { return State.OPEN; }"
                    + " @OnRead @Line @Command({\"VOLT?\", \"VOLT2\", \"A--B\"}) @In(\"NEW\")"
                    + " void ask() {}"
                    + " @OnRead @Line @Command State other() { return State.NEW; }"))
        .contains("case VOLT -> serveVolt();")
        .contains("case VOLT_ -> serveVolt2();")
        .contains("case VOLT2 -> serveVolt22();")
        .contains("case A_B -> serveAB();")
        .contains("case A__B -> serveAB2();");
  }

  @Test
  void commandsOfOneDecoderMayHaveOtherLimitsInOtherStates() throws IOException {
    assertThat(
            dispatcher(
                "enum State { NEW, OPEN } "
                    + WORDS
                    + """
                    @OnRead @Decode(value = Resp.class, max = 100) @Command("AUTH") @In("NEW")
                    State auth(String password) { return State.OPEN; }
                    @OnRead @Decode(value = Resp.class, max = 1_000_000) @Command("SET") @In("OPEN")
                    void set(String key, byte[] value) {}
                    @OnRead @Decode(value = Resp.class, max = 100) @Command @In("NEW")
                    void unknown(Words words) {}
                    @OnRead @Decode(value = Resp.class, max = 1_000_000) @Command @In("OPEN")
                    State other(Words words) { return State.NEW; }"""))
        .contains("case NEW -> terminator(MESSAGES);")
        .contains("case OPEN -> terminator(MESSAGES_2);")
        .contains("    return true;\n  }");
  }

  @Test
  void charsetMayBeSpelledInTwoWays() throws IOException {
    assertThat(
            dispatcher(
                "enum State { HEAD, BODY }"
                    + " @OnRead @Line(charset = \"windows-1252\") @In(\"HEAD\")"
                    + " State head(String line) { return State.BODY; }"
                    + " @OnRead @Line(charset = \"Cp1252\") @In(\"BODY\")"
                    + " State body(String line) { return State.HEAD; }"))
        .containsOnlyOnce("Charset WINDOWS_1252 = Charset.forName(\"windows-1252\");");
  }

  @Test
  void classOfThePackageMayBeCalledEnum() throws IOException {
    String handler =
        "class Echo { enum State { NEW, OPEN } @OnRead @In(\"NEW\") State read() { return"
            + " State.OPEN; } @OnRead @In(\"OPEN\") State more() { return State.NEW; } }";

    assertThat(
            dispatcher(
                "Echo",
                Map.of(
                    "app/Echo.java", file(handler), "app/Enum.java", "package app; class Enum {}")))
        .contains("enter(java.lang.Enum<?> next)");
  }

  @Test
  void componentsMayBeCalledAsEnums() throws IOException {
    Javac.Result result =
        compile(
            Map.of(
                "app/OP.java", "package app; enum OP { GET, PUT }",
                "app/Batch.java", file("@Wire record Batch(List<OP> op, byte[] more) {}"),
                "app/URL.java",
                    file(
                        "@Wire record URL(String url, Scheme scheme) {"
                            + " enum Scheme { HTTP, FTP } }")));

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources().get("app/BatchCodec.java")).contains("OP.values()");
    assertThat(result.sources().get("app/URLCodec.java")).contains("URL.Scheme.values()");
  }

  /** The dispatcher of a handler, which compiles without a warning. */
  private String dispatcher(String members, String... options) throws IOException {
    return dispatcher(
        "Echo", Map.of("app/Echo.java", file("class Echo { " + members + " }")), options);
  }

  private String dispatcher(String name, Map<String, String> files, String... options)
      throws IOException {
    Javac.Result result = compile(files, options);
    assertThat(result.messages()).isEmpty();
    return Files.readString(result.generated().resolve("app/" + name + "Dispatcher.java"));
  }

  private Javac.Result compile(Map<String, String> files, String... options) {
    return Javac.into(directory)
        .options("-Xlint:all,-processing", "--release", "17")
        .options(options)
        .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
        .compile(files);
  }

  private static String file(String type) {
    return "package app; import dev.pollen.*; import dev.pollen.annotation.*; import"
        + " java.nio.ByteBuffer; import java.util.List; "
        + type;
  }
}
