package dev.pollen.benchmark.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that was measured in one run of this program, and where. */
public final class Results {
  private final String command;
  private final String started;
  private final Map<String, String> host;
  private final Map<String, String> works = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final Map<Key, List<Double>> values = new LinkedHashMap<>();

  private record Key(String work, String subject, Metric metric) {}

  /**
   * Begins without any.
   *
   * @param command what was run
   * @param started when
   * @param host on which machine
   */
  public Results(String command, String started, Map<String, String> host) {
    this.command = command;
    this.started = started;
    this.host = new LinkedHashMap<>(host);
  }

  /** What was run. */
  public String command() {
    return command;
  }

  /** When it was run. */
  public String started() {
    return started;
  }

  /** On which machine. */
  public Map<String, String> host() {
    return host;
  }

  /** What was done, by name, with its title. */
  public Map<String, String> works() {
    return works;
  }

  /** Adds work that is done. */
  public void addWork(String name, String title) {
    works.put(name, title);
  }

  /** Works that have failed, with the reason: what there is of their figures is not complete. */
  public Map<String, String> failures() {
    return failures;
  }

  /** Adds work that has failed. */
  public void addFailure(String work, String reason) {
    failures.put(work, reason);
  }

  /** Adds the value of a round. */
  public void add(String work, String subject, Metric metric, double value) {
    values.computeIfAbsent(new Key(work, subject, metric), key -> new ArrayList<>()).add(value);
  }

  /** All series, in the order in which they began. */
  public List<Series> series() {
    return values.entrySet().stream()
        .map(
            entry ->
                new Series(
                    entry.getKey().work(),
                    entry.getKey().subject(),
                    entry.getKey().metric(),
                    entry.getValue()))
        .toList();
  }

  /** One of the series, if it was measured. */
  public Optional<Series> find(String work, String subject, Metric metric) {
    List<Double> found = values.get(new Key(work, subject, metric));
    return found == null ? Optional.empty() : Optional.of(new Series(work, subject, metric, found));
  }

  /** Who did a work. */
  public Set<String> subjects(String work) {
    Set<String> subjects = new LinkedHashSet<>();
    values.keySet().stream()
        .filter(key -> key.work().equals(work))
        .forEach(key -> subjects.add(key.subject()));
    return subjects;
  }

  /** What was measured of a work. */
  public List<Metric> metrics(String work) {
    return values.keySet().stream()
        .filter(key -> key.work().equals(work))
        .map(Key::metric)
        .distinct()
        .sorted()
        .toList();
  }
}
