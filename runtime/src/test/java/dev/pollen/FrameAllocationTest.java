package dev.pollen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.pollen.behaviour.subject.protocol.Tally;
import dev.pollen.behaviour.subject.protocol.Tally_BuffersDispatcher;
import dev.pollen.behaviour.subject.protocol.Tally_BytesDispatcher;
import dev.pollen.behaviour.subject.protocol.Tally_TextsDispatcher;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Frames cost what is delivered of them, and nothing else. */
@Timeout(60)
final class FrameAllocationTest {
  private static final int FRAMES_PER_MESSAGE = 50;
  private static final int LENGTH = 63;

  /** A {@code String} of so many characters, and the array in it; headers are not compressed. */
  private static final int BYTES_OF_A_TEXT = 32 + 24 + LENGTH + 1;

  private static final int BYTES_OF_AN_ARRAY = 24 + LENGTH + 1;
  private static final int BYTES_OF_A_BUFFER = 88;

  private static final Terminator LINE = Terminator.line().max(100);

  @RegisterExtension final Net net = new Net();

  private static final class Lines extends FramedDispatcher {
    private final boolean asText;
    private int frames;

    Lines(boolean asText) {
      super(LINE);
      this.asText = asText;
    }

    @Override
    protected void handleFrame(ByteBuffer frame) throws IOException {
      int start = frame.position();
      if (asText && text(frame, UTF_8).length() != LENGTH) {
        throw new AssertionError(frame);
      }
      if (++frames % FRAMES_PER_MESSAGE == 0) {
        send(frame.position(start));
      }
    }
  }

  /** Asks before each frame, as generated dispatchers with states do. */
  private static final class Exact extends FramedDispatcher {
    private int frames;

    Exact() {
      super(Terminator.held());
    }

    @Override
    protected void handleFrameStart() {
      if (frames % 2 == 0) {
        terminator(LINE);
      } else {
        exactly(LENGTH + 1, 100);
      }
    }

    @Override
    protected void handleFrame(ByteBuffer frame) {
      if (++frames % FRAMES_PER_MESSAGE == 0) {
        send(frame.limit(frame.limit() - 1));
      }
    }
  }

  @Test
  void aFrameAsABufferCostsNothing() throws IOException {
    assertThat(bytesPerFrame(() -> new Lines(false))).isLessThanOrEqualTo(1);
  }

  @Test
  void aFrameAsTextCostsTheText() throws IOException {
    assertThat(bytesPerFrame(() -> new Lines(true))).isLessThanOrEqualTo(BYTES_OF_A_TEXT + 1);
  }

  @Test
  void aChangeOfTheTerminatorCostsNothing() throws IOException {
    assertThat(bytesPerFrame(Exact::new)).isLessThanOrEqualTo(1);
  }

  /**
   * One that a handler may use with absolute indices, so not the one in which the frame arrived.
   */
  @Test
  void aFrameOfAGeneratedDispatcherAsABufferCostsTheBuffer() throws IOException {
    Supplier<ConnectionDispatcher> tally =
        () -> new Tally_BuffersDispatcher(new Tally.Buffers(FRAMES_PER_MESSAGE, LENGTH));
    assertThat(bytesPerFrame(tally)).isLessThanOrEqualTo(BYTES_OF_A_BUFFER + 1);
  }

  @Test
  void aFrameOfAGeneratedDispatcherAsAnArrayCostsTheArray() throws IOException {
    Supplier<ConnectionDispatcher> tally =
        () -> new Tally_BytesDispatcher(new Tally.Bytes(FRAMES_PER_MESSAGE, LENGTH));
    assertThat(bytesPerFrame(tally)).isLessThanOrEqualTo(BYTES_OF_AN_ARRAY + 1);
  }

  @Test
  void aFrameOfAGeneratedDispatcherAsTextCostsTheText() throws IOException {
    Supplier<ConnectionDispatcher> tally =
        () -> new Tally_TextsDispatcher(new Tally.Texts(FRAMES_PER_MESSAGE, LENGTH));
    assertThat(bytesPerFrame(tally)).isLessThanOrEqualTo(BYTES_OF_A_TEXT + 1);
  }

  private double bytesPerFrame(Supplier<ConnectionDispatcher> dispatchers) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocation");
    try (Loop loop = Loop.open()) {
      Listener listener = loop.listen(net.address(Family.IPV4), dispatchers);
      try (SocketChannel client = SocketChannel.open(listener.localAddress());
          LoopThread thread = LoopThread.start(loop)) {
        exchange(client, 3_000);
        long id = thread.thread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        int messages = 1_000;
        exchange(client, messages);
        long allocated = threads.getThreadAllocatedBytes(id) - before;
        return (double) allocated / (messages * FRAMES_PER_MESSAGE);
      }
    }
  }

  private static void exchange(SocketChannel client, int messages) throws IOException {
    byte[] lines = ("x".repeat(LENGTH) + "\n").repeat(FRAMES_PER_MESSAGE).getBytes(US_ASCII);
    ByteBuffer request = ByteBuffer.allocateDirect(lines.length).put(lines);
    ByteBuffer answer = ByteBuffer.allocateDirect(LENGTH);
    for (int i = 0; i < messages; i++) {
      request.clear();
      while (request.hasRemaining()) {
        client.write(request);
      }
      answer.clear();
      while (answer.hasRemaining()) {
        client.read(answer);
      }
    }
  }
}
