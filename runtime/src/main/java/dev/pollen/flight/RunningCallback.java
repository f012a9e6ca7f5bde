package dev.pollen.flight;

/** A call of the loop that is measured. */
public interface RunningCallback {

  /**
   * The call has returned.
   *
   * @return whether it took so long that it is to be recorded
   */
  boolean endsSlow();

  /**
   * Records it.
   *
   * @param channel the channel it was made for, as text
   * @param method class and method that were called
   */
  void record(String channel, String method);
}
