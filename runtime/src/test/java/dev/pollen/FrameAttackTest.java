package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import dev.pollen.Producer.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames, while everything else happens that may happen to a connection. */
@Timeout(60)
final class FrameAttackTest {
  private static final Terminator LINE = Terminator.delimiter("\r\n");

  @RegisterExtension final Net net = new Net();

  @AfterEach
  void allMemoryIsGivenBack() {
    net.loop().closeAll();
    assertThat(net.loop().memory().used()).isZero();
  }

  /** Every frame, and every chunk, sets the next terminator; the model knows them all before. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aNewTerminatorForEachFrameHoweverTheyAreCut(long seed) throws IOException {
    Random random = new Random(seed);
    List<Terminator> terminators = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      String text = "abacab".repeat(20).substring(0, random.nextInt(60) + 1);
      boolean chunked = random.nextBoolean();
      if (random.nextBoolean()) {
        terminators.add(
            chunked
                ? Terminator.length(text.length()).inChunks()
                : Terminator.length(text.length()));
        stream.append(text);
      } else {
        Terminator.Delimiter delimiter = Terminator.delimiter("aba" + "x".repeat(i % 3 + 1));
        terminators.add(chunked ? delimiter.inChunks() : delimiter);
        stream.append(text).append("aba").append("x".repeat(i % 3 + 1));
      }
      expected.add(text);
    }
    net.limits(limits -> limits.framesPerPass(1 + (int) (seed % 3)).receivesPerPass(1));
    FramedRecorder recorder = net.framedRecorder(terminators.get(0));
    recorder.on(
        Event.READ,
        () -> {
          int next = recorder.frames.size();
          boolean isInside = recorder.last().startsWith("chunk") || next >= terminators.size();
          if (!isInside) {
            recorder.set(terminators.get(next));
          }
          if (random.nextInt(4) == 0) {
            Connection connection = recorder.connection();
            connection.pauseReading();
            if (random.nextBoolean()) {
              net.loop().execute(connection::resumeReading);
            } else {
              connection.schedule(Duration.ZERO, connection::resumeReading);
            }
          }
        });
    Peer peer = net.accept(seed % 2 == 0 ? Family.IPV4 : Family.UNIX, recorder);
    int from = 0;
    while (from < stream.length()) {
      int to = Math.min(stream.length(), from + 1 + random.nextInt(seed % 2 == 0 ? 3 : 200));
      peer.send(stream.substring(from, to));
      net.loop().poll(Duration.ZERO);
      from = to;
    }
    peer.finish();
    net.until(recorder::isClosed);
    assertThat(recorder.frames).isEqualTo(expected);
    assertThat(recorder.journal.errors).isEmpty();
  }

  @EveryFamily
  void aResetInsideAFrameIsNoTruncation(Family family) throws IOException {
    for (String part : List.of("l", "line", "line\r", "line\r\nx", "line\r\nmore\r")) {
      FramedRecorder recorder = net.framedRecorder(LINE);
      Peer peer = net.accept(family, recorder);
      peer.send(part);
      net.settle();
      if (family == Family.UNIX) {
        // Resets when it is closed with something unread in it.
        recorder.connection().send("unread");
        net.settle();
      }
      peer.reset();
      net.until(recorder::isClosed);
      assertThat(recorder.events()).noneMatch(event -> event.startsWith("truncated"));
      assertThat(recorder.reason().kind()).isEqualTo(Kind.BROKEN);
      assertThat(net.loop().memory().used()).isZero();
    }
  }

  @EveryFamily
  void buffersMayBeDiscardedInEveryHook(Family family) throws IOException {
    FramedRecorder recorder = net.framedRecorder(LINE);
    List<Terminator> kinds = List.of(LINE, Terminator.delimiter("\r\n").inChunks());
    recorder.on(
        Event.READ,
        () -> {
          recorder.connection().send("dropped");
          recorder.set(kinds.get(recorder.events().size() % 2));
          recorder.discard();
        });
    Peer peer = net.accept(family, recorder);
    for (int i = 0; i < 50; i++) {
      peer.send("some\r\nthing\r\nand the rest");
      net.settle();
    }
    peer.finish();
    net.until(recorder::isClosed);
    assertThat(recorder.journal.errors).isEmpty();
    assertThat(recorder.reason().undeliveredBytes()).isPositive();
    assertThat(peer.received()).isEmpty();
  }

  @EveryFamily
  void aProducerAnswersATruncation(Family family) throws IOException {
    FramedRecorder recorder = net.framedRecorder(Terminator.length(100));
    ScriptedProducer answer =
        new ScriptedProducer()
            .then("an", Outcome.READY)
            .then("sw", Outcome.PENDING)
            .then("er", Outcome.END);
    recorder.on(Event.READ, () -> recorder.connection().send(answer));
    recorder.on(
        Event.EOF,
        () -> {
          recorder.connection().send("!");
          recorder
              .connection()
              .schedule(
                  Duration.ofMillis(5),
                  () -> {
                    recorder.connection().producerReady();
                    recorder.connection().close();
                  });
        });
    Peer peer = net.accept(family, recorder);
    peer.send("half").finish();
    peer.awaitReceived("answer!").awaitEnd();
    net.until(recorder::isClosed);
    assertThat(recorder.events()).containsExactly("accept", "truncated half", "eof", "close:LOCAL");
    assertThat(answer.closes).isOne();
  }

  @Test
  void aFrameThatTakesAllMemoryFailsItsConnectionOnly() throws IOException {
    net.limits(limits -> limits.maxMemory(64 * 1024).maxInput(1024 * 1024));
    FramedRecorder small = net.framedRecorder(LINE);
    Peer modest = net.accept(Family.IPV4, small);
    modest.send("begun");
    net.settle();
    FramedRecorder greedy = net.framedRecorder(LINE);
    Peer peer = net.accept(Family.IPV4, greedy);
    peer.trySend("x".repeat(200_000));
    net.until(() -> greedy.journal.errors.size() == 1);
    peer.finish();
    net.until(greedy::isClosed);
    assertThat(greedy.reason().kind()).isEqualTo(Kind.LIMIT);
    assertThat(greedy.frames).isEmpty();
    modest.send(" and done\r\n");
    net.until(() -> small.frames.equals(List.of("begun and done")));
    assertThat(net.loop().memory().used()).isZero();
  }

  @EveryFamily
  void aFailureInEveryHookCostsNoFrame(Family family) throws IOException {
    FramedRecorder recorder = net.framedRecorder(LINE);
    recorder.on(Event.ERROR, () -> {});
    recorder.on(
        Event.READ,
        () -> {
          if (recorder.last().equals("frame data")) {
            recorder.set(Terminator.length(3).inChunks());
          } else if (recorder.last().equals("end")) {
            recorder.set(LINE);
          }
          throw new IllegalStateException(recorder.last());
        });
    Peer peer = net.accept(family, recorder);
    for (byte b : "data\r\nabc1\r\n\r\ndata\r\nxyz2\r\nrest".getBytes(ISO_8859_1)) {
      peer.send(new byte[] {b});
      net.loop().poll(Duration.ZERO);
    }
    peer.finish();
    net.until(() -> recorder.events().contains("eof"));
    recorder.connection().close();
    net.until(recorder::isClosed);
    assertThat(recorder.frames).containsExactly("data", "abc", "1", "", "data", "xyz", "2");
    assertThat(recorder.events()).contains("truncated rest");
  }

  @EveryFamily
  void theEndWaitsForFramesThatAreToldOneByOneBetweenPauses(Family family) throws IOException {
    net.limits(limits -> limits.framesPerPass(1));
    FramedRecorder recorder = net.framedRecorder(LINE);
    recorder.on(
        Event.READ,
        () -> {
          recorder.connection().pauseReading();
          recorder.connection().resumeReading();
          recorder.connection().pauseReading();
          net.loop().execute(recorder.connection()::resumeReading);
        });
    Peer peer = net.accept(family, recorder);
    peer.send("l\r\n".repeat(100) + "tail").finish();
    net.until(recorder::isClosed);
    assertThat(recorder.frames).hasSize(100);
    assertThat(recorder.events().subList(101, recorder.events().size()))
        .containsExactly("truncated tail", "eof", "close:PEER");
  }

  @EveryFamily
  void theLimitOfOutputInATruncationIsTheLastThatIsTold(Family family) throws IOException {
    net.limits(limits -> limits.maxOutput(1000).outputHighMark(1000).outputLowMark(500));
    FramedRecorder recorder = net.framedRecorder(LINE);
    recorder.on(Event.READ, () -> recorder.connection().send(new byte[2000]));
    Peer peer = net.accept(family, recorder);
    peer.send("half").finish();
    net.until(recorder::isClosed);
    assertThat(recorder.events())
        .containsExactly("accept", "truncated half", "error:LimitExceededException", "close:LIMIT");
  }

  @EveryFamily
  void terminatorsMayBeSetInTheCloseEventAndAfterwards(Family family) throws IOException {
    FramedRecorder recorder = net.framedRecorder(LINE);
    recorder.on(Event.CLOSE, () -> recorder.set(Terminator.length(7)));
    Peer peer = net.accept(family, recorder);
    peer.send("half");
    net.settle();
    recorder.connection().abort();
    net.until(recorder::isClosed);
    recorder.set(LINE);
    recorder.discard();
    assertThat(recorder.missing()).isZero();
    assertThat(recorder.current()).isEqualTo(LINE);
  }
}
