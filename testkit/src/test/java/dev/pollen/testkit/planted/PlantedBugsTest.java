package dev.pollen.testkit.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.testkit.contract.QuietLog;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation finds every bug that is planted, and nothing where none is. */
@ExtendWith(QuietLog.class)
final class PlantedBugsTest {
  private static final int MOST_SEEDS = 100;

  private static final Hunter WITHOUT_BUG = ChangedClasses.none().hunter();

  static List<PlantedBug> bugs() {
    return PlantedBugs.all();
  }

  static Set<String> scenarios() {
    return WITHOUT_BUG.scenarios();
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void isFound(PlantedBug bug) {
    assertThat(ChangedClasses.with(bug).hunter().hunt(bug.scenario(), 0, MOST_SEEDS)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void withoutABugNothingIsFound(String scenario) {
    assertThat(WITHOUT_BUG.hunt(scenario, 0, MOST_SEEDS)).isNull();
  }
}
