package dev.pollen.benchmark.server;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;

/**
 * Standard input and output of a server: where it listens, and what it is asked about itself. A
 * thread of its own waits for questions; it costs nothing while there are none.
 */
final class Control {
  private Control() {}

  /** Says where the server listens, and answers questions from now on. */
  static void listening(SocketAddress address) {
    listening(((InetSocketAddress) address).getPort());
  }

  /** Says on which port the server listens, and answers questions from now on. */
  static void listening(int port) {
    say("Listening on " + port);
    Thread questions = new Thread(() -> answerQuestions(Control::answer), "control");
    questions.setDaemon(true);
    questions.start();
  }

  /** Answers questions, each a word, by numbers, until there are no more. */
  static void answerQuestions(ToLongFunction<String> answers) {
    try (BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        say(Long.toString(answers.applyAsLong(line)));
      }
      System.exit(0);
    } catch (IOException e) {
      System.exit(1);
    }
  }

  private static long answer(String question) {
    return switch (question) {
      case "allocated" -> allocatedBytes();
      case "heap" -> liveBytes();
      default -> throw new IllegalArgumentException(question);
    };
  }

  /** How much all threads have allocated since the start. */
  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }

  /** How much of the heap is in use by what can be reached. */
  private static long liveBytes() {
    Runtime runtime = Runtime.getRuntime();
    // The second finds what the first has given to reference handlers.
    System.gc();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @SuppressWarnings("SystemOut") // this is how the two processes talk
  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
