package dev.pollen.transport;

/** Is told when its socket is ready. Must not throw. */
@FunctionalInterface
public interface ReadinessListener {

  /**
   * The socket is ready. Called by {@link Transport#await(long)}, on the thread that waits.
   *
   * @param readiness for what: bits of {@link Readiness}, at least one of those asked for
   */
  void ready(int readiness);
}
