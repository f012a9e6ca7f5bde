package dev.pollen.testkit.channel;

import dev.pollen.testkit.kernel.Kernel;
import dev.pollen.testkit.kernel.StreamEnd;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;

/** A simulated pipe, as the JDK shows it. */
final class SimulatedPipe extends Pipe {
  private final SourceChannel source;
  private final SinkChannel sink;

  SimulatedPipe(SelectorProvider provider, Kernel kernel, StreamEnd.Pipe ends) {
    this.source = new SimulatedSourceChannel(provider, kernel, ends.source());
    this.sink = new SimulatedSinkChannel(provider, kernel, ends.sink());
  }

  @Override
  public SourceChannel source() {
    return source;
  }

  @Override
  public SinkChannel sink() {
    return sink;
  }
}
