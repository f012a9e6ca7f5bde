package dev.pollen.processor;

import static dev.pollen.processor.Diagnosed.file;
import static dev.pollen.processor.Diagnosed.source;
import static dev.pollen.processor.report.Diagnostic.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about records that are messages. */
class MessageDiagnosticsTest {
  @TempDir Path directory;

  @Test
  void acceptsAllThatHasAForm() {
    file("""
            enum Mode { A, B }
            @Wire(order = Endian.LITTLE)
            record Part(byte a, short b, char c, int d, long e, float f, double g, boolean h) {}
            @Wire
            record Echo(
                Mode mode,
                String text,
                byte[] bytes,
                Part part,
                List<Part> parts,
                @Width(2) @Unsigned @Order(Endian.LITTLE) List<Integer> ports,
                @Count(width = 1, max = 255) @Prefix(width = 4, max = 1_000_000) List<String> texts,
                @Fixed(1) byte[] one,
                @Fixed(value = 8, charset = "UTF-16LE") String wide,
                @Width(4) @Unsigned long address,
                @Width(8) long whole,
                @Width(1) char letter) {}
            """)
        .isClean();
  }

  @Test
  void rejectsWhatIsNoRecord() {
    for (String kind : new String[] {"class", "enum", "interface", "@interface"}) {
      String name = kind.equals("@interface") ? "annotation interface" : kind;
      file("\n@Wire " + "// !\n" + kind + " Echo {}")
          .fails(
              MESSAGE_NOT_RECORD,
              "@Wire applies to records; 'Echo' is "
                  + (name.matches("[aei].*") ? "an " : "a ")
                  + name,
              "Make it a record.");
    }
  }

  @Test
  void rejectsPrivateRecord() {
    file("class Server {\n @Wire private record Echo(int a) {} // !\n}")
        .fails(
            PRIVATE_MESSAGE,
            "'Server.Echo' is private, so generated code in the same package cannot refer to"
                + " message 'Server.Echo'",
            "Make it package-private.");
  }

  @Test
  void rejectsPrivateEncloser() {
    file("class Server {\n private static class Hidden { // !\n @Wire record Echo(int a) {} }\n}")
        .fails(
            PRIVATE_MESSAGE,
            "'Server.Hidden' is private, so generated code in the same package cannot refer to"
                + " message 'Server.Hidden.Echo'",
            "Make it package-private.");
  }

  @Test
  void rejectsTypeParameters() {
    file("@Wire record Echo<T>(int a) {}")
        .fails(
            GENERIC_MESSAGE,
            "Message 'Echo' declares type parameter 'T', which bytes do not tell",
            "Use a record without type parameters.");
  }

  @Test
  void rejectsNothing() {
    file("@Wire record Echo() {}")
        .fails(
            EMPTY_MESSAGE,
            "Message 'Echo' has no components, so nothing of it would go over the wire",
            "Add one, for example a byte that tells what it is.");
  }

  @Test
  void rejectsRecordThatContainsItself() {
    file("@Wire record Echo(int a,\nList<Echo> more) {} // !")
        .fails(
            RECURSIVE_MESSAGE,
            "Message 'Echo' contains itself by 'more', so a peer could nest it without end",
            "Take a byte[] and decode it when it is needed.");
    file("@Wire record Echo(Other other) {}\n@Wire record Other(int a, List<Echo> back) {}")
        .finds("1 RecursiveMessage", "2 RecursiveMessage");
  }

  @Test
  void rejectsTakenName() {
    file("class EchoCodec {}\n@Wire record Echo(int a) {} // !")
        .fails(
            CODEC_NAME_TAKEN,
            "Cannot generate 'EchoCodec': that class already exists",
            "Rename the record, or that class.");
  }

  @Test
  void rejectsSecondRecordOfOneName() {
    file("class Foo { @Wire record Bar(int a) {} }\n@Wire record Foo_Bar(int a) {} // !")
        .fails(
            CODEC_NAME_CLASH,
            "Cannot generate 'Foo_BarCodec' for 'Foo_Bar': another message of this compilation"
                + " already generated it",
            "Rename one of the records.");
  }

  @Test
  void rejectsTypesWithoutForm() {
    for (String type :
        new String[] {
          "Object",
          "int[]",
          "Integer",
          "Map<String, String>",
          "List<List<Byte>>",
          "List",
          "List<?>",
          "Optional<Byte>",
          "byte[][]",
          "List<int[]>",
          "ArrayList<String>"
        }) {
      file("@SuppressWarnings(\"rawtypes\") @Wire record Echo(int a,\n" + type + " what) {} // !")
          .fails(
              UNSUPPORTED_COMPONENT,
              "Component 'what' has type '" + type + "', which has no form on the wire",
              "Use a primitive type, String, byte[], an enum, a record with @Wire, or a List of one"
                  + " of these.");
    }
  }

  @Test
  void rejectsRecordsThatAreNoMessages() {
    file("record Part(int a) {}\n@Wire record Echo(Part part) {} // !")
        .fails(
            UNMARKED_RECORD,
            "Component 'part' is of record 'Part', which has no @Wire",
            "Annotate 'Part' with @Wire.");
    file("record Part(int a) {}\n@Wire record Echo(List<Part> parts) {} // !")
        .fails(
            UNMARKED_RECORD,
            "Component 'parts' is of record 'Part', which has no @Wire",
            "Annotate 'Part' with @Wire.");
  }

  @Test
  void rejectsRecordWithoutCodecOfAnotherCompilation() {
    Javac.Result library =
        Javac.plain(directory.resolve("library"))
            .classPath(Javac.ANNOTATIONS)
            .compile(
                Map.of(
                    "lib/Part.java",
                    "package lib; @dev.pollen.annotation.Wire public record Part(int a) {}"));
    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME, library.classes())
            .compile(
                Map.of(
                    "app/Echo.java",
                    "package app; @dev.pollen.annotation.Wire record Echo(lib.Part part) {}"));

    assertThat(result.messages())
        .containsExactly(
            "[MissingCodec] Component 'part' is of record 'Part' of another compilation, which has"
                + " no codec 'PartCodec'. Run this processor where 'Part' is compiled, too.");
  }

  @Test
  void rejectsHiddenTypes() {
    file("class Server { private enum Mode { A }\n@Wire record Echo(Mode mode) {} } // !")
        .fails(
            INACCESSIBLE_COMPONENT,
            "Component 'mode' names 'Server.Mode', which generated code in package 'app' cannot"
                + " access",
            "Make it package-private or public.");
  }

  @Test
  void leavesUnknownTypesToTheCompiler() {
    assertThat(
            source("package app; @dev.pollen.annotation.Wire record Echo(Nobody a) {}").messages())
        .singleElement()
        .asString()
        .contains("cannot find symbol");
  }

  @Test
  void rejectsLayoutsThatSayNothing() {
    Map<String, String> misplaced =
        Map.of(
            "@Width(2) String", "@Width|numbers and enums",
            "@Width(4) float", "@Width|numbers and enums",
            "@Unsigned double", "@Unsigned|byte, short, int and long",
            "@Unsigned char", "@Unsigned|byte, short, int and long",
            "@Order(Endian.LITTLE) byte", "@Order|what has numbers of several bytes",
            "@Fixed(2) int", "@Fixed|byte[] and String",
            "@Prefix boolean", "@Prefix|byte[] and String that are not @Fixed",
            "@Fixed(2) @Prefix byte[]", "@Prefix|byte[] and String that are not @Fixed",
            "@Count byte[]", "@Count|List",
            "@Prefix List<Integer>", "@Prefix|byte[] and String that are not @Fixed");
    misplaced.forEach(
        (component, expected) -> {
          String layout = expected.substring(0, expected.indexOf('|'));
          String type = component.substring(component.lastIndexOf(' ') + 1);
          file("\n@Wire record Echo(int a,\n" + component + " what) {} // !")
              .fails(
                  MISPLACED_LAYOUT,
                  "%s says nothing about component 'what' of type '%s'".formatted(layout, type),
                  "Remove it; %s is for %s."
                      .formatted(layout, expected.substring(expected.indexOf('|') + 1)));
        });
  }

  @Test
  void rejectsNumbersThatCannotBe() {
    Map<String, String> wrong =
        Map.of(
            "@Width(5) int", "@Width|5|1 to 4",
            "@Width(0) long", "@Width|0|1 to 8",
            "@Width(2) byte", "@Width|2|1 to 1",
            "@Fixed(0) byte[]", "@Fixed|0|at least 1",
            "@Prefix(width = 5) String", "The width of @Prefix|5|1 to 4",
            "@Prefix(width = 1, max = 256) String", "The max of @Prefix|256|1 to 255",
            "@Prefix(max = 65536) byte[]", "The max of @Prefix|65536|1 to 65535",
            "@Count(max = 0) List<Byte>", "The max of @Count|0|1 to 65535",
            "@Count(width = -1) List<Byte>", "The width of @Count|-1|1 to 4",
            "@Count(width = 4, max = -1) List<Byte>", "The max of @Count|-1|at least 1");
    wrong.forEach(
        (component, expected) -> {
          String[] parts = expected.split("\\|", -1);
          file("\n@Wire record Echo(int a,\n" + component + " what) {} // !")
              .fails(
                  LAYOUT_OUT_OF_RANGE,
                  "%s of component 'what' is %s, but must be %s".formatted((Object[]) parts),
                  "Choose a number in that range.");
        });
  }

  @Test
  void rejectsUnsignedNumbersThatTheTypeCannotHold() {
    Map.of("byte", 1, "short", 2, "int", 4, "long", 8)
        .forEach(
            (type, bytes) ->
                file("@Wire record Echo(int a,\n@Unsigned " + type + " what) {} // !")
                    .fails(
                        UNSIGNED_TOO_WIDE,
                        "Component 'what' of type '"
                            + type
                            + "' cannot hold every unsigned number of "
                            + bytes
                            + " bytes",
                        "Use a wider type, or set a smaller @Width."));
  }

  @Test
  void rejectsEnumsThatAByteCannotTell() {
    String constants =
        IntStream.rangeClosed(0, 256).mapToObj(i -> "C" + i).collect(Collectors.joining(", "));
    file("enum Many { " + constants + " }\n@Wire record Echo(@Width(1) Many what) {} // !")
        .fails(
            ENUM_TOO_LARGE,
            "Enum 'Many' of component 'what' has 257 constants, more than one byte can tell",
            "Set @Width(2).");
    file("enum Many { " + constants + " }\n@Wire record Echo(Many what) {}").isClean();
  }

  @Test
  void rejectsCharsetsNobodyKnows() {
    for (String charset : new String[] {"UTF-9", "no name", ""}) {
      file("@Wire record Echo(int a,\n@Prefix(charset = \"" + charset + "\") String what) {} // !")
          .fails(
              UNKNOWN_CHARSET,
              "Charset \"" + charset + "\" of component 'what' is not known",
              "Write \"UTF-8\", for example.");
    }
  }

  @Test
  void showsEverythingAtOnce() {
    file("""
            class Server {
              @Wire private record Echo<T>(
                Object what,
                @Width(9) int wide,
                @Unsigned @Count int strange,
                @Fixed(value = 0, charset = "x y") String text,
                Echo<T> self) {}
            }
            """)
        .finds(
            "2 PrivateMessage",
            "2 GenericMessage",
            "3 UnsupportedComponent",
            "4 LayoutOutOfRange",
            "5 MisplacedLayout",
            "6 LayoutOutOfRange",
            "6 UnknownCharset",
            "7 InaccessibleComponent",
            "7 RecursiveMessage");
  }

  @Test
  void servesRecordsThatAreHandlersToo() {
    file("@Wire record Echo(int a) { @OnRead void read() {} }").isClean();
    file("@Wire class Echo { @OnRead private void read() {} }")
        .finds("1 PrivateEventMethod", "1 MessageNotRecord");
  }
}
