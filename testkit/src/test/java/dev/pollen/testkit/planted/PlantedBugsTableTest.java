package dev.pollen.testkit.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.testkit.contract.QuietLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Writes down how many seeds it takes to find each bug. For when it is asked for. */
@ExtendWith(QuietLog.class)
@EnabledIfSystemProperty(named = "pollen.plantedBugs", matches = "table")
final class PlantedBugsTableTest {
  private static final Path TABLE = Path.of("..", "docs", "planted-bugs.md");

  /** Far from each other, so that no seed is tried twice. */
  private static final long[] STARTS = {0, 1_000_000, 2_000_000, 3_000_000, 4_000_000};

  private static final int MOST_SEEDS = 1000;

  /** With so many, the other scenarios are tried as well. */
  private static final int FEW_SEEDS = 20;

  private static final String HEAD =
      """
      # Planted bugs

      Each of these bugs is planted into the runtime, alone, and the simulation looks for it; see
      [ADR 22](adr/0022-bugs-are-planted-to-prove-the-simulation.md). Every build does so in short. This table is written by

          mvn -pl testkit -am test -Dtest=PlantedBugsTableTest -Dsurefire.failIfNoSpecifiedTests=false -Dpollen.plantedBugs=table

      *Breaks* names what is broken: an invariant of the contract (I-1 to I-12), a limit or a decision (ADR); and what of asyncore the
      bug brings back: a design fault by its number, or a behaviour by its row (C8, D21 and so on). *Seeds* is how many it takes to
      find it: the median of five starting points; *most* is the worst of them. *Steps* is how many things have to happen that do not
      on an ideal network, or that a test leaves to chance, when the failure is shrunk. *Also* names the other scenarios that find it
      within twenty seeds.

      """;

  private static final String COLUMNS =
      """
      | bug | breaks | found by | seeds | most | steps | also |
      | --- | --- | --- | --- | --- | --- | --- |
      """;

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void isWritten() throws IOException {
    List<PlantedBug> bugs = PlantedBugs.all();
    int scenarios = ChangedClasses.none().hunter().scenarios().size();
    StringBuilder table = new StringBuilder(HEAD);
    table.append(bugs.size() + " bugs, " + scenarios + " scenarios.\n\n").append(COLUMNS);
    for (PlantedBug bug : bugs) {
      table.append(row(bug)).append('\n');
    }
    Files.writeString(TABLE, table);
  }

  private static String row(PlantedBug bug) {
    Hunter hunter = ChangedClasses.with(bug).hunter();
    List<Finding> findings = new ArrayList<>();
    for (long start : STARTS) {
      Finding finding = hunter.hunt(bug.scenario(), start, MOST_SEEDS);
      assertThat(finding).as("%s, from seed %d", bug, start).isNotNull();
      findings.add(finding);
    }
    List<Integer> seeds = findings.stream().map(Finding::seeds).sorted().toList();
    String also =
        hunter.scenarios().stream()
            .filter(other -> !other.equals(bug.scenario()))
            .filter(other -> hunter.hunt(other, 0, FEW_SEEDS) != null)
            .collect(Collectors.joining("; "));
    return String.format(
        "| %s | %s | %s | %d | %d | %d | %s |",
        bug.name(),
        bug.breaks(),
        bug.scenario(),
        seeds.get(seeds.size() / 2),
        seeds.get(seeds.size() - 1),
        hunter.shortestSteps(findings.get(0)),
        also);
  }
}
