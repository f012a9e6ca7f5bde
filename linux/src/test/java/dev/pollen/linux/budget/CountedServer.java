package dev.pollen.linux.budget;

import dev.pollen.FramedDispatcher;
import dev.pollen.Limits;
import dev.pollen.Listener;
import dev.pollen.Loop;
import dev.pollen.Terminator;
import dev.pollen.linux.system.Calls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A program that answers each line with the same line, and says first on which port. The line
 * {@link #MARK} leaves a mark in the trace of its thread: it closes a descriptor that cannot be.
 * When a connection that has marked ends, so does the program.
 */
final class CountedServer {
  static final String MARK = "mark";

  /** Nobody else closes this one. */
  static final int MARKING_DESCRIPTOR = -4711;

  private CountedServer() {}

  private static final class LineEcho extends FramedDispatcher {
    private final Calls calls;
    private boolean hasMarked;

    LineEcho(Calls calls) {
      super(Terminator.line());
      this.calls = calls;
    }

    @Override
    protected void handleFrame(ByteBuffer frame) {
      if (frame.equals(StandardCharsets.US_ASCII.encode(MARK))) {
        calls.close(MARKING_DESCRIPTOR);
        hasMarked = true;
      }
      send(frame);
      send("\n");
    }

    @Override
    protected void handleEof() throws Exception {
      super.handleEof();
      if (hasMarked) {
        connection().loop().stop();
      }
    }
  }

  @SuppressWarnings("SystemOut") // how it tells its port
  public static void main(String[] arguments) throws IOException {
    try (Loop loop = Loop.open(arguments[0], Limits.DEFAULT)) {
      Calls calls = new Calls(Arena.global());
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Listener listener = loop.listen(anyPort, () -> new LineEcho(calls));
      System.out.println(((InetSocketAddress) listener.localAddress()).getPort());
      loop.run();
    }
  }
}
