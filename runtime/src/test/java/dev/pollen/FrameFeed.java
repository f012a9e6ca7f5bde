package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Framing.Find;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Gives a framing its bytes as a connection does, and notes what it finds. */
final class FrameFeed {
  /** What stands in front of bytes that belong to no complete frame. */
  static final String TAIL = "~";

  /** What stands for a frame that is too long. */
  static final String OVERSIZED = "!";

  /** What stands for a length that cannot be. */
  static final String MALFORMED = "?";

  final Framing framing;
  final List<String> frames = new ArrayList<>();
  final List<Find> finds = new ArrayList<>();
  final InputBuffer buffer = new InputBuffer(new MemoryBudget(Long.MAX_VALUE));
  private final StringBuilder chunks = new StringBuilder();
  private final int max;
  private Runnable start = () -> {};
  private boolean isOver;

  FrameFeed(Terminator first, int max) {
    this.framing = new Framing(first);
    this.max = max;
  }

  /** Before each frame, do this. */
  FrameFeed atStart(Runnable newStart) {
    start = newStart;
    return this;
  }

  FrameFeed give(String piece) {
    if (isOver) {
      return this;
    }
    if (!piece.isEmpty()) {
      buffer.present(ByteBuffer.wrap(piece.getBytes(ISO_8859_1)).asReadOnlyBuffer());
    }
    Find find = advance();
    while (find != Find.NOTHING && !isOver) {
      note(find);
      find = isOver ? find : advance();
    }
    if (!isOver) {
      finds.add(find);
    }
    buffer.keepUnread();
    return this;
  }

  private Find advance() {
    if (framing.isAtBoundary()) {
      start.run();
    }
    return framing.advance(buffer.presented(), max);
  }

  private void note(Find find) {
    finds.add(find);
    switch (find) {
      case FRAME -> frames.add(takePiece());
      case CHUNK -> {
        String piece = takePiece();
        assertThat(piece).as("a chunk has bytes").isNotEmpty();
        chunks.append(piece);
      }
      case END -> {
        frames.add(chunks.toString());
        chunks.setLength(0);
      }
      case OVERSIZED -> {
        frames.add(OVERSIZED);
        isOver = !framing.excess().isSkipped();
      }
      case MALFORMED -> {
        frames.add(MALFORMED);
        isOver = true;
      }
      default -> assertThat(find).isEqualTo(Find.SKIPPED);
    }
  }

  private String takePiece() {
    ByteBuffer input = buffer.presented();
    framing.narrow(input);
    String piece = text(input);
    framing.widen(input, false);
    return piece;
  }

  /** Without the tail if nothing more may follow. */
  List<String> framesAndTail() {
    List<String> all = new ArrayList<>(frames);
    if (isOver) {
      return all;
    }
    if (!framing.isAtBoundary() && !framing.isInsideFrame()) {
      // Skipping: nothing is left but what may be the beginning of the delimiter.
      all.add(TAIL);
      return all;
    }
    String tail = chunks + text(buffer.presented().duplicate());
    assertThat(framing.isInsideFrame() || framing.terminator() == Terminator.raw())
        .as("inside a frame with %s", tail)
        .isEqualTo(!tail.isEmpty());
    all.add(TAIL + tail);
    return all;
  }

  private static String text(ByteBuffer bytes) {
    return ISO_8859_1.decode(bytes).toString();
  }
}
