package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pollen.Framing.Find;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A protocol whose states frame in different ways, and that goes on to the next state with each
 * frame: what it is told is what a plain reader of the whole stream sees.
 */
final class FrameChangesFuzzTest {
  private static final int MAX = 7;
  private static final int MOST_STATES = 7;

  /** A state may ask for one empty frame after the other. */
  private static final int MOST_EVENTS = 300;

  private enum Kind {
    LINE,
    DELIMITER,
    PREFIX,
    EXACTLY,
    UNFRAMED,
    HELD,
    CHUNKED,
    RAW
  }

  /** How a state frames; the count means what the kind says. */
  private record State(Kind kind, int count) {
    static State of(int number) {
      return new State(KINDS.get(number % KINDS.size()), number / KINDS.size());
    }

    void start(Framing framing) {
      switch (kind) {
        case LINE -> framing.terminator(LINE);
        case DELIMITER -> framing.terminator(DELIMITER);
        case PREFIX -> framing.terminator(PREFIX);
        case EXACTLY -> framing.exactly(count, MAX, true);
        case UNFRAMED -> framing.terminator(Terminator.unframed());
        case HELD -> framing.terminator(Terminator.held());
        case CHUNKED -> framing.terminator(Terminator.length(count + 1).inChunks());
        case RAW -> framing.terminator(Terminator.raw());
      }
    }
  }

  private static final List<Kind> KINDS = List.of(Kind.values());

  private static final Terminator LINE = Terminator.line().max(MAX).skippingOversized();
  private static final Terminator DELIMITER = Terminator.delimiter("..").max(MAX);
  private static final Terminator PREFIX =
      Terminator.lengthPrefixed(1, ByteOrder.BIG_ENDIAN, false).max(MAX).skippingOversized();

  @FuzzTest
  void eachStateIsToldItsFrames(byte[] bytes) {
    FuzzedStream fuzzed = new FuzzedStream(bytes);
    int choice = fuzzed.number();
    boolean reframes = choice >= 128;
    List<State> states = new ArrayList<>();
    for (int i = 0; i <= choice % MOST_STATES; i++) {
      states.add(State.of(fuzzed.number()));
    }
    List<String> pieces = fuzzed.pieces();
    String stream = String.join("", pieces);
    if (!stream.isEmpty()) {
      List<String> expected = new Reader(states, stream).read();

      assertThat(new Protocol(states, reframes).tell(pieces)).isEqualTo(expected);
      assertThat(new Protocol(states, reframes).tell(List.of(stream))).isEqualTo(expected);
    }
  }

  /** Does with a framing what a dispatcher does. */
  private static final class Protocol {
    private final List<State> states;
    private final boolean reframes;
    private final Framing framing = new Framing(LINE);
    private final InputBuffer buffer = new InputBuffer(new MemoryBudget(Long.MAX_VALUE));
    private final List<String> told = new ArrayList<>();
    private final StringBuilder chunks = new StringBuilder();
    private int entered;
    private boolean isOver;

    Protocol(List<State> states, boolean reframes) {
      this.states = states;
      this.reframes = reframes;
    }

    private State state() {
      return states.get(entered % states.size());
    }

    List<String> tell(List<String> pieces) {
      for (String piece : pieces) {
        if (!isOver) {
          buffer.present(ByteBuffer.wrap(piece.getBytes(ISO_8859_1)).asReadOnlyBuffer());
          tellAll();
          buffer.keepUnread();
        }
      }
      if (!isOver) {
        boolean isSkipping = !framing.isInsideFrame() && !framing.isAtBoundary();
        String unread = isSkipping ? "" : ISO_8859_1.decode(buffer.presented()).toString();
        told.add(FuzzedFraming.TAIL + chunks + unread);
      }
      return told;
    }

    private void tellAll() {
      int releases = 0;
      int finds = 0;
      while (!isOver) {
        if (framing.isAtBoundary()) {
          state().start(framing);
        }
        Find find = framing.advance(buffer.presented(), MAX);
        if (find == Find.NOTHING && framing.isHeld() && releases < states.size()) {
          releases++;
          entered++;
          framing.reframe();
        } else if (find == Find.NOTHING) {
          return;
        } else {
          releases = 0;
          told(find);
        }
        finds++;
        assertThat(finds).as("finds").isLessThan(20 * MOST_EVENTS);
      }
    }

    private void told(Find find) {
      switch (find) {
        case FRAME, CHUNK -> {
          ByteBuffer input = buffer.presented();
          framing.narrow(input);
          hook(find == Find.FRAME, input);
          framing.widen(input, false);
        }
        case END -> {
          next(chunks.toString());
          chunks.setLength(0);
        }
        case OVERSIZED -> {
          isOver |= !framing.excess().isSkipped();
          next(FuzzedFraming.OVERSIZED);
        }
        default -> assertThat(find).isEqualTo(Find.SKIPPED);
      }
      isOver |= told.size() == MOST_EVENTS;
    }

    private void hook(boolean isFrame, ByteBuffer input) {
      if (isFrame) {
        next(read(input, input.remaining()));
      } else if (state().kind() == Kind.UNFRAMED) {
        // What is left is told again only together with more, unless the state is another one.
        while (state().kind() == Kind.UNFRAMED && state().count() < input.remaining()) {
          next(read(input, state().count() + 1));
        }
      } else {
        chunks.append(read(input, input.remaining()));
      }
    }

    private static String read(ByteBuffer input, int count) {
      byte[] bytes = new byte[count];
      input.get(bytes);
      return new String(bytes, ISO_8859_1);
    }

    private void next(String event) {
      if (told.size() < MOST_EVENTS) {
        told.add(event);
      }
      entered++;
      if (reframes) {
        framing.reframe();
      }
    }
  }

  /** Reads the stream as if it had arrived as a whole. */
  private static final class Reader {
    private final List<State> states;
    private final List<String> told = new ArrayList<>();
    private String rest;
    private boolean isOver;

    Reader(List<State> states, String stream) {
      this.states = states;
      this.rest = stream;
    }

    List<String> read() {
      int idle = 0;
      for (int i = 0; !isOver && told.size() < MOST_EVENTS; i++) {
        State state = states.get(i % states.size());
        if (state.kind() == Kind.HELD) {
          idle++;
          if (idle > states.size()) {
            break;
          }
          continue;
        }
        idle = 0;
        String frame = next(state);
        if (frame == null) {
          break;
        }
        told.add(frame);
      }
      if (!isOver && told.size() < MOST_EVENTS) {
        told.add(FuzzedFraming.TAIL + rest);
      }
      return told;
    }

    private @Nullable String next(State state) {
      return switch (state.kind()) {
        case LINE -> delimited("\n", true);
        case DELIMITER -> delimited("..", false);
        case PREFIX -> rest.isEmpty() ? null : counted(1, rest.charAt(0), true);
        case EXACTLY -> counted(0, state.count(), true);
        case UNFRAMED, CHUNKED -> counted(0, state.count() + 1, false);
        case RAW, HELD -> null;
      };
    }

    private @Nullable String counted(int prefix, int count, boolean isWhole) {
      boolean isOversized = isWhole && count > MAX;
      boolean isComplete = prefix + count <= rest.length();
      if (!isComplete && !isOversized) {
        return null;
      }
      String frame = isOversized ? FuzzedFraming.OVERSIZED : rest.substring(prefix, prefix + count);
      if (isComplete) {
        rest = rest.substring(prefix + count);
      } else {
        told.add(frame);
        rest = "";
        frame = null;
      }
      return frame;
    }

    private @Nullable String delimited(String delimiter, boolean isLine) {
      int end = rest.indexOf(delimiter);
      int least = end;
      if (end < 0) {
        boolean hasBegun = !isLine && rest.endsWith(".");
        least = hasBegun ? rest.length() - 1 : rest.length();
      }
      least -= isLine && least > 0 && rest.charAt(least - 1) == '\r' ? 1 : 0;
      boolean isOversized = least > MAX;
      if (isOversized && (!isLine || end < 0)) {
        told.add(FuzzedFraming.OVERSIZED);
        isOver = !isLine;
        rest = "";
        return null;
      }
      if (end < 0) {
        return null;
      }
      String frame = isOversized ? FuzzedFraming.OVERSIZED : rest.substring(0, least);
      rest = rest.substring(end + delimiter.length());
      return frame;
    }
  }
}
