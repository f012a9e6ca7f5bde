package dev.pollen.testkit.contract;

import dev.pollen.testkit.Simulator;
import dev.pollen.testkit.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has failed once does not fail again. */
@ExtendWith(QuietLog.class)
final class KeptSeedsTest {
  static final String FILE = "kept-seeds.txt";

  /**
   * A line of the file.
   *
   * @param trial what to run
   * @param seed the seed
   * @param steps what happens; none if the seed decides
   * @param finding what was wrong
   */
  record Kept(Trial trial, long seed, List<Step> steps, String finding) {
    static Kept parse(String line) {
      String[] parts = line.split("\\|", -1);
      String[] seedAndSteps = parts[2].strip().split(" ", 2);
      return new Kept(
          new Trial(parts[0].strip(), Weather.valueOf(parts[1].strip())),
          Long.parseLong(seedAndSteps[0]),
          seedAndSteps.length == 1
              ? List.of()
              : Arrays.stream(seedAndSteps[1].split(";", -1)).map(Step::parse).toList(),
          parts[3].strip());
    }

    @Override
    public String toString() {
      return finding + " (" + trial + ", " + seed + ")";
    }
  }

  static List<Kept> kept() throws IOException {
    try (InputStream file = KeptSeedsTest.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Kept::parse)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("kept")
  void doesNotFailAgain(Kept kept) {
    if (kept.steps().isEmpty()) {
      kept.trial().runWith(kept.seed());
    } else {
      Simulator.replay(kept.seed(), kept.steps(), kept.trial().scenario());
    }
  }
}
