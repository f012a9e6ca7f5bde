package dev.pollen.behaviour;

import dev.pollen.Limits;
import dev.pollen.Loop;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;

/** What one test stands on: its loops, and those outside of Pollen whom they talk to. */
public interface Network extends AutoCloseable {

  /** Opens a loop on the transport that is put to the test. */
  Loop openLoop(Limits limits) throws IOException;

  /** The JDK's channels, for everybody else. */
  SelectorProvider channels();

  /** The clock by which the loops wait. */
  default long nanoTime() {
    return System.nanoTime();
  }

  /** For what is about several threads: time must pass by itself, as it does elsewhere. */
  default void followRealTime() {}

  /** Whether nothing that was sent is on its way any more, as far as one can tell. */
  default boolean isQuiet() {
    return true;
  }

  /** Fails if something is left that should have been closed. */
  @Override
  default void close() {}
}
