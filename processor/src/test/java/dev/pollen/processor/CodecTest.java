package dev.pollen.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.pollen.wire.MalformedMessageException;
import dev.pollen.wire.RecordCodec;
import dev.pollen.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated codecs at work: those of the golden messages. */
class CodecTest {
  private static final WireLayout LAYOUT =
      new WireLayout(
          Map.of(
              "Login", "s4B u2B z1 e1B p1B p2B r s8B",
              "Address", "x16 x8",
              "Position", "f8L f8L f4L",
              "Inner", "e1B p2B",
              "Lists", "c2L u3L c1B r c4B p1B c2B x4 c2B e1B c2B z1 p2Bw",
              "Numbers",
                  "s1L s2L u2L s4L s8L f4L f8L s4B u1 s1 u1 u1 s3L u3L u4L u6B s2L s5L e4L e3B"));
  private static final int MAX_INLINED_BYTES = 325;
  private static final Pattern MEMBER = Pattern.compile("  \\w.*;");
  private static final Pattern INSTRUCTION = Pattern.compile(" *(\\d+): .*");

  @TempDir static Path directory;
  private static Javac.Result compiled;
  private static URLClassLoader loader;

  @BeforeAll
  static void compile() throws IOException {
    compiled =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .options("-Xlint:all,-processing", "-Werror", "--release", "17")
            .compile(Javac.files(Path.of("src/test/resources/golden/input/golden/messages")));
    assertThat(compiled.messages()).isEmpty();
    URL[] classPath = {compiled.classes().toUri().toURL()};
    loader = new URLClassLoader(classPath, CodecTest.class.getClassLoader());
  }

  @AfterAll
  static void close() throws IOException {
    loader.close();
  }

  @SuppressWarnings("unchecked")
  private static RecordCodec<Object> codec(String record) throws ReflectiveOperationException {
    String name = "golden.messages." + record.replace('$', '_') + "Codec";
    var constructor = loader.loadClass(name).getDeclaredConstructor();
    constructor.setAccessible(true);
    return (RecordCodec<Object>) constructor.newInstance();
  }

  /** Decodes a message of which nothing is missing. */
  private static Object whole(RecordCodec<Object> codec, ByteBuffer input)
      throws MalformedMessageException {
    return Objects.requireNonNull(codec.decode(input), "null");
  }

  private static Object random(String record, Random random) throws ReflectiveOperationException {
    return LAYOUT.random(loader.loadClass("golden.messages." + record), random);
  }

  private static byte[] encoded(RecordCodec<Object> codec, Object message) {
    WireWriter out = new WireWriter(1 << 20);
    codec.encode(message, out);
    byte[] bytes = new byte[out.size()];
    out.written().get(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Login", "part.Address", "Position", "Outer$Inner", "Lists", "Numbers"})
  void writesAndReadsWhatTheLayoutSays(String record) throws Exception {
    RecordCodec<Object> codec = codec(record);
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      Object message = random(record, random);
      byte[] bytes = LAYOUT.bytes(message);
      assertThat(encoded(codec, message)).isEqualTo(bytes);

      ByteBuffer input = ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 3));
      Object decoded = whole(codec, input);

      assertThat(decoded).hasSameClassAs(message);
      assertThat(input.remaining()).isEqualTo(3);
      assertThat(LAYOUT.bytes(decoded)).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Login", "part.Address", "Position", "Outer$Inner", "Lists", "Numbers"})
  void waitsAtEveryCut(String record) throws Exception {
    RecordCodec<Object> codec = codec(record);
    Random random = new Random(8);
    for (int i = 0; i < 20; i++) {
      byte[] bytes = LAYOUT.bytes(random(record, random));
      for (ByteBuffer input : buffersOf(bytes)) {
        int start = input.position();
        ByteOrder order = input.order();
        for (int cut = 0; cut < bytes.length; cut++) {
          input.limit(start + cut);
          assertThat(codec.decode(input)).as("after %s bytes", cut).isNull();
          assertThat(input.position()).isEqualTo(start);
        }
        input.limit(start + bytes.length);
        Object decoded = whole(codec, input);
        assertThat(LAYOUT.bytes(decoded)).isEqualTo(bytes);
        assertThat(input.hasRemaining()).isFalse();
        assertThat(input.order()).isEqualTo(order);
      }
    }
  }

  /** The same bytes in buffers of all kinds, not at their beginning. */
  private static List<ByteBuffer> buffersOf(byte[] bytes) {
    List<ByteBuffer> buffers = new ArrayList<>();
    for (ByteBuffer empty :
        List.of(
            ByteBuffer.allocate(bytes.length + 5), ByteBuffer.allocateDirect(bytes.length + 5))) {
      ByteBuffer filled = empty.position(3).put(bytes).flip().position(3);
      buffers.add(filled);
      buffers.add(filled.asReadOnlyBuffer());
      buffers.add(filled.duplicate().order(ByteOrder.LITTLE_ENDIAN));
    }
    return buffers;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Login | 00000001 0016 02 00 00 0000 . 0 | Login.secure: 2 is neither 0 nor 1",
        "Login | 00000001 0016 01 02 00 0000 . 0 | Login.mode: 2 is no constant; there are 2",
        "Login | 00000001 0016 01 00 21 | Login.userName: has 33, at most 32",
        "Login | 00000001 0016 01 00 01 C3 0000 . 0 | Login.userName: is no text in UTF-8",
        "Login | 00000001 0016 01 00 03 EDA080 0000 . 0 | Login.userName: is no text in UTF-8",
        "part.Address | 00000000000000000000000000000000 4142438000000000"
            + " | Address.zone: is no text in US-ASCII",
        "Lists | 0104 | Lists.ports: has 1025, at most 1024",
        "Lists | 0000 00 000F4241 | Lists.names: has 1000001, at most 1000000",
        "Lists | 0000 00 FFFFFFFF | Lists.names: has 4294967295, at most 1000000",
        "Lists | 0000 00 00000000 0401 | Lists.addresses: has 1025, at most 1024",
        "Lists | 0000 00 00000000 0000 0001 02 0000 0000"
            + " | Lists.modes: 2 is no constant; there are 2",
        "Lists | 0000 00 00000000 0000 0000 0002 0103 0000 | Lists.flags: 3 is neither 0 nor 1",
        "Lists | 0000 00 00000000 0000 0000 0000 0001 81 | Lists.last: is no text in windows-1252",
        "Outer$Inner | 01 0000 | Outer.Inner.kind: 1 is no constant; there are 1"
      })
  void refusesWhatCannotBe(String record, String bytes, String message) throws Exception {
    RecordCodec<Object> codec = codec(record);
    String address = "00".repeat(24);
    ByteBuffer input =
        ByteBuffer.wrap(
            HexFormat.of()
                .parseHex(bytes.replace(". 0", address + "00".repeat(8)).replace(" ", "")));
    assertThatThrownBy(() -> codec.decode(input))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage(message)
        .extracting(failure -> ((MalformedMessageException) failure).part())
        .isEqualTo(message.substring(0, message.indexOf(':')));
  }

  @Test
  void takesReplacementCharactersThatWereSent() throws Exception {
    byte[] text = "a\uFFFDb".getBytes(UTF_8);
    ByteBuffer input = ByteBuffer.allocate(3 + text.length).put((byte) 0).putShort((short) 5);
    input.put(text).flip();

    assertThat(WireLayout.values(whole(codec("Outer$Inner"), input))).contains("a\uFFFDb");
  }

  @Test
  void refusesToSendWhatDoesNotFit() throws Exception {
    Random random = new Random(9);
    Map<String, Object> wrong =
        Map.of("port", 65536, "userName", "x".repeat(33), "token", new byte[65536]);
    Map<String, String> messages =
        Map.of(
            "port", "Login.port: 65536 does not fit, only 0 to 65535",
            "userName", "Login.userName: has 33, at most 32",
            "token", "Login.token: has 65536, at most 65535");
    for (String component : wrong.keySet()) {
      Object message = with(random("Login", random), component, wrong.get(component));
      assertThatThrownBy(() -> encoded(codec("Login"), message))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(messages.get(component));
    }
    Object narrow = with(random("Numbers", random), "signed", (short) 128);
    assertThatThrownBy(() -> encoded(codec("Numbers"), narrow))
        .hasMessage("Numbers.signed: 128 does not fit, only -128 to 127");
    Object wide = with(random("Numbers", random), "odd", 1L << 39);
    assertThatThrownBy(() -> encoded(codec("Numbers"), wide))
        .hasMessage("Numbers.odd: 549755813888 does not fit, only -549755813888 to 549755813887");
    Object zone = with(random("part.Address", random), "zone", "ninebytes");
    assertThatThrownBy(() -> encoded(codec("part.Address"), zone))
        .hasMessage("Address.zone: must have at most 8 bytes, not 9");
    Object padded = with(random("part.Address", random), "zone", "x\0");
    assertThatThrownBy(() -> encoded(codec("part.Address"), padded))
        .hasMessage("Address.zone: must not end with a zero, which is padding");
    Object host = with(random("part.Address", random), "host", new byte[4]);
    assertThatThrownBy(() -> encoded(codec("part.Address"), host))
        .hasMessage("Address.host: must have 16 bytes, not 4");
    Object lone = with(random("Login", random), "userName", "\uD800");
    assertThatThrownBy(() -> encoded(codec("Login"), lone))
        .hasMessage("Login.userName: The text has a character for which UTF-8 has no bytes");
  }

  private static Object with(Object message, String component, Object value)
      throws ReflectiveOperationException {
    Class<?> type = message.getClass();
    List<Object> values = WireLayout.values(message);
    var components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(each -> each.getType()).toArray(Class<?>[]::new);
    for (int i = 0; i < types.length; i++) {
      if (components[i].getName().equals(component)) {
        values.set(i, value);
      }
    }
    var constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values.toArray());
  }

  @Test
  void takesNoMemoryForWhatIsAnnounced() throws Exception {
    RecordCodec<Object> codec = codec("Lists");
    // A million names are announced, and three have come.
    ByteBuffer input = ByteBuffer.allocate(64).putShort((short) 0).put((byte) 0).putInt(1_000_000);
    input.putShort((short) 0x0161).putShort((short) 0x0162).flip();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    assertThat(codec.decode(input)).isNull();

    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 100; i++) {
      codec.decode(input);
    }

    assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(10_000);
  }

  @Test
  void readsListsThatNobodyCanChange() throws Exception {
    Object decoded = whole(codec("Lists"), ByteBuffer.wrap(new byte[17]));

    for (Object value : WireLayout.values(decoded)) {
      if (value instanceof List<?> list) {
        assertThatThrownBy(() -> list.remove(0)).isInstanceOf(UnsupportedOperationException.class);
      }
    }
  }

  /** Longer methods are not inlined, however hot they are. */
  @Test
  void hasShortMethods() {
    assertThat(methodLengths(compiled))
        .hasSizeGreaterThan(40)
        .allSatisfy((method, length) -> assertThat(length).isLessThan(MAX_INLINED_BYTES));
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 13, 60})
  void hasShortMethodsForWideRecords(int width, @TempDir Path own) {
    List<String> types =
        List.of("String", "@Width(3) @Unsigned int", "List<Integer>", "boolean", "byte[]", "Mode");
    String components =
        IntStream.range(0, width)
            .mapToObj(i -> types.get(i % types.size()) + " component" + i)
            .collect(Collectors.joining(", "));
    Javac.Result result =
        Javac.into(own)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(
                Map.of(
                    "app/Wide.java",
                    "package app; import dev.pollen.annotation.*; import java.util.*;"
                        + " enum Mode { A } @Wire record Wide("
                        + components
                        + ") {}"));

    assertThat(result.messages()).isEmpty();
    assertThat(methodLengths(result))
        .hasSizeGreaterThan(4)
        .allSatisfy((method, length) -> assertThat(length).isLessThan(MAX_INLINED_BYTES));
  }

  /** How many bytes the methods of all codecs have; what makes their constants runs once. */
  private static Map<String, Integer> methodLengths(Javac.Result result) {
    Map<String, Integer> lengths = new TreeMap<>();
    String method = "";
    String type = "";
    for (String line : disassembled(result)) {
      Matcher instruction = INSTRUCTION.matcher(line);
      if (line.endsWith("{")) {
        type = line;
      } else if (MEMBER.matcher(line).matches()) {
        method = type + line;
      } else if (instruction.matches() && method.contains("(")) {
        // The last instruction of a method is a return, which takes one byte.
        lengths.put(method, Integer.parseInt(instruction.group(1)) + 1);
      }
    }
    return lengths;
  }

  private static List<String> disassembled(Javac.Result result) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] arguments =
        Stream.concat(
                Stream.of("-c", "-p"),
                Javac.files(result.classes()).stream()
                    .map(Path::toString)
                    .filter(file -> file.endsWith("Codec.class")))
            .toArray(String[]::new);
    ToolProvider.findFirst("javap")
        .orElseThrow()
        .run(new PrintStream(out, true, UTF_8), System.err, arguments);
    return out.toString(UTF_8).lines().toList();
  }
}
