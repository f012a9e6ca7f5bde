package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Framing.Find;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a framing its bytes as a connection does, notes what it finds, and sees to it that it comes
 * to an end, keeps no more bytes than it may, and does not look at them again and again.
 */
final class FuzzedFraming {
  static final String OVERSIZED = "<too long>";
  static final String MALFORMED = "<malformed>";
  static final String TAIL = "<rest>";

  /** What a whole frame may have around it: the longest delimiter or prefix, and a return. */
  private static final int MOST_AROUND = 6;

  private final Framing framing;
  private final int max;
  private final InputBuffer buffer = new InputBuffer(new MemoryBudget(Long.MAX_VALUE));
  private final List<String> told = new ArrayList<>();
  private final StringBuilder chunks = new StringBuilder();
  private boolean isOver;
  private long given;
  private int pieces;

  private FuzzedFraming(Terminator terminator, int max) {
    framing = new Framing(terminator);
    this.max = max;
  }

  /** What is told of a stream in these pieces, and what is left of it. */
  static List<String> tell(Terminator terminator, int max, List<String> pieces) {
    FuzzedFraming fuzzed = new FuzzedFraming(terminator, max);
    pieces.forEach(fuzzed::give);
    return fuzzed.toldAndRest();
  }

  private void give(String piece) {
    if (isOver) {
      return;
    }
    given += piece.length();
    pieces++;
    buffer.present(ByteBuffer.wrap(piece.getBytes(ISO_8859_1)).asReadOnlyBuffer());
    int mostFinds = 2 * buffer.unread() + 2;
    for (int finds = 0; find(); finds++) {
      assertThat(finds).as("finds in %d bytes", buffer.unread()).isLessThan(mostFinds);
    }
    buffer.keepUnread();
    if (!isOver) {
      assertThat(buffer.unread()).as("bytes kept").isLessThanOrEqualTo(max + MOST_AROUND);
      assertThat(framing.hasBacklog(buffer.unread())).as("work left").isFalse();
    }
    assertThat(framing.examinedBytes()).isLessThanOrEqualTo(2 * given + 5L * pieces);
  }

  private boolean find() {
    Find find = framing.advance(buffer.presented(), max);
    switch (find) {
      case NOTHING, SKIPPED -> {}
      case FRAME -> told.add(taken());
      case CHUNK -> chunks.append(taken());
      case END -> {
        told.add(chunks.toString());
        chunks.setLength(0);
      }
      case OVERSIZED -> {
        told.add(OVERSIZED);
        isOver = !framing.excess().isSkipped();
      }
      case MALFORMED -> {
        told.add(MALFORMED);
        isOver = true;
      }
      default -> throw new AssertionError("No framer finds a " + find);
    }
    return find != Find.NOTHING && !isOver;
  }

  private String taken() {
    ByteBuffer input = buffer.presented();
    framing.narrow(input);
    byte[] bytes = new byte[input.remaining()];
    input.get(bytes);
    framing.widen(input, false);
    return new String(bytes, ISO_8859_1);
  }

  private List<String> toldAndRest() {
    if (!isOver) {
      boolean isSkipping = !framing.isInsideFrame() && !framing.isAtBoundary();
      String unread = isSkipping ? "" : ISO_8859_1.decode(buffer.presented()).toString();
      told.add(TAIL + chunks + unread);
    }
    return told;
  }
}
