package dev.pollen.testkit.planted.scenario;

import dev.pollen.CloseReason;
import dev.pollen.FramedDispatcher;
import dev.pollen.Limits;
import dev.pollen.Terminator;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Lines are the same however they are cut, up to the one in which the stream ends. */
final class Lines extends FramedDispatcher {
  private static final String END = "\r\n";
  private static final String ALPHABET = "ab\r\n";
  private static final int FRAMES_PER_PASS = 4;
  private static final Limits LIMITS =
      Limits.DEFAULT.with(limits -> limits.framesPerPass(FRAMES_PER_PASS));

  private final SimulatedNetwork network;
  private final Witness witness;
  private final Life life;

  /** After so many lines it closes. */
  private final int most;

  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private String tail = "";
  private long pass;
  private int inThisPass;

  private Lines(SimulatedNetwork network, Witness witness, boolean isChunked, int most) {
    super(isChunked ? Terminator.delimiter(END).inChunks() : Terminator.delimiter(END));
    this.network = network;
    this.witness = witness;
    this.life = new Life(witness);
    this.most = most;
  }

  static void run(SimulatedNetwork network) {
    Witness witness = Witness.on(network);
    network.openLoop(LIMITS);
    int most = network.choose("closes", 2) == 0 ? Integer.MAX_VALUE : 1 + network.choose("at", 5);
    Lines handler = new Lines(network, witness, network.choose("chunks", 2) == 1, most);
    Peer peer = network.servedBy(handler);
    String text = text(network.random("text"), 1 + network.choose("length", 200));
    int cut = network.choose("cut", text.length());
    if (peer.send(text.substring(0, cut)).isConnected()) {
      peer.write(text.substring(cut).getBytes(StandardCharsets.UTF_8));
    }
    peer.finish();
    network.advance(Duration.ofSeconds(1));
    handler.check(List.of(text.split(END, -1)));
    witness.tell();
  }

  private static String text(RandomGenerator random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      boolean ends = random.nextInt(8) == 0;
      text.append(ends ? END : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** The last of what is expected is no line, since nothing ends it. */
  private void check(List<String> expected) {
    int count = Math.min(most, expected.size() - 1);
    witness.require(lines.equals(expected.subList(0, count)), "lines are " + lines);
    if (lines.size() < most) {
      String last = expected.get(expected.size() - 1);
      witness.require((line + tail).equals(last), "the rest is '" + line + tail + "'");
    }
    witness.require(life.isClosed(), "the end is not told");
  }

  @Override
  protected void handleAccept() throws Exception {
    life.opens("accept", () -> {});
  }

  @Override
  protected void handleFrame(ByteBuffer frame) throws Exception {
    life.happens("a line", () -> ended(text(frame, StandardCharsets.UTF_8)));
  }

  @Override
  protected void handleChunk(ByteBuffer chunk) throws Exception {
    life.happens("a chunk", () -> line.append(text(chunk, StandardCharsets.UTF_8)));
  }

  @Override
  protected void handleFrameEnd() throws Exception {
    life.happens(
        "the end of a line",
        () -> {
          String whole = line.toString();
          line.setLength(0);
          ended(whole);
        });
  }

  private void ended(String whole) {
    lines.add(whole);
    long now = connection().loop().statistics().passes();
    inThisPass = now == pass ? inThisPass + 1 : 1;
    pass = now;
    witness.require(inThisPass <= FRAMES_PER_PASS, "a pass tells " + inThisPass + " lines");
    if (lines.size() == most) {
      life.leave();
      close();
      return;
    }
    switch (network.choose("line", 6)) {
      case 1 -> {
        connection().pauseReading();
        connection().schedule(Duration.ofMillis(1), () -> connection().resumeReading());
      }
      case 2 -> throw new IllegalArgumentException("A handler fails");
      default -> {}
    }
  }

  /** That it fails at a line costs nothing else. */
  @Override
  protected void handleError(Throwable cause) throws Exception {
    life.fails(() -> {});
  }

  @Override
  protected void handleTruncated(ByteBuffer rest) throws Exception {
    life.happens("the rest", () -> tail = text(rest, StandardCharsets.UTF_8));
  }

  @Override
  protected void handleClose(CloseReason reason) throws Exception {
    life.closes(() -> {});
  }
}
