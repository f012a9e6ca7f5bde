package dev.pollen.benchmark.load;

import java.io.IOException;

/** Sends requests to one server, in runs between which the server has nothing to do. */
public interface Load extends AutoCloseable {

  /** Loads for some time; when this returns, all replies have arrived. */
  LoadOutcome run(double seconds) throws IOException, InterruptedException;

  @Override
  void close();
}
