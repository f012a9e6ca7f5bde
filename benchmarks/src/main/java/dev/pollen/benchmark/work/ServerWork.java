package dev.pollen.benchmark.work;

import dev.pollen.benchmark.load.Load;
import dev.pollen.benchmark.load.WireCheck;
import dev.pollen.benchmark.server.Service;
import dev.pollen.benchmark.subject.RunningSubject;
import dev.pollen.benchmark.subject.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests to servers. All servers run all the time, each with its load connected, and have their
 * turns one after the other in every round: what changes on the machine meanwhile, changes for all.
 *
 * @param group see {@link Work#group}
 * @param name see {@link Work#name}
 * @param title see {@link Work#title}
 * @param isQuick see {@link Work#isQuick}
 * @param service what is served
 * @param without who is left out
 * @param check what all must answer alike before they are measured; {@code null} for datagrams,
 *     which the load checks itself
 * @param loads what is asked
 */
record ServerWork(
    String group,
    String name,
    String title,
    boolean isQuick,
    Service service,
    Set<String> without,
    @Nullable WireCheck check,
    LoadFactory loads)
    implements Work {

  /** Who only tells something in comparisons that take their time. */
  private static final Set<String> NOT_IN_A_HURRY = Set.of("pollen poll", "asyncore", "microhttp");

  @Override
  public double seconds(Effort effort) {
    int usual = service == Service.KEY_VALUE ? 4 : 8;
    return effort.secondsFor(usual);
  }

  @Override
  public void measure(Laboratory laboratory) throws IOException, InterruptedException {
    List<Station> stations = new ArrayList<>();
    try {
      for (Subject subject : laboratory.subjects().serving(service)) {
        if (takesPart(subject, laboratory.effort())) {
          stations.add(open(laboratory, subject));
        }
      }
      checkBytes(stations);
      for (Station station : stations) {
        station.warmUp();
      }
      for (int round = 1; round <= laboratory.effort().rounds(); round++) {
        for (Station station : stations) {
          laboratory.progress().says(station.name() + ", round " + round);
          station.measure();
        }
      }
      for (Station station : stations) {
        station.countCalls();
      }
    } finally {
      stations.forEach(Station::close);
    }
  }

  private boolean takesPart(Subject subject, Effort effort) {
    return !without.contains(subject.name())
        && !(effort.isQuick() && NOT_IN_A_HURRY.contains(subject.name()));
  }

  private Station open(Laboratory laboratory, Subject subject)
      throws IOException, InterruptedException {
    RunningSubject server = laboratory.start(subject);
    try {
      Load load = loads.load(laboratory, server);
      return new Station(name, laboratory, server, load);
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  private void checkBytes(List<Station> stations) throws IOException {
    if (check == null) {
      return;
    }
    byte[] first = stations.get(0).reply(check);
    for (Station station : stations) {
      byte[] reply = station.reply(check);
      if (!Arrays.equals(first, reply)) {
        throw new IOException(
            String.format(
                "%s: the replies of %s and %s are not the same:%n%s%n%s",
                name,
                stations.get(0).name(),
                station.name(),
                new String(first, StandardCharsets.ISO_8859_1),
                new String(reply, StandardCharsets.ISO_8859_1)));
      }
    }
  }
}
