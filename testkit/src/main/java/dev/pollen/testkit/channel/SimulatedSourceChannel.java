package dev.pollen.testkit.channel;

import dev.pollen.testkit.kernel.Kernel;
import dev.pollen.testkit.kernel.StreamEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The end of a simulated pipe that is read from, as the JDK shows it. */
public final class SimulatedSourceChannel extends Pipe.SourceChannel {
  private final Kernel kernel;
  private final StreamEnd end;

  SimulatedSourceChannel(SelectorProvider provider, Kernel kernel, StreamEnd end) {
    super(provider);
    this.kernel = kernel;
    this.end = end;
  }

  /** What is behind it, if that is on this kernel. */
  public @Nullable StreamEnd endOn(Kernel wanted) {
    return kernel == wanted ? end : null;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (isBlocking() && isOpen()) {
      BlockingCalls.await(kernel, end::canReceive);
    }
    kernel.runDue();
    return end.receive(target);
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    for (ByteBuffer target : Arrays.asList(targets).subList(offset, offset + length)) {
      if (target.hasRemaining()) {
        return read(target);
      }
    }
    return 0;
  }

  @Override
  public long read(ByteBuffer[] targets) throws IOException {
    return read(targets, 0, targets.length);
  }

  @Override
  protected void implCloseSelectableChannel() {
    end.close();
  }

  @Override
  protected void implConfigureBlocking(boolean block) {}

  @Override
  public String toString() {
    return end.site().name();
  }
}
