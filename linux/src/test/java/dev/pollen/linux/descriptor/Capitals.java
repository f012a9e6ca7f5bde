package dev.pollen.linux.descriptor;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.FramedDispatcher;
import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.Terminator;
import dev.pollen.linux.system.ProgramCalls;
import dev.pollen.transport.Descriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A program of its own: writes the lines of its standard input to its standard output in capitals,
 * then says whether both are still what they were.
 */
final class Capitals extends FramedDispatcher {
  private final Connection output;

  private Capitals(Connection output) {
    super(Terminator.line());
    this.output = output;
  }

  @Override
  protected void handleFrame(ByteBuffer line) {
    String text = StandardCharsets.US_ASCII.decode(line).toString();
    output.send(text.toUpperCase(Locale.ROOT) + "\n");
  }

  @Override
  protected void handleClose(CloseReason reason) {
    output.send("end: " + reason.kind() + "\n");
    output.close();
  }

  private static String standardStreams() {
    ProgramCalls program = new ProgramCalls();
    StringBuilder streams = new StringBuilder();
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
      streams.append(DescriptorBed.target(descriptor)).append(' ');
      streams.append(program.flags(descriptor)).append(' ');
    }
    return streams.toString();
  }

  /** Runs on the transport that the only argument names, until both streams are closed. */
  public static void main(String[] arguments) throws IOException {
    String before = standardStreams();
    String meanwhile;
    try (Loop loop = Loop.open(arguments[0], Limits.DEFAULT)) {
      Connection output = loop.connect(Descriptor.standardOutput(), new Devourer());
      loop.connect(Descriptor.standardInput(), new Capitals(output));
      meanwhile = standardStreams();
      loop.run();
    }
    System.out.println("during: " + meanwhile.equals(before));
    System.out.println("after: " + standardStreams().equals(before));
  }
}
