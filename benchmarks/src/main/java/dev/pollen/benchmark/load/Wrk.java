package dev.pollen.benchmark.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The HTTP load generator wrk, with one thread. Its connections are new in each run. */
public final class Wrk implements Load {
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
  private static final Pattern WRONG = Pattern.compile("Socket errors.*|Non-2xx.*");

  private final String processors;
  private final List<String> command;

  private Wrk(String processors, List<String> command) {
    this.processors = processors;
    this.command = command;
  }

  /**
   * Prepares it.
   *
   * @param processors to which it is bound
   * @param server whom it asks
   * @param connections how many it opens
   * @param depth how many requests each connection sends at a time
   * @param directory for the script that it may need
   */
  public static Wrk of(
      String processors, InetSocketAddress server, int connections, int depth, Path directory)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections));
    if (depth > 1) {
      command.add("-s");
      command.add(script(depth, directory).toString());
    }
    command.add("http://" + server.getAddress().getHostAddress() + ":" + server.getPort() + "/");
    return new Wrk(processors, command);
  }

  private static Path script(int depth, Path directory) throws IOException {
    return Files.writeString(
        directory.resolve("pipelined-" + depth + ".lua"),
        """
        init = function(arguments)
          burst = string.rep(wrk.format(), %d)
        end

        request = function()
          return burst
        end
        """
            .formatted(depth));
  }

  @Override
  public LoadOutcome run(double seconds) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(command);
    // It takes whole seconds only.
    words.add(1, "-d" + (long) Math.ceil(seconds));
    TimedProgram program = TimedProgram.run(processors, words);
    program.refuse(WRONG);
    double requests = program.number(REQUESTS);
    return new LoadOutcome(
        (long) requests, requests / program.number(RATE), program.processorSeconds(), 0, null);
  }

  @Override
  public void close() {}
}
