package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that other processors generate, other processors, and other compilations. */
class RoundsTest {
  private static final String HEAD = "package app; import dev.pollen.annotation.*; ";
  private static final String LAYOUT =
      HEAD
          + "class Made { static final int NUMBER = 3; static final String CHARSET = \"UTF-16BE\"; }";

  @TempDir Path directory;

  @Test
  void waitsForSuperclass() {
    Javac.Result result =
        compile(
            new Generator("Made", HEAD + "abstract class Made { @OnWrite void write() {} }"),
            "@Handler class Echo extends Made {}");

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources().get("app/EchoDispatcher.java")).contains("handler.write()");
  }

  @Test
  void waitsForSupertypeOfParameter() {
    Javac.Result result =
        compile(
            new Generator("Made", HEAD + "class Made extends java.io.IOException {}"),
            "class Failure extends Made {} class Echo { @OnError void failed(Failure e) {} }");

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources().get("app/EchoDispatcher.java"))
        .contains("if (cause instanceof Failure failure)");
  }

  @Test
  void waitsForHandlerThatListenerReturns() {
    Javac.Result result =
        compile(
            new Generator("Made", HEAD + "class Made { @OnRead void read() {} }"),
            "class Server { @OnAccept Made accept() { return new Made(); } }");

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources())
        .containsOnlyKeys(
            "app/Made.java",
            "app/MadeDispatcher.java",
            "app/Nothing.java",
            "app/ServerDispatcher.java");
    assertThat(result.sources().get("app/ServerDispatcher.java"))
        .contains("new MadeDispatcher(accepted)");
  }

  @Test
  void waitsForConstantInAnnotation() {
    Javac.Result result =
        compile(
            new Generator("Made", HEAD + "class Made { static final String TIME = \"7s\"; }"),
            "class Echo { @Every(Made.TIME) void act() {} }");

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources().get("app/EchoDispatcher.java"))
        .contains("every(Duration.ofSeconds(7), () -> handler.act());");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Echo { @OnRead void read(dev.pollen.Channel peer, byte[] data) {}"
            + " void read(dev.pollen.Connection peer, Made made) {} }",
        "abstract class Base { @OnRead void read(byte[] data) {} }"
            + " class Echo extends Base { void read(Made made) {} @OnClose void close() {} }"
      })
  void waitsForTypeInOverload(String types) {
    Javac.Result result = compile(new Generator("Made", HEAD + "interface Made {}"), types);

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources().get("app/EchoDispatcher.java")).contains("handler.read(");
  }

  @Test
  void waitsForTypeInBounds() {
    Javac.Result result =
        compile(
            new Generator("Made", HEAD + "interface Made {}"),
            "class Echo<T extends Comparable<? super Made[]>> { @OnRead void read() {} }");

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources()).containsKey("app/EchoDispatcher.java");
  }

  @Test
  void waitsForTypeOfComponent() {
    Javac.Result result =
        compile(
            new Generator("Made", HEAD + "enum Made { A }"),
            "@Wire record Echo(java.util.List<Made> all) { @OnRead void read(byte[] data) {} }");

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources()).containsKeys("app/EchoCodec.java", "app/EchoDispatcher.java");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @Fixed(Made.NUMBER) byte[] key | bytes(input, 3)
          @Width(Made.NUMBER) int key | signed(input, 3,
          @Prefix(max = Made.NUMBER) String key | 2, ByteOrder.BIG_ENDIAN, 3)
          @Fixed(value = 8, charset = Made.CHARSET) String key | UTF_16BE
          @Count(max = Made.NUMBER) java.util.List<Integer> key | 2, ByteOrder.BIG_ENDIAN, 3)""")
  void waitsForConstantInLayout(String component, String code) {
    Javac.Result result =
        compile(new Generator("Made", LAYOUT), "@Wire record Echo(" + component + ") {}");

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources().get("app/EchoCodec.java")).contains(code);
  }

  @Test
  void handlerWaitsForConstantInLayoutOfItsMessages() throws IOException {
    Javac.Result result =
        compile(
            new Generator("Made", LAYOUT),
            "@Wire record Outer(Inner inner) {} @Wire record Inner(@Width(Made.NUMBER) int key) {}"
                + " class Echo { @OnRead void read(Outer outer) {} }");

    assertThat(result.messages()).isEmpty();
    assertThat(Files.readString(result.classes().resolve("app/Echo.protocol")))
        .contains("key number width=3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@Fixed(Missing.NUMBER) byte[] key", "@Fixed byte[] key"})
  void leavesUnknownLayoutsToTheCompiler(String component) {
    Javac.Result result =
        compile(
            new Generator("Made", LAYOUT),
            "@Wire record Key(" + component + ") {} class Echo { @OnRead void read(Key key) {} }");

    assertThat(result.messages()).isNotEmpty().noneMatch(message -> message.startsWith("["));
    assertThat(result.sources()).doesNotContainKeys("app/KeyCodec.java", "app/EchoDispatcher.java");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Echo extends Missing { @OnRead void read() {} }",
        "class Echo { @OnRead void read(Missing data) {} }",
        "class Server { @OnAccept Missing accept() { return null; } }",
        "class Echo { @OnRead void read() throws Missing {} }"
      })
  void leavesUnknownTypesOfSourcesToTheCompiler(String types) {
    Javac.Result result = compile(new Generator("Made", HEAD + "class Made {}"), types);

    assertThat(result.messages()).hasSize(1);
    assertThat(result.messages().get(0)).contains("cannot find symbol").contains("Missing");
  }

  @Test
  void reportsUnknownTypesOfClassFilesOnce() throws IOException {
    Path library = library();
    Files.delete(library.resolve("lib/Missing.class"));

    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME, library)
            .compile(
                Map.of(
                    "app/Echo.java",
                    HEAD + "class Echo extends lib.Base { @OnClose void close() {} }"));

    assertThat(result.messages())
        .containsExactly(
            "[Unresolved] No dispatcher for 'Echo': type 'lib.Missing' could not be resolved. Add"
                + " the missing dependency; if the type is generated, see the errors of its"
                + " processor.");
  }

  @Test
  void reportsNoUnknownTypesBesideOtherErrors() throws IOException {
    Path library = library();
    Files.delete(library.resolve("lib/Missing.class"));

    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME, library)
            .compile(
                Map.of(
                    "app/Echo.java",
                    HEAD
                        + "class Echo extends lib.Base { @OnClose void close() {} }"
                        + "class Other { @OnRead private void read() {} }"));

    assertThat(result.messages()).hasSize(1);
    assertThat(result.messages().get(0)).startsWith("[PrivateEventMethod]");
  }

  @Test
  void wiresHandlerFromAnotherCompilation() {
    Path library = library();

    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME, library)
            .compile(
                Map.of(
                    "app/Server.java",
                    HEAD + "class Server { @OnAccept lib.Member accept() { return null; } }"));

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources().get("app/ServerDispatcher.java"))
        .contains("import lib.CalledOtherwise;")
        .contains("new CalledOtherwise(accepted)");
  }

  private Path library() {
    Javac.Result library =
        Javac.into(directory.resolve("library"))
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(
                Map.of(
                    "lib/Missing.java",
                    "package lib; public class Missing {}",
                    "lib/Base.java",
                    "package lib; import dev.pollen.annotation.*; public abstract class Base {"
                        + " @OnRead public void read(Missing data) {} }",
                    "lib/Member.java",
                    "package lib; import dev.pollen.annotation.*;"
                        + " @Handler(name = \"CalledOtherwise\") public class Member {"
                        + " @OnRead void read() {} }"));
    assertThat(library.messages()).isEmpty();
    return library.classes();
  }

  @Test
  void missesDispatcherFromAnotherCompilation() {
    Javac.Result library =
        Javac.plain(directory.resolve("lib"))
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(
                Map.of(
                    "lib/Member.java",
                    "package lib; public class Member {"
                        + " @dev.pollen.annotation.OnRead public void read() {} }"));

    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME, library.classes())
            .compile(
                Map.of(
                    "app/Server.java",
                    HEAD + "class Server { @OnAccept lib.Member accept() { return null; } }"));

    assertThat(result.messages())
        .containsExactly(
            "[MissingDispatcher] @OnAccept method 'accept' returns 'Member' of another compilation,"
                + " which has no dispatcher 'lib.MemberDispatcher'. Run this processor where"
                + " 'Member' is compiled, too.");
  }

  @Test
  void leavesAnnotationsToOtherProcessors() {
    Witness witness = new Witness();

    Javac.with(directory, new DispatcherProcessor(), witness)
        .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
        .compile(Map.of("app/Echo.java", HEAD + "class Echo { @OnRead void read() {} }"));

    assertThat(witness.seen).contains("dev.pollen.annotation.OnRead");
  }

  @Test
  void workAgainInTheSameMachine() {
    for (String name : List.of("first", "second")) {
      Javac.Result result =
          Javac.into(directory.resolve(name))
              .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
              .compile(Map.of("app/Echo.java", HEAD + "class Echo { @OnRead void read() {} }"));

      assertThat(result.messages()).isEmpty();
      assertThat(result.sources()).containsOnlyKeys("app/EchoDispatcher.java");
    }
  }

  private Javac.Result compile(Generator generator, String types) {
    Map<String, String> sources = new TreeMap<>();
    sources.put("app/Echo.java", HEAD + types);
    return Javac.with(directory, new DispatcherProcessor(), generator)
        .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
        .compile(sources);
  }

  /** Generates one class, one round later than it could. */
  @SupportedAnnotationTypes("*")
  private static final class Generator extends AbstractProcessor {
    private final String name;
    private final String source;
    private int round;

    Generator(String name, String source) {
      this.name = name;
      this.source = source;
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
      round++;
      if (round == 1) {
        write("Nothing", "package app; class Nothing {}");
      } else if (round == 2) {
        write(name, source);
      }
      return false;
    }

    private void write(String type, String text) {
      Filer filer = processingEnv.getFiler();
      try (Writer writer = filer.createSourceFile("app." + type).openWriter()) {
        writer.write(text);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }
  }

  /** Remembers which annotations it was shown. */
  @SupportedAnnotationTypes("*")
  private static final class Witness extends AbstractProcessor {
    private final Set<String> seen = new HashSet<>();

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      annotations.forEach(each -> seen.add(each.getQualifiedName().toString()));
      return false;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }
  }
}
