package dev.pollen.benchmark.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/** The load generator of Redis, with 50 connections. It takes a number of requests, not a time. */
public final class RedisBenchmark implements Load {
  private static final Pattern RATE = Pattern.compile("([0-9.]+) requests per second");
  private static final int TRIAL_REQUESTS = 20_000;

  private final String processors;
  private final InetSocketAddress server;
  private final String command;
  private final int depth;

  /** How many requests are a second's work. */
  private double rate;

  /**
   * Prepares it.
   *
   * @param processors to which it is bound
   * @param server whom it asks
   * @param command what it asks
   * @param depth how many requests each connection sends at a time
   */
  public RedisBenchmark(String processors, InetSocketAddress server, String command, int depth) {
    this.processors = processors;
    this.server = server;
    this.command = command;
    this.depth = depth;
  }

  @Override
  public LoadOutcome run(double seconds) throws IOException, InterruptedException {
    if (rate == 0) {
      rate = runRequests(TRIAL_REQUESTS).rate();
    }
    long requests = Math.max(TRIAL_REQUESTS, (long) (rate * seconds));
    Trial trial = runRequests(requests);
    rate = trial.rate();
    return new LoadOutcome(requests, requests / rate, trial.processorSeconds(), 0, null);
  }

  private record Trial(double rate, double processorSeconds) {}

  private Trial runRequests(long requests) throws IOException, InterruptedException {
    TimedProgram program =
        TimedProgram.run(
            processors,
            List.of(
                "redis-benchmark",
                "-h",
                server.getAddress().getHostAddress(),
                "-p",
                Integer.toString(server.getPort()),
                "-t",
                command,
                "-P",
                Integer.toString(depth),
                "-n",
                Long.toString(requests),
                "-r",
                "10000",
                "-q"));
    // The last of the lines, which it writes over one another.
    return new Trial(program.number(RATE), program.processorSeconds());
  }

  @Override
  public void close() {}
}
