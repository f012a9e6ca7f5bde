package dev.pollen.testkit.channel;

import dev.pollen.testkit.kernel.Kernel;
import dev.pollen.testkit.kernel.StreamEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The end of a simulated pipe that is written to, as the JDK shows it. */
public final class SimulatedSinkChannel extends Pipe.SinkChannel {
  private final Kernel kernel;
  private final StreamEnd end;

  SimulatedSinkChannel(SelectorProvider provider, Kernel kernel, StreamEnd end) {
    super(provider);
    this.kernel = kernel;
    this.end = end;
  }

  /** What is behind it, if that is on this kernel. */
  public @Nullable StreamEnd endOn(Kernel wanted) {
    return kernel == wanted ? end : null;
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    kernel.runDue();
    int taken = end.send(data);
    while (isBlocking() && data.hasRemaining()) {
      BlockingCalls.await(kernel, end::canSend);
      taken += end.send(data);
    }
    return taken;
  }

  @Override
  public long write(ByteBuffer[] data, int offset, int length) throws IOException {
    long all = 0;
    for (ByteBuffer next : Arrays.asList(data).subList(offset, offset + length)) {
      all += write(next);
      if (next.hasRemaining()) {
        break;
      }
    }
    return all;
  }

  @Override
  public long write(ByteBuffer[] data) throws IOException {
    return write(data, 0, data.length);
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
