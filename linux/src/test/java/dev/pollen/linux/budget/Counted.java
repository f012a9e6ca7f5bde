package dev.pollen.linux.budget;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often the thread of a loop made which system call behind one mark, up to the next.
 *
 * @param byName how often, by the names of the calls
 */
record Counted(Map<String, Integer> byName) {
  /** The thread, the name and the beginning of the arguments; not what ends a call begun before. */
  private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((.*)");

  /** How the trace begins to show the mark; another thread may interrupt it before it ends. */
  private static final String MARK = Integer.toString(CountedServer.MARKING_DESCRIPTOR);

  /**
   * What a JVM does in any thread, by itself: memory, locks, and stops of the garbage collector.
   */
  private static final List<String> OF_THE_JVM =
      List.of(
          "futex",
          "madvise",
          "mmap",
          "mprotect",
          "munmap",
          "rt_sigprocmask",
          "rt_sigreturn",
          "sched_yield");

  /** Reads a trace of strace(1), up to its last mark and from the one before. */
  static Counted last(List<String> trace) {
    Map<String, Integer> counted = Map.of();
    Map<String, Integer> calls = new TreeMap<>();
    String thread = "";
    for (String line : trace) {
      Matcher call = CALL.matcher(line);
      if (!call.lookingAt()) {
        continue;
      }
      String name = call.group(2);
      if (name.equals("close") && call.group(3).startsWith(MARK)) {
        thread = call.group(1);
        counted = calls;
        calls = new TreeMap<>();
      } else if (thread.equals(call.group(1)) && !OF_THE_JVM.contains(name)) {
        calls.merge(name, 1, Integer::sum);
      }
    }
    return new Counted(counted);
  }

  int total() {
    return byName.values().stream().mapToInt(Integer::intValue).sum();
  }
}
