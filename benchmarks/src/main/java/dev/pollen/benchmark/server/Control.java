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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Standard input and output of a server: where it listens, and what it is asked about itself. A
 * thread of its own waits for questions; it costs nothing while there are none.
 */
final class Control {
  /** The last line of a histogram: so many objects of so many bytes. */
  private static final Pattern TOTAL = Pattern.compile("Total +[0-9]+ +([0-9]+)");

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

  /**
   * How much of the heap is in use by what can be reached, counted object by object: how full the
   * heap is behind a collection says less, since the serial collector leaves some garbage where it
   * is ("dead wood"), here up to some megabytes.
   */
  private static long liveBytes() {
    try {
      String histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
      Matcher total = TOTAL.matcher(histogram);
      if (!total.find()) {
        throw new IllegalStateException("This is no histogram: " + histogram);
      }
      return Long.parseLong(total.group(1));
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("SystemOut") // this is how the two processes talk
  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
