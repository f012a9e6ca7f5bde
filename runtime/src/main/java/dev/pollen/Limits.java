package dev.pollen;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Every limit of a loop, or of a listener and its connections; in parentheses, what {@link
 * #DEFAULT} has. Some are changed like this:
 *
 * <pre>{@code
 * Limits.DEFAULT.with(limits -> limits.maxOutput(1024 * 1024).drainTimeout(Duration.ofSeconds(1)))
 * }</pre>
 *
 * <p>By default a connection may be silent for ever. A server that strangers reach sets {@code
 * firstByteTimeout} and {@code idleTimeout}.
 *
 * @param maxInput how many bytes a handler may leave unread, and a whole frame may have; 512 MiB at
 *     most (64 KiB)
 * @param outputLowMark at how many queued bytes of output {@code @OnWrite} says that there is room
 *     again (32 KiB)
 * @param outputHighMark above how many queued bytes of output {@code send} answers {@code false}
 *     (64 KiB)
 * @param maxOutput how many bytes of output may be queued at all; one more fails the connection,
 *     and one more datagram is dropped (16 MiB)
 * @param connectTimeout how long an outgoing connection may take to be made (30 s)
 * @param drainTimeout how long a closed connection waits for the peer: to take some of the output
 *     that is left, again and again, and at last to end its side too (5 s)
 * @param firstByteTimeout how long an accepted connection may take until its first byte arrives
 *     ({@link #UNLIMITED})
 * @param idleTimeout how long a connection may live without a byte in either direction ({@link
 *     #UNLIMITED})
 * @param maxConnections how many accepted connections may be open at a time, on the loop or of the
 *     listener; further peers wait in the backlog (100 000)
 * @param maxMemory how many bytes the loop may hold for all its channels together: output that was
 *     not taken, and input that was not read. Of the loop only (half of the greatest heap)
 * @param backlog how many connections the system may hold until the loop accepts them; the system
 *     has a limit too (4096)
 * @param acceptsPerPass how many connections a listener accepts before others have their turn (64)
 * @param receivesPerPass how many times a connection receives, up to 64 KiB each, before others
 *     have their turn (4)
 * @param datagramsPerPass how many datagrams a socket receives, and how many leave its queue,
 *     before others have their turn (64)
 * @param framesPerPass how many frames a connection is told before others have their turn (256)
 * @param tasksPerPass how many tasks, and how many timers, run before sockets have their turn again
 *     (256 each)
 */
public record Limits(
    int maxInput,
    int outputLowMark,
    int outputHighMark,
    int maxOutput,
    Duration connectTimeout,
    Duration drainTimeout,
    Duration firstByteTimeout,
    Duration idleTimeout,
    int maxConnections,
    long maxMemory,
    int backlog,
    int acceptsPerPass,
    int receivesPerPass,
    int datagramsPerPass,
    int framesPerPass,
    int tasksPerPass) {

  /** For a time that is never over. */
  public static final Duration UNLIMITED = ChronoUnit.FOREVER.getDuration();

  /** How large {@code maxInput} may be: memory for it is allocated with room to spare. */
  private static final int LARGEST_INPUT = 512 * 1024 * 1024;

  /** What applies unless something else is said. */
  public static final Limits DEFAULT = new Builder().build();

  /**
   * Checks that the limits make sense together. {@link #DEFAULT} and {@link #with} read better.
   *
   * @param maxInput as told above
   * @param outputLowMark as told above
   * @param outputHighMark as told above
   * @param maxOutput as told above
   * @param connectTimeout as told above
   * @param drainTimeout as told above
   * @param firstByteTimeout as told above
   * @param idleTimeout as told above
   * @param maxConnections as told above
   * @param maxMemory as told above
   * @param backlog as told above
   * @param acceptsPerPass as told above
   * @param receivesPerPass as told above
   * @param datagramsPerPass as told above
   * @param framesPerPass as told above
   * @param tasksPerPass as told above
   * @throws IllegalArgumentException if a limit is not positive, {@code maxInput} is larger than
   *     512 MiB, or the marks of the output are out of order
   */
  public Limits {
    requirePositive("maxInput", maxInput);
    if (maxInput > LARGEST_INPUT) {
      throw new IllegalArgumentException(
          "maxInput must be at most " + LARGEST_INPUT + ", not " + maxInput);
    }
    requirePositive("backlog", backlog);
    requirePositive("acceptsPerPass", acceptsPerPass);
    requirePositive("receivesPerPass", receivesPerPass);
    requirePositive("datagramsPerPass", datagramsPerPass);
    requirePositive("framesPerPass", framesPerPass);
    requirePositive("tasksPerPass", tasksPerPass);
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("drainTimeout", drainTimeout);
    requirePositive("firstByteTimeout", firstByteTimeout);
    requirePositive("idleTimeout", idleTimeout);
    requirePositive("maxConnections", maxConnections);
    requirePositive("maxMemory", maxMemory);
    if (outputLowMark < 0 || outputLowMark > outputHighMark || outputHighMark > maxOutput) {
      throw new IllegalArgumentException(
          String.format(
              "The marks of the output must be in order:"
                  + " 0 <= outputLowMark (%d) <= outputHighMark (%d) <= maxOutput (%d)",
              outputLowMark, outputHighMark, maxOutput));
    }
  }

  /** Checks how many bytes a frame may have, if somebody says so beside {@code maxInput}. */
  static int requireMax(int bytes) {
    if (bytes <= 0 || bytes > LARGEST_INPUT) {
      throw new IllegalArgumentException(
          "A frame must have from 1 to at most " + LARGEST_INPUT + " bytes, not " + bytes);
    }
    return bytes;
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (Objects.requireNonNull(value, name).isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  /**
   * These limits with some changes.
   *
   * @param changes what to change
   * @return the changed limits
   * @throws IllegalArgumentException if a limit is not positive, {@code maxInput} is larger than
   *     512 MiB, or the marks of the output are out of order
   */
  public Limits with(Changes changes) {
    Builder builder = new Builder(this);
    changes.apply(builder);
    return builder.build();
  }

  /** Changes to limits. */
  @FunctionalInterface
  public interface Changes {

    /**
     * Makes the changes.
     *
     * @param limits what to change
     */
    void apply(Builder limits);
  }

  /** Limits that can be changed; the meaning of each is told at {@link Limits}. */
  public static final class Builder {
    private int maxInput = 64 * 1024;
    private int outputLowMark = 32 * 1024;
    private int outputHighMark = 64 * 1024;
    private int maxOutput = 16 * 1024 * 1024;
    private Duration connectTimeout = Duration.ofSeconds(30);
    private Duration drainTimeout = Duration.ofSeconds(5);
    private Duration firstByteTimeout = UNLIMITED;
    private Duration idleTimeout = UNLIMITED;
    private int maxConnections = 100_000;
    private long maxMemory = Runtime.getRuntime().maxMemory() / 2;
    // What Linux allows by default (net.core.somaxconn).
    private int backlog = 4096;
    private int acceptsPerPass = 64;
    private int receivesPerPass = 4;
    private int datagramsPerPass = 64;
    private int framesPerPass = 256;
    private int tasksPerPass = 256;

    private Builder() {}

    private Builder(Limits from) {
      maxInput = from.maxInput;
      outputLowMark = from.outputLowMark;
      outputHighMark = from.outputHighMark;
      maxOutput = from.maxOutput;
      connectTimeout = from.connectTimeout;
      drainTimeout = from.drainTimeout;
      firstByteTimeout = from.firstByteTimeout;
      idleTimeout = from.idleTimeout;
      maxConnections = from.maxConnections;
      maxMemory = from.maxMemory;
      backlog = from.backlog;
      acceptsPerPass = from.acceptsPerPass;
      receivesPerPass = from.receivesPerPass;
      datagramsPerPass = from.datagramsPerPass;
      framesPerPass = from.framesPerPass;
      tasksPerPass = from.tasksPerPass;
    }

    /**
     * Sets how many bytes a handler may leave unread.
     *
     * @param bytes the limit
     * @return this
     */
    public Builder maxInput(int bytes) {
      maxInput = bytes;
      return this;
    }

    /**
     * Sets when {@code @OnWrite} says that there is room again.
     *
     * @param bytes the limit
     * @return this
     */
    public Builder outputLowMark(int bytes) {
      outputLowMark = bytes;
      return this;
    }

    /**
     * Sets when {@code send} begins to answer {@code false}.
     *
     * @param bytes the limit
     * @return this
     */
    public Builder outputHighMark(int bytes) {
      outputHighMark = bytes;
      return this;
    }

    /**
     * Sets how many bytes of output may be queued at all.
     *
     * @param bytes the limit
     * @return this
     */
    public Builder maxOutput(int bytes) {
      maxOutput = bytes;
      return this;
    }

    /**
     * Sets how long an outgoing connection may take to be made.
     *
     * @param timeout the limit
     * @return this
     */
    public Builder connectTimeout(Duration timeout) {
      connectTimeout = timeout;
      return this;
    }

    /**
     * Sets how long a closed connection waits for the peer to take something, and then to end its
     * side. For a datagram socket it is the whole time that its queue has to leave.
     *
     * @param timeout the limit
     * @return this
     */
    public Builder drainTimeout(Duration timeout) {
      drainTimeout = timeout;
      return this;
    }

    /**
     * Sets how long an accepted connection may take until its first byte.
     *
     * @param timeout the limit
     * @return this
     */
    public Builder firstByteTimeout(Duration timeout) {
      firstByteTimeout = timeout;
      return this;
    }

    /**
     * Sets how long a connection may live without a byte in either direction.
     *
     * @param timeout the limit
     * @return this
     */
    public Builder idleTimeout(Duration timeout) {
      idleTimeout = timeout;
      return this;
    }

    /**
     * Sets how many accepted connections may be open at a time.
     *
     * @param connections the limit
     * @return this
     */
    public Builder maxConnections(int connections) {
      maxConnections = connections;
      return this;
    }

    /**
     * Sets how many bytes the loop may hold for all its channels together.
     *
     * @param bytes the limit
     * @return this
     */
    public Builder maxMemory(long bytes) {
      maxMemory = bytes;
      return this;
    }

    /**
     * Sets how many connections the system may hold until they are accepted.
     *
     * @param connections the limit
     * @return this
     */
    public Builder backlog(int connections) {
      backlog = connections;
      return this;
    }

    /**
     * Sets how many connections a listener accepts at a time.
     *
     * @param times the limit
     * @return this
     */
    public Builder acceptsPerPass(int times) {
      acceptsPerPass = times;
      return this;
    }

    /**
     * Sets how many times a connection receives at a time.
     *
     * @param times the limit
     * @return this
     */
    public Builder receivesPerPass(int times) {
      receivesPerPass = times;
      return this;
    }

    /**
     * Sets how many datagrams a socket receives at a time.
     *
     * @param times the limit
     * @return this
     */
    public Builder datagramsPerPass(int times) {
      datagramsPerPass = times;
      return this;
    }

    /**
     * Sets how many frames a connection is told at a time.
     *
     * @param frames the limit
     * @return this
     */
    public Builder framesPerPass(int frames) {
      framesPerPass = frames;
      return this;
    }

    /**
     * Sets how many tasks, and how many timers, run at a time.
     *
     * @param tasks the limit
     * @return this
     */
    public Builder tasksPerPass(int tasks) {
      tasksPerPass = tasks;
      return this;
    }

    private Limits build() {
      return new Limits(
          maxInput,
          outputLowMark,
          outputHighMark,
          maxOutput,
          connectTimeout,
          drainTimeout,
          firstByteTimeout,
          idleTimeout,
          maxConnections,
          maxMemory,
          backlog,
          acceptsPerPass,
          receivesPerPass,
          datagramsPerPass,
          framesPerPass,
          tasksPerPass);
    }
  }
}
