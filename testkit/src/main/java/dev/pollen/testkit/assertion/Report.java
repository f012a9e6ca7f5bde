package dev.pollen.testkit.assertion;

import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.Step;
import dev.pollen.testkit.text.Escaped;
import java.util.Arrays;
import java.util.List;

/** The text of an assertion that has failed. */
final class Report {
  /** Of long streams, so much before the first difference is told, and twice as much behind it. */
  private static final int MOST_BEFORE = 1000;

  private static final int MOST_STEPS = 50;

  private Report() {}

  /** Two streams, and where they differ. */
  static String ofBytes(Object peer, String expectation, byte[] expected, byte[] actual) {
    int difference = Arrays.mismatch(expected, actual);
    return ofBoth(peer, expectation, told(expected, difference), told(actual, difference))
        + (expected.length == 0 || actual.length == 0
            ? ""
            : "\nThe first difference is at byte " + (difference + 1) + ".");
  }

  /** What was expected, and what there is, both {@linkplain #told told}. */
  static String ofBoth(Object peer, String expectation, String expected, String actual) {
    return "Expected " + peer + " " + expectation + expected + "\nbut there is" + actual;
  }

  /** What was expected to be so, and what has arrived. */
  static String ofState(Object peer, String expectation, byte[] received) {
    return "Expected " + peer + " " + expectation + "\nIt has received" + told(received, 0);
  }

  /** The bytes around a place, in lines of their own. */
  private static String told(byte[] bytes, int place) {
    if (bytes.length == 0) {
      return " nothing";
    }
    int start = Math.max(0, place - MOST_BEFORE);
    int end = (int) Math.min(bytes.length, start + 3L * MOST_BEFORE);
    StringBuilder text = new StringBuilder();
    if (start > 0) {
      text.append("\n  (").append(start).append(" bytes)");
    }
    Escaped.lines(Arrays.copyOfRange(bytes, start, end))
        .forEach(line -> text.append("\n  ").append(line));
    if (end < bytes.length) {
      text.append("\n  (").append(bytes.length - end).append(" bytes more)");
    }
    return text.toString();
  }

  /** Datagrams, one a line. */
  static String told(List<byte[]> datagrams) {
    StringBuilder text = new StringBuilder();
    datagrams.forEach(datagram -> text.append("\n  ").append(Escaped.literal(datagram)));
    return text.isEmpty() ? " nothing" : text.toString();
  }

  /** What the network did, if it was not ideal. */
  static String steps(SimulatedNetwork network) {
    List<Step> steps = network.steps();
    if (steps.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\nUntil then:");
    // The last ones: what a failure comes from is seldom far away.
    int first = Math.max(0, steps.size() - MOST_STEPS);
    if (first > 0) {
      text.append("\n  (").append(first).append(" steps)");
    }
    for (int i = first; i < steps.size(); i++) {
      text.append("\n  ").append(i + 1).append(". ").append(steps.get(i).told());
    }
    return text.toString();
  }
}
