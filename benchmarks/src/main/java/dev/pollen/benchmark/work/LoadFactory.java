package dev.pollen.benchmark.work;

import dev.pollen.benchmark.load.Load;
import dev.pollen.benchmark.subject.RunningSubject;
import java.io.IOException;

/** Makes the load of a work for one server. */
@FunctionalInterface
interface LoadFactory {
  Load load(Laboratory laboratory, RunningSubject server) throws IOException, InterruptedException;
}
