package dev.pollen.processor;

import static dev.pollen.processor.Diagnosed.members;
import static dev.pollen.processor.report.Diagnostic.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said about {@code @Command}, its words and its parameters. */
class CommandDiagnosticsTest {
  private static final String STATES =
      "@SuppressWarnings({\"pollen:UnreachableState\", \"pollen:DeadState\"}) enum State { NEW, OPEN } ";
  private static final String FAILED = "@OnError void failed(Throwable cause) {} ";
  private static final String WORDS =
      "static class Resp implements dev.pollen.wire.Decoder<Words> { public Words"
          + " decode(ByteBuffer input) { return null; } } ";
  private static final String DISJOINT = "Keep one of them, or make their states disjoint.";
  private static final String ONE_WORD =
      "Use a word without spaces, of ASCII characters to be safe, and take the rest as parameters.";

  @Test
  void acceptsCommands() {
    members(
            STATES
                + WORDS
                + """
                enum Mode { ASCII, BINARY }
                @OnRead @Line @Command("HELO") @In("NEW") State helo(String domain) { return null; }
                @OnRead @Line @Command(value = "TYPE", usage = "501\\r\\n")
                String type(Mode mode, Connection peer, int count, long size, byte b, short s) {
                  return "200";
                }
                @OnRead @Line @Command({"RCPT", "MAIL"}) void mail(byte[] first, String... more) {}
                @OnRead @Line @Command("AUTH") void auth(String one, byte[][] more) {}
                @OnRead @Line @Command("TEXT") void text(@Rest String rest, Connection peer) {}
                @OnRead @Line @Command("HELO") @In("OPEN") void again() {}
                @OnRead @Line @Command @In("NEW") void other(String line) {}
                @OnRead @Line @Command @In("OPEN") void others() {}""")
        .isClean();
    members(
            WORDS
                + """
                @OnRead @Decode(Resp.class) @Command("GET") void get(String key) {}
                @OnRead @Decode(Resp.class) @Command void other(Words words) {}""")
        .isClean();
  }

  @Test
  void rejectsCommandWithoutWords() {
    for (String frame : List.of("", "@Until(\";\")", "@LengthPrefixed")) {
      members(FAILED + "@OnRead " + frame + "\n@Command(\"GET\") // !\nvoid get(String key) {}")
          .fails(
              COMMAND_WITHOUT_LINE,
              "The words of @Command method 'get' come neither from @Line nor from a decoder of"
                  + " Words",
              "Add @Line, or @Decode with such a decoder.");
    }
  }

  @Test
  void rejectsCommandOfOtherMessages() {
    members(
            FAILED
                + "static class Lines implements dev.pollen.wire.Decoder<String> { public String"
                + " decode(ByteBuffer input) { return null; } } "
                + "@OnRead @Decode(Lines.class)\n@Command // !\nvoid other(String line) {}")
        .fails(
            COMMAND_WITHOUT_LINE,
            "The words of @Command method 'other' come neither from @Line nor from a decoder of"
                + " Words",
            "Add @Line, or @Decode with such a decoder.");
  }

  @Test
  void rejectsWhatIsNoWord() {
    for (String word : List.of("", " ", "MAIL FROM", "A\\tB", "QUIT\\r\\n", "\\ud800", "\\0")) {
      String text = word.replace("\\0", "\\u0000");
      members(FAILED + "@OnRead @Line @Command({\n\"X\",\n\"" + word + "\" // !\n}) void get() {}")
          .fails(
              BAD_COMMAND,
              "\"" + text + "\" is not one word that a command in charset \"UTF-8\" can begin with",
              ONE_WORD);
    }
  }

  @Test
  void rejectsWordOfAnotherCharset() {
    members(
            FAILED
                + "@OnRead @Line(charset = \"ISO-8859-1\")\n@Command(\"M\u00c4IL\") // !\n"
                + "void get(String key) {}")
        .fails(
            BAD_COMMAND,
            "\"M\u00c4IL\" is not one word that a command in charset \"ISO-8859-1\" can begin with",
            ONE_WORD);
    members(FAILED + "@OnRead @Line @Command(\"M\u00c4IL\") void get(String key) {}").isClean();
  }

  @Test
  void rejectsDuplicateCommands() {
    members(
            FAILED
                + """
                @OnRead @Line
                @Command("HELO") // !
                void helo() {}
                @OnRead @Line @Command({
                  "EHLO",
                  "HELO" // !
                }) void hello() {}""")
        .fails(DUPLICATE_COMMAND, "Command \"HELO\" is served by 'helo' and 'hello'", DISJOINT);
  }

  @Test
  void rejectsDuplicateCommandsInSomeState() {
    members(
            FAILED
                + STATES
                + """
                @OnRead @Line @In("NEW")
                @Command("HELO") // !
                void helo() {}
                @OnRead @Line
                @Command("HELO") // !
                void hello() {}
                @OnRead @Line @In("OPEN") @Command("QUIT") void quit() {}""")
        .fails(
            DUPLICATE_COMMAND,
            "Command \"HELO\" is served by 'helo' and 'hello' in state 'NEW'",
            DISJOINT);
  }

  @Test
  void rejectsCommandNamedTwice() {
    members(FAILED + "@OnRead @Line @Command({\n\"A\", // !\n\"A\" // !\n}) void get() {}")
        .fails(DUPLICATE_COMMAND, "Command \"A\" is served by 'get' twice", DISJOINT);
  }

  @Test
  void rejectsTwoSpellings() {
    members(
            FAILED
                + """
                @OnRead @Line @Command("Quit") void quit() {}
                @OnRead @Line
                @Command("QUIT") // !
                void leave() {}""")
        .fails(
            COMMAND_CASE,
            "Commands \"Quit\" and \"QUIT\" are the same, because case is ignored",
            "Keep one spelling.");
  }

  @Test
  void acceptsSpellingsThatDiffer() {
    members(
            FAILED
                + """
                @OnRead @Line @Command(value = "a", ignoreCase = false) void one() {}
                @OnRead @Line @Command(value = "A", ignoreCase = false) void two() {}""")
        .isClean();
  }

  @Test
  void rejectsMixedFolding() {
    members(
            FAILED
                + """
                @OnRead @Line @Command("QUIT") void quit() {}
                @OnRead @Line @Command(value = "NOOP",
                  ignoreCase = false) // !
                void noop() {}""")
        .fails(
            MIXED_FOLDING,
            "'quit' ignores the case of commands, and 'noop' does not",
            "Set ignoreCase to the same in all of them.");
  }

  @Test
  void warnsOfUnknownCommands() {
    Diagnosed.file("\nclass Echo { // !\n@OnRead @Line @Command(\"QUIT\") void quit() {} }")
        .warns(
            NO_DEFAULT_COMMAND,
            "'Echo' has no method for unknown commands, which close the connection",
            "Add one with a @Command that names no word, or suppress this.");
  }

  @Test
  void warnsOfUnknownCommandsInSomeState() {
    Diagnosed.file(
            "\nclass Echo { // !\n"
                + STATES
                + """
                @OnRead @Line @Command("QUIT") void quit() {}
                @OnRead @Line @Command @In("NEW") void other() {} }""")
        .warns(
            NO_DEFAULT_COMMAND,
            "'Echo' has no method for unknown commands in state 'OPEN', which close the connection",
            "Add one with a @Command that names no word, or suppress this.");
  }

  @Test
  void rejectsTwoMethodsForOtherCommands() {
    members("@OnRead @Line @Command void one() {} // !\n@OnRead @Line @Command void two() {} // !")
        .fails(
            DUPLICATE_EVENT,
            "@Command without a word is declared by 'one' and 'two', and nothing tells them apart",
            "Keep one of them.");
  }

  @Test
  void rejectsParameterThatIsNoWord() {
    members(FAILED + "@OnRead @Line @Command(\"GET\") void get(\nList<String> keys // !\n) {}")
        .fails(
            UNBOUND_PARAMETER,
            "@OnRead cannot supply parameter 'keys' of type 'List<String>'. It can supply:"
                + " Connection, String, byte[], byte, short, int, long, an enum, String[],"
                + " byte[][]",
            "Change the type, or remove the parameter.");
  }

  @Test
  void rejectsTailThatIsNotLast() {
    for (String tail : List.of("String[] all", "byte[][] all", "@Rest String all")) {
      members(
              FAILED
                  + "@OnRead @Line @Command(\"GET\") void get(\n"
                  + tail
                  + ", // !\nConnection peer, String last) {}")
          .fails(
              TAIL_NOT_LAST,
              "Parameter 'all' gets all words that are left, so none is left for 'last'",
              "Move 'all' behind it.");
    }
  }

  @Test
  void rejectsRestThatIsNoText() {
    members(FAILED + "@OnRead @Line @Command(\"GET\") void get(\n@Rest byte[] rest // !\n) {}")
        .fails(
            REST_NOT_TEXT,
            "@Rest gives parameter 'rest' text, but its type is 'byte[]'",
            "Make it a String.");
  }

  @Test
  void rejectsRestWithoutCommand() {
    for (String beside : List.of("@Line", "@Line @Command", "")) {
      members("@OnRead " + beside + " void get(\n@Rest String rest // !\n) {}")
          .fails(
              REST_WITHOUT_COMMAND,
              "@Rest means nothing on parameter 'rest', because 'get' serves no command of its own",
              "Remove it, or name the command in @Command.");
    }
  }

  @Test
  void rejectsVarargsThatAreNoTail() {
    for (String parameter : List.of("byte... all", "int... all")) {
      members(FAILED + "@OnRead @Line @Command(\"GET\") void get(\n" + parameter + " // !\n) {}")
          .fails(
              VARARGS_EVENT_METHOD,
              "@OnRead method 'get' takes varargs",
              "Drop the parameter, or take what @OnRead supplies.");
    }
    members("@OnRead @Line void read(\nString... all // !\n) {}")
        .fails(
            VARARGS_EVENT_METHOD,
            "@OnRead method 'read' takes varargs",
            "Drop the parameter, or take what @OnRead supplies.");
  }

  @Test
  void rejectsInaccessibleEnum() {
    members(
            FAILED
                + "private enum Mode { A } @OnRead @Line @Command(\"GET\") void get(\n"
                + "Mode mode // !\n) {}")
        .fails(
            INACCESSIBLE_TYPE,
            "@OnRead method 'get' names 'Echo.Mode', which generated code in package 'app' cannot"
                + " access",
            "Make it package-private or public.");
  }

  @Test
  void rejectsEnumWithoutConstants() {
    members(FAILED + "enum Mode {} @OnRead @Line @Command(\"GET\") void get(\nMode mode // !\n) {}")
        .fails(
            WORD_WITHOUT_CONSTANTS,
            "No word can become parameter 'mode', because enum 'Echo.Mode' has no constant",
            "Add one, or take a String.");
  }

  @Test
  void acceptsOverloadsOfCommands() {
    members(
            FAILED
                + """
                @OnRead @Line @Command("ONE") void get(String key) {}
                @OnRead @Line @Command("TWO") void get(String key, String... more) {}
                @OnRead @Line @Command("SIX") void get(int count) {}
                void get(Object what) {}
                void get(long count) {}""")
        .isClean();
  }
}
