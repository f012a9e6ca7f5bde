package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        .contains("Commands.ignoringCase(\"\u00c9\", \"\u00e9\", \"?\")");
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

  /** The dispatcher of a handler, which compiles without a warning. */
  private String dispatcher(String members) throws IOException {
    Javac.Result result =
        Javac.into(directory)
            .options("-Xlint:all,-processing", "--release", "17")
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(
                Map.of(
                    "app/Echo.java",
                    "package app; import dev.pollen.*; import dev.pollen.annotation.*; import"
                        + " java.nio.ByteBuffer; class Echo { "
                        + members
                        + " }"));
    assertThat(result.messages()).isEmpty();
    return Files.readString(result.generated().resolve("app/EchoDispatcher.java"));
  }
}
