package dev.pollen.benchmark.work;

import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.subject.Libraries;

/** How large the jars are that a server needs at run time. */
final class JarWork implements Work {
  private static final double KILOBYTE = 1024;

  @Override
  public String group() {
    return "jars";
  }

  @Override
  public String name() {
    return "jars";
  }

  @Override
  public String title() {
    return "Jars that an echo server needs";
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public double seconds(Effort effort) {
    return 0;
  }

  @Override
  public void measure(Laboratory laboratory) {
    note(laboratory, "pollen", "pollen-annotations", "pollen-runtime");
    note(
        laboratory,
        "pollen with epoll, poll and io_uring",
        "pollen-annotations",
        "pollen-runtime",
        "pollen-linux");
    String[] netty = {"netty-transport.", "netty-common", "netty-buffer", "netty-resolver"};
    note(laboratory, "netty", netty);
    note(
        laboratory,
        "netty with epoll and io_uring",
        "netty-transport.",
        "netty-common",
        "netty-buffer",
        "netty-resolver",
        "netty-transport-");
    note(laboratory, "microhttp", "microhttp");
  }

  private void note(Laboratory laboratory, String subject, String... beginnings) {
    long bytes = Libraries.bytes(laboratory.libraries().named(beginnings));
    laboratory.results().add(name(), subject, Metric.SIZE, bytes / KILOBYTE);
  }
}
