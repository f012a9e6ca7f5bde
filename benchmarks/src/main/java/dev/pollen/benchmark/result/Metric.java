package dev.pollen.benchmark.result;

/** What a figure tells. */
public enum Metric {
  REQUESTS_PER_SECOND("requests per second", "/s", true),
  PROCESSOR_TIME("processor time per request", "µs", false),
  USER_TIME("of it in the program", "µs", false),
  SYSTEM_TIME("of it in the kernel", "µs", false),
  SYSTEM_CALLS("system calls per request", "", false),
  ALLOCATED("allocated per request", "B", false),
  LATENCY_MEDIAN("latency, median", "µs", false),
  LATENCY_99("latency, 99 %", "µs", false),
  LATENCY_999("latency, 99.9 %", "µs", false),
  LOAD_LATENESS("latest request of the load", "µs", false),
  LOAD_PROCESSOR("processor used by the load", "%", false),
  DISTURBANCE("processors used by others", "%", false),
  HEAP_PER_CONNECTION("heap per connection", "B", false),
  RESIDENT_MEMORY("resident memory", "MiB", false),
  RESIDENT_PER_CONNECTION("resident memory per connection", "B", false),
  SLEEPS("wake-ups per second", "/s", false),
  DURATION("time", "ms", false),
  GROWTH("time of a work relative to one that is smaller", "×", false),
  OPERATION("time per operation", "ns", false),
  SIZE("size", "KB", false);

  private final String title;
  private final String unit;
  private final boolean moreIsBetter;

  Metric(String title, String unit, boolean moreIsBetter) {
    this.title = title;
    this.unit = unit;
    this.moreIsBetter = moreIsBetter;
  }

  /** In words. */
  public String title() {
    return title;
  }

  /** The unit of its values; empty if they are counts. */
  public String unit() {
    return unit;
  }

  /** Whether a larger value is the better one. */
  public boolean moreIsBetter() {
    return moreIsBetter;
  }
}
