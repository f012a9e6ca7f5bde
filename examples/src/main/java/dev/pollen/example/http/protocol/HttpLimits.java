package dev.pollen.example.http.protocol;

import java.time.Duration;

/**
 * How much a peer may ask of a server.
 *
 * @param maxHeadBytes how long the head of a request may be
 * @param maxBodyBytes how long the content of a request may be
 * @param requestTimeout how long a request may take to arrive, from its first byte to its last; the
 *     first one, from the moment the connection is there
 * @param idleTimeout how long a connection may wait for its next request
 * @param stallTimeout how long the peer may take to make room for more of a reply; the system
 *     notices room only in steps of up to some megabytes
 * @param maxConnections how many connections there may be at a time; more have to wait
 */
public record HttpLimits(
    int maxHeadBytes,
    long maxBodyBytes,
    Duration requestTimeout,
    Duration idleTimeout,
    Duration stallTimeout,
    int maxConnections) {

  /** What applies unless something else is said. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          16 * 1024,
          1024 * 1024,
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          1000);

  /**
   * Checks that there is something left to serve.
   *
   * @throws IllegalArgumentException if a limit is not positive
   */
  public HttpLimits {
    requirePositive("maxHeadBytes", maxHeadBytes);
    requirePositive("maxBodyBytes", maxBodyBytes);
    requirePositive("requestTimeout", requestTimeout.compareTo(Duration.ZERO));
    requirePositive("idleTimeout", idleTimeout.compareTo(Duration.ZERO));
    requirePositive("stallTimeout", stallTimeout.compareTo(Duration.ZERO));
    requirePositive("maxConnections", maxConnections);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }

  /**
   * How long a connection may be in a phase.
   *
   * @param phase the phase
   * @return when to give up
   */
  public Duration timeout(Phase phase) {
    return switch (phase) {
      case REQUEST -> requestTimeout;
      case REPLY -> stallTimeout;
      case IDLE -> idleTimeout;
    };
  }
}
