package dev.pollen.linux.stress;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a process holds while there is no connection.
 *
 * @param descriptors how many of each kind
 * @param watched how many descriptors its epolls watch and its rings poll
 * @param histogram of the reachable objects, as the JVM writes it: in one piece, so that what was
 *     counted before is not itself much to count
 * @param allocations how many pieces of memory outside of the heap were allocated and not freed
 * @param directBytes in direct buffers
 */
record Resources(
    Map<String, Integer> descriptors,
    int watched,
    String histogram,
    int allocations,
    long directBytes) {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path DESCRIPTIONS = Path.of("/proc/self/fdinfo");

  /** Of Pollen's classes, some may be kept for use, such as the segments of a pool. */
  private static final int KEPT_FOR_USE = 256;

  /** In the histogram: number, instances, bytes, class, and perhaps its module. */
  private static final Pattern CLASS = Pattern.compile(" *\\d+: +(\\d+) +(\\d+) +(\\S+).*");

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  private static final String OWN = "dev.pollen.";

  /** Where the JVM counts the memory of arenas and direct buffers. */
  private static final Pattern OTHER =
      Pattern.compile("- +Other \\(.*?\\(malloc=[^#)]+#(\\d+)\\)", Pattern.DOTALL);

  static Resources held() throws IOException {
    // It collects garbage first.
    String histogram = ask("gcClassHistogram");
    Matcher allocations = OTHER.matcher(ask("vmNativeMemory", "summary"));
    if (!allocations.find()) {
      throw new AssertionError("The JVM does not count native memory");
    }
    return new Resources(
        countDescriptors(),
        countWatched(),
        histogram,
        Integer.parseInt(allocations.group(1)),
        countDirectBytes());
  }

  /** How many there are of each class. */
  private Map<String, Integer> objects() {
    Map<String, Integer> objects = new TreeMap<>();
    for (String line : histogram.lines().toList()) {
      Matcher entry = CLASS.matcher(line);
      if (entry.matches()) {
        objects.put(entry.group(3), Integer.parseInt(entry.group(1)));
      }
    }
    return objects;
  }

  private static String ask(String operation, String... arguments) {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  operation,
                  new Object[] {arguments},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new AssertionError(operation, e);
    }
  }

  private static Map<String, Integer> countDescriptors() throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path link : links) {
        // Files are opened when classes are loaded.
        String target = Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
        if (!target.startsWith("/")) {
          kinds.merge(target.replaceAll(":?\\[?\\d+]?$", ""), 1, Integer::sum);
        }
      }
    }
    return kinds;
  }

  private static int countWatched() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> descriptions = Files.newDirectoryStream(DESCRIPTIONS)) {
      for (Path description : descriptions) {
        if (Files.exists(description)) {
          count +=
              (int)
                  Files.readAllLines(description).stream()
                      .filter(line -> line.startsWith("tfd:") || line.contains("op="))
                      .count();
        }
      }
    }
    return count;
  }

  private static long countDirectBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /**
   * What there is too much of, compared with before. Descriptors and what is watched must be the
   * same. Of other things there may be more by less than half of the connections, so that one for
   * each is found, and of Pollen's own classes by a few.
   */
  List<String> since(Resources before, int connections) {
    List<String> tooMuch = new ArrayList<>();
    if (!descriptors.equals(before.descriptors)) {
      tooMuch.add("descriptors: " + before.descriptors + " have become " + descriptors);
    }
    if (watched != before.watched) {
      tooMuch.add("watched: " + before.watched + " have become " + watched);
    }
    int tolerated = connections / 2;
    if (allocations - before.allocations > tolerated) {
      tooMuch.add("allocations: " + before.allocations + " have become " + allocations);
    }
    Map<String, Integer> objectsBefore = before.objects();
    objects()
        .forEach(
            (name, count) -> {
              int was = objectsBefore.getOrDefault(name, 0);
              int most = name.startsWith(OWN) ? Math.min(KEPT_FOR_USE, tolerated) : tolerated;
              if (count - was > most) {
                tooMuch.add(name + ": " + was + " have become " + count);
              }
            });
    return tooMuch;
  }

  @Override
  public String toString() {
    int own =
        objects().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(OWN))
            .mapToInt(Map.Entry::getValue)
            .sum();
    Matcher total = TOTAL.matcher(histogram);
    long heapBytes = total.find() ? Long.parseLong(total.group(1)) : 0;
    return String.format(
        "descriptors %s, watched %d, Pollen's objects %d, heap %d KiB, direct %d KiB,"
            + " native allocations %d",
        descriptors, watched, own, heapBytes / 1024, directBytes / 1024, allocations);
  }
}
