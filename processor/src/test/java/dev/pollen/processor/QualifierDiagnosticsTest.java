package dev.pollen.processor;

import static dev.pollen.processor.Diagnosed.file;
import static dev.pollen.processor.Diagnosed.members;
import static dev.pollen.processor.report.Diagnostic.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about annotations beside those of events, other threads, and coders. */
class QualifierDiagnosticsTest {
  private static final String LOGIN =
      "static class Login {} static class In1 implements dev.pollen.wire.Decoder<Login> { public"
          + " Login decode(ByteBuffer input) { return null; } } static class Out implements"
          + " dev.pollen.wire.Encoder<Login> { public void encode(Login it,"
          + " dev.pollen.wire.WireWriter to) {} } ";

  private static final String DECODE = ";public String decode(ByteBuffer input) { return null; } }";
  private static final String ABSTRACT = "is no concrete class";
  private static final String VAGUE = "does not say of what type its messages are";
  private static final String NONE =
      "has no constructor without parameters that generated code can call";

  @Test
  void rejectsQualifierAlone() {
    for (String qualifier :
        List.of("@Line", "@Until(\".\")", "@Exactly(4)", "@LengthPrefixed", "@Offload")) {
      rejectsAlone(qualifier);
    }
    rejectsAlone("@Command(\"A\")");
    rejectsAlone("@In(\"A\")");
    rejectsAlone("@Decode(String.class)");
    rejectsAlone("@Encode(String.class)");
  }

  @Test
  void rejectsDefaultForNobody() {
    rejectsDefault("@Line", "@OnRead void read(String line) {}");
    rejectsDefault(
        "@Line", "@OnRead @Line @Command(\"A\") void a() {} @OnRead @Line @Command void b() {}");
    rejectsDefault(
        "@In(\"A\")",
        "enum State { A } @OnRead @Line @Command(\"A\") @In(\"A\") void a() {}"
            + " @OnRead @Line @Command @In(\"A\") void b() {}");
  }

  private static void rejectsDefault(String annotation, String members) {
    String name = annotation.replaceFirst("\\(.*", "");
    file(annotation + " // !\nclass Echo { " + members + " }")
        .fails(
            UNUSED_DEFAULT,
            "%s on a class is for its @Command methods without one, and 'Echo' has none"
                .formatted(name),
            "Remove it, or put it on the method that it is meant for.");
  }

  private static void rejectsAlone(String qualifier) {
    String name = qualifier.replaceFirst("\\(.*", "");
    members(qualifier + " void read() {}")
        .fails(
            QUALIFIER_ALONE,
            name + " means nothing on method 'read', which has no event annotation",
            "Add the event annotation, or remove " + name + ".");
  }

  @Test
  void rejectsQualifierThatOverridesAlone() {
    file("""
            abstract class Base { @OnRead @Line void read(String line) {} @OnClose void close() {} }
            class Echo extends Base {
              @OnShutdown void stop() {}
              @SuppressWarnings("pollen:EventDropped") @Override
              @Line(max = 9) // !
              void read(String line) {} }""")
        .fails(
            QUALIFIER_ALONE,
            "@Line means nothing on method 'read', which has no event annotation",
            "Add the event annotation, or remove @Line.");
  }

  @Test
  void rejectsMisplacedFrames() {
    for (String qualifier : List.of("@Line", "@Exactly(4)", "@Command", "@Offload")) {
      members("@OnWrite\n" + qualifier + " // !\nvoid write() {}")
          .fails(
              QUALIFIER_MISPLACED,
              qualifier.replaceFirst("\\(.*", "")
                  + " means nothing on @OnWrite method 'write' of a connection",
              "Remove it; " + qualifier.replaceFirst("\\(.*", "") + " is for @OnRead.");
    }
  }

  @Test
  void rejectsMisplacedGuards() {
    for (String method :
        List.of("OnAccept void", "OnConnect void", "dev.pollen.annotation.Readable boolean")) {
      String event = "@" + method.replaceFirst(" .*", "").replaceFirst(".*\\.", "");
      assertThat(
              members(
                      "enum State { A } @OnRead void read() {}\n@"
                          + method.replaceFirst(" ", " @In(\"A\") ")
                          + " it() { "
                          + (method.endsWith("boolean") ? "return true; " : "")
                          + "}")
                  .messages())
          .containsExactly(
              "[QualifierMisplaced] @In means nothing on "
                  + event
                  + " method 'it' of a connection. Remove it; @In is for events of connections that"
                  + " are open.");
    }
  }

  @Test
  void rejectsGuardsOfListenersAndDatagramSockets() {
    file("class Peer { @OnRead void read() {} } class Echo { @OnAccept Peer in() { return null; }\n"
            + "@OnClose @In(\"A\") void close() {} // !\n}")
        .fails(
            QUALIFIER_MISPLACED,
            "@In means nothing on @OnClose method 'close' of a listener",
            "Remove it; @In is for events of connections that are open.");
    members("@OnDatagram @In(\"A\") void take() {}")
        .fails(
            QUALIFIER_MISPLACED,
            "@In means nothing on @OnDatagram method 'take' of a datagram socket",
            "Remove it; @In is for events of connections that are open.");
  }

  @Test
  void rejectsMisplacedCoders() {
    members(LOGIN + "@OnWrite @Decode(In1.class) void write() {}")
        .fails(
            QUALIFIER_MISPLACED,
            "@Decode means nothing on @OnWrite method 'write' of a connection",
            "Remove it; @Decode is for @OnRead and @OnDatagram.");
    members(LOGIN + "@OnClose @Encode(Out.class) void close() {}")
        .fails(
            QUALIFIER_MISPLACED,
            "@Encode means nothing on @OnClose method 'close' of a connection",
            "Remove it; @Encode is for methods whose result is sent.");
  }

  @Test
  void acceptsCoders() {
    members(
            LOGIN
                + "@OnRead @Decode(In1.class) @Encode(Out.class) Login read(Connection peer, Login it)"
                + " { return it; } @OnIdle(\"5s\") @Encode(Out.class)"
                + " java.util.concurrent.CompletionStage<Login> idle() { return null; }")
        .isClean();
    members(LOGIN + "@OnRead @Line @Decode(In1.class) void read(Object it, Connection peer) {}")
        .finds("2 AmbiguousParameter");
    members(
            LOGIN
                + "@OnDatagram @Decode(In1.class) @Encode(Out.class) Login take(Login it) { return it; }")
        .isClean();
  }

  @Test
  void rejectsWhatCannotDecode() {
    rejectsDecoder("String", "", "is no Decoder");
    rejectsDecoder("int", "", "is no Decoder");
    rejectsDecoder("abstract static class Some implements Decoder<String>", ABSTRACT);
    rejectsDecoder("interface Some extends Decoder<String>", ABSTRACT);
    rejectsDecoder("enum Some implements Decoder<String>", ABSTRACT);
    rejectsDecoder("class Some implements Decoder<String>", "is an inner class");
    rejectsDecoder(
        "private static class Some implements Decoder<String>", "generated code cannot access");
    rejectsDecoder("static class Some implements Decoder", VAGUE);
    rejectsDecoder("static class Some<T> implements Decoder<T>", VAGUE);
  }

  @Test
  void rejectsDecoderThatCannotBeMade() {
    String some = "static class Some implements dev.pollen.wire.Decoder<String>";
    rejectsDecoder("Echo.Some", some + " { Some(int a) {} " + DECODE, NONE);
    rejectsDecoder("Echo.Some", some + " { private Some() {} " + DECODE, NONE);
    rejectsDecoder(
        "Echo.Some",
        some + " { Some() throws IOException {} " + DECODE,
        "has a constructor that throws checked exceptions");
  }

  private static void rejectsDecoder(String header, String flaw) {
    rejectsDecoder(
        "Echo.Some", header.replace(" Decoder", " dev.pollen.wire.Decoder") + " {" + DECODE, flaw);
  }

  private static void rejectsDecoder(String name, String declaration, String flaw) {
    members(declaration + "\n@OnRead @Decode(\n" + name + ".class) // !\nvoid read(String it) {}")
        .fails(
            BAD_DECODER,
            "@Decode of 'read' cannot use '" + name + "', which " + flaw,
            "Name a class that implements dev.pollen.wire.Decoder and has a constructor without"
                + " parameters.");
  }

  @Test
  void rejectsWhatCannotEncode() {
    members(LOGIN + "@OnRead\n@Encode(In1.class) // !\nLogin read() { return null; }")
        .fails(
            BAD_ENCODER,
            "@Encode of 'read' cannot use 'Echo.In1', which is no Encoder",
            "Name a class that implements dev.pollen.wire.Encoder and has a constructor without"
                + " parameters.");
  }

  @Test
  void rejectsOtherMessages() {
    members(LOGIN + "@OnRead @Decode(In1.class) void read(String text) {}")
        .fails(
            UNBOUND_PARAMETER,
            "@OnRead cannot supply parameter 'text' of type 'String'. It can supply: Connection,"
                + " Echo.Login",
            "Change the type, or remove the parameter.");
  }

  @Test
  void rejectsResultThatTheEncoderDoesNotTake() {
    for (String type : List.of("void", "String", "int", "java.util.concurrent.Future<Login>")) {
      String shown = type.replace("java.util.concurrent.Future<Login>", "Future<Echo.Login>");
      members(
              LOGIN
                  + "@OnRead\n@Encode(Out.class) // !\n"
                  + type
                  + " read() { throw new Error(); }")
          .fails(
              ENCODER_TYPE,
              "@Encode of 'read' takes 'Echo.Login', but the method returns '" + shown + "'",
              "Return what the encoder takes, or remove @Encode.");
    }
  }

  @Test
  void rejectsInaccessibleMessage() {
    members(
            "private static class Login {} static class Some implements"
                + " dev.pollen.wire.Decoder<Login> { public Login decode(ByteBuffer input) { return"
                + " null; } }\n@OnRead @Decode(Some.class) void read(Login it) {} // !")
        .fails(
            INACCESSIBLE_TYPE,
            "@OnRead method 'read' names 'Echo.Login', which generated code in package 'app' cannot"
                + " access",
            "Make it package-private or public.");
  }

  @Test
  void rejectsRecordWithoutCodecOfAnotherCompilation(@TempDir Path directory) {
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
                    "package app; class Echo { @dev.pollen.annotation.OnRead lib.Part"
                        + " read(lib.Part part) { return part; } }"));

    String text =
        "[MessageWithoutCodec] @OnRead method 'read' names record 'Part' of another compilation,"
            + " which has no codec 'lib.PartCodec'. Run this processor where 'Part' is compiled,"
            + " too.";
    assertThat(result.messages()).containsExactly(text);
  }

  @Test
  void rejectsConnectionOnOtherThread() {
    members("@OnRead @Line @Offload void read(String line,\nConnection peer // !\n) {}")
        .fails(
            OFFLOAD_TAKES_CONNECTION,
            "@Offload method 'read' takes the connection, which belongs to the loop thread",
            "Remove parameter 'peer', and return what is to be sent.");
  }

  @Test
  void rejectsLentInputOnOtherThread() {
    for (String parameter : List.of("ByteBuffer data", "Buffer data")) {
      members("@OnRead @Line @Offload void read(\n" + parameter + " // !\n) {}")
          .fails(
              LENT_TO_OFFLOAD,
              "Parameter 'data' is lent for the time of the event, but @Offload method 'read' runs"
                  + " later",
              "Take byte[] or String instead.");
    }
  }

  @Test
  void rejectsLaterResultOfOtherThread() {
    members(
            "@OnRead @Line @Offload java.util.concurrent.CompletionStage<String> read(String line) {"
                + " return null; }")
        .fails(
            OFFLOAD_RETURNS_LATER,
            "@Offload method 'read' returns 'CompletionStage<String>', but may wait for its value",
            "Return the value itself.");
  }

  @Test
  void acceptsLocksBesideOtherThreads() {
    members(
            "@OnRead @Line @Offload synchronized String read(String line) { return line; }"
                + " @OnClose synchronized void close() {}")
        .isClean();
  }

  @Test
  void isSilentAboutWhatTheCompilerReports() {
    for (String wrong :
        List.of(
            "@Decode(Missing.class)", "@Decode", "@In({MISSING})", "@In", "@Encode(Gone.class)")) {
      assertThat(members("enum State { A } @OnRead " + wrong + " void read() {}").messages())
          .noneMatch(message -> message.startsWith("["));
    }
    assertThat(
            file("@Handler(states = Gone.class) class Echo { @OnRead void read() {} }").messages())
        .noneMatch(message -> message.startsWith("["));
  }
}
