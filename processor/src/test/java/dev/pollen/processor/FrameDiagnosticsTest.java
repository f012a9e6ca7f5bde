package dev.pollen.processor;

import static dev.pollen.processor.Diagnosed.file;
import static dev.pollen.processor.Diagnosed.members;
import static dev.pollen.processor.report.Diagnostic.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said about {@code @Line}, {@code @Until}, {@code @Exactly}, {@code @LengthPrefixed}. */
class FrameDiagnosticsTest {
  private static final String LENGTHS = "Name one that is neither private nor static.";

  @Test
  void acceptsFrames() {
    members("@OnRead @Line void read(String line) {}").isClean();
    members("@OnRead @Line(charset = \"US-ASCII\") void read(CharSequence line) {}").isClean();
    members("@OnRead @Line(end = LineEnd.CRLF, max = 1) void read(ByteBuffer line) {}").isClean();
    members("@OnRead @Until(\"\\0\") byte[] read(byte[] frame) { return frame; }").isClean();
    members("@OnRead @Until(value = \"ä\", charset = \"UTF-16LE\") void read(byte[] b) {}")
        .isClean();
    members("@OnRead @Exactly(16) void read(Connection peer, ByteBuffer frame) {}").isClean();
    members("int size; @OnRead @Exactly(by = \"size\", max = 99) void read() {}").isClean();
    members("int size() { return 1; } @OnRead @Exactly(by = \"size\") void read() {}").isClean();
    members("@OnRead @LengthPrefixed void read(byte[] frame) {}").isClean();
    members(
            "@OnRead @LengthPrefixed(width = LengthPrefixed.VARINT, order = Endian.LITTLE,"
                + " oversized = Oversized.SKIP, max = 536870912) void read(byte[] frame) {}")
        .isClean();
  }

  @Test
  void acceptsLengthOfBase() {
    file("""
            abstract class Base { int size; int count() { return 1; } }
            class Echo extends Base { @OnRead @Exactly(by = "size") void read() {} }
            class More extends Base { @OnRead @Exactly(by = "count") void read() {} }""")
        .isClean();
  }

  @Test
  void rejectsTwoFrames() {
    members("@OnRead\n@Line\n@Exactly(4) // !\nvoid read(byte[] frame) {}")
        .fails(TWO_FRAMES, "Method 'read' carries both @Line and @Exactly", "Keep one of them.");
  }

  @Test
  void rejectsLimits() {
    for (String max : List.of("0", "-1", "536870913")) {
      for (String frame : List.of("Line(", "Until(value = \".\",", "LengthPrefixed(")) {
        members("@OnRead\n@" + frame + "\nmax = " + max + ") // !\nvoid read() {}")
            .fails(
                BAD_LIMIT,
                "@"
                    + frame.substring(0, frame.indexOf('('))
                    + " has a limit of "
                    + max
                    + " bytes, but it must be from 1 to 536870912",
                "Set a limit in that range, or omit it for the default.");
      }
    }
  }

  @Test
  void rejectsLengths() {
    for (String length :
        List.of("", "0", "-4", "536870913", "value = 4, by = \"size\"", "value = -1, by = \"x\"")) {
      members("int size;\n@OnRead @Exactly(" + length + ") void read() {} // !")
          .fails(
              BAD_LENGTH,
              "@Exactly of 'read' needs either a length from 1 to 536870912, or a member of the"
                  + " handler that tells it",
              "Write @Exactly(16), or @Exactly(by = \"length\"), for example.");
    }
  }

  @Test
  void rejectsLengthThatNobodyTells() {
    for (String member :
        List.of(
            "",
            "private int many;",
            "static int many() { return 1; }",
            "long many;",
            "Integer many() { return 1; }",
            "int many(int more) { return 1; }",
            "int many() throws IOException { return 1; }")) {
      members(member + "\n@OnRead @Exactly(\nby = \"many\") // !\nvoid read() {}")
          .fails(
              UNKNOWN_LENGTH,
              "\"many\" is no int field of 'Echo', and no method of it that takes nothing, returns"
                  + " int and throws nothing checked",
              LENGTHS);
    }
  }

  @Test
  void guessesWhoTellsTheLength() {
    members(
            "int length; private int lenght2;\n@OnRead @Exactly(by = \"lenght\") void read() {} // !")
        .fails(
            UNKNOWN_LENGTH,
            "\"lenght\" is no int field of 'Echo', and no method of it that takes nothing, returns"
                + " int and throws nothing checked",
            LENGTHS + " Did you mean 'length'?");
  }

  @Test
  void rejectsWidths() {
    for (int width : List.of(-1, 5, 8)) {
      members("@OnRead @LengthPrefixed(\nwidth = " + width + ") // !\nvoid read() {}")
          .fails(
              BAD_WIDTH,
              "A length cannot take " + width + " bytes, only 1, 2, 3, 4 or LengthPrefixed.VARINT",
              "Set one of these.");
    }
  }

  @Test
  void rejectsLengthOfVariableWidthThatCountsItself() {
    members("@OnRead @LengthPrefixed(width = 0,\ninclusive = true) // !\nvoid read() {}")
        .fails(
            INCLUSIVE_VARINT,
            "A length of variable width cannot count its own bytes",
            "Remove 'inclusive', or set a width from 1 to 4.");
  }

  @Test
  void rejectsDelimiters() {
    rejectsDelimiter("", "UTF-8", "");
    rejectsDelimiter("\\r\\n\\u2192", "US-ASCII", "\\r\\n\u2192");
    rejectsDelimiter("\\ud800", "UTF-8", "\\ud800");
    // Each text would begin with a mark of the byte order.
    rejectsDelimiter(";", "UTF-16", ";");
  }

  private static void rejectsDelimiter(String literal, String charset, String text) {
    members(
            "@OnRead @Until(charset = \""
                + charset
                + "\",\nvalue = \""
                + literal
                + "\") // !\nvoid read(byte[] frame) {}")
        .fails(
            BAD_TERMINATOR,
            "Delimiter \"" + text + "\" has no bytes of its own in charset \"" + charset + "\"",
            "Use at least one character of that charset, or change the charset.");
  }

  @Test
  void rejectsUnknownCharset() {
    for (String frame : List.of("Line(", "Until(value = \".\",", "Exactly(value = 4,")) {
      members("@OnRead @" + frame + "\ncharset = \"UTF 8\") // !\nvoid read(String text) {}")
          .fails(
              UNSUPPORTED_CHARSET,
              "Charset \"UTF 8\" is not known to this JDK",
              "Write \"UTF-8\", for example.");
    }
  }

  @Test
  void rejectsCharsetWithoutLineFeeds() {
    for (String charset : List.of("UTF-16", "UTF-16LE", "IBM037")) {
      members("@OnRead @Line(\ncharset = \"" + charset + "\") // !\nvoid read(String line) {}")
          .fails(
              CHARSET_WITHOUT_LINES,
              "A line feed is not one byte in charset \""
                  + charset
                  + "\", so @Line would not find it",
              "Use a charset that extends ASCII, or @Until with that charset.");
    }
  }

  @Test
  void warnsOfUnusedCharset() {
    for (String parameter : List.of("", "byte[] frame", "ByteBuffer frame", "Connection peer")) {
      members("@OnRead @Line(\ncharset = \"UTF-8\") // !\nvoid read(" + parameter + ") {}")
          .warns(
              UNUSED_CHARSET,
              "@Line of 'read' names a charset, but no parameter of the method is text",
              "Remove it, take a String, or suppress this.");
    }
  }

  @Test
  void takesTheCharsetOfTheClassForThoseCommandsThatNeedIt() {
    file("""
            @Line(charset = "ISO-8859-1")
            final class Desk {
              @OnRead @Command("SAY") void say(String what) {}
              @OnRead @Command("COUNT") void count(int number) {}
              @OnRead @Command void other() {}
            }
            """)
        .isClean();
  }

  @Test
  void rejectsPredicatesBesideFrames() {
    members("@OnRead @Line void read() {}\n@Readable boolean wants() { return true; } // !")
        .fails(
            FRAMED_POLLING,
            "@Readable method 'wants' does not go together with frames, messages or states, which"
                + " decide what is read",
            "Remove it, and use Connection.pauseReading() and resumeReading().");
  }

  @Test
  void rejectsOtherPayloads() {
    members("@OnRead @Line void read(List<String> lines) {}")
        .fails(
            UNBOUND_PARAMETER,
            "@OnRead cannot supply parameter 'lines' of type 'List<String>'. It can supply:"
                + " Connection, ByteBuffer, byte[], String",
            "Change the type, or remove the parameter.");
    members("@OnRead @Line void read(String line,\nbyte[] bytes // !\n) {}")
        .fails(
            DUPLICATE_PARAMETER,
            "Parameters 'line' and 'bytes' would both receive the input",
            "Remove one of them.");
  }

  @Test
  void rejectsBetterOverloadOfFramedMethod() {
    members("@OnRead @Line void read(CharSequence line) {} // !\nvoid read(String text) {}")
        .fails(
            HIDDEN_BY_OVERLOAD,
            "@OnRead method 'read(CharSequence)' cannot be told from 'read(String)' by a call with"
                + " the input",
            "Rename one of them.");
  }

  @Test
  void isSilentAboutWhatTheCompilerReports() {
    for (String wrong :
        List.of("@Until", "@Line(max = MISSING)", "@Line(oversized = Oversized.NONE)")) {
      org.assertj.core.api.Assertions.assertThat(
              members("@OnRead " + wrong + " void read() {}").messages())
          .noneMatch(message -> message.startsWith("["));
    }
  }
}
