package dev.pollen.benchmark.work;

import java.io.IOException;

/** Something to measure. */
public interface Work {

  /** What it is called on the command line; several works may be of one group. */
  String group();

  /** What it is called in results. */
  String name();

  /** What it is, in a few words. */
  String title();

  /** Whether it is worth its time even in a hurry. */
  boolean isQuick();

  /** About how long it takes. */
  double seconds(Effort effort) throws IOException, InterruptedException;

  /** Does it. */
  void measure(Laboratory laboratory) throws IOException, InterruptedException;
}
