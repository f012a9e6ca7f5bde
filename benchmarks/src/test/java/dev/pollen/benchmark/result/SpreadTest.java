package dev.pollen.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  @Test
  void theMedianIsNotMovedByOneWildRound() {
    assertThat(Spread.of(List.of(2.0, 1.0, 1000.0, 3.0, 4.0))).isEqualTo(new Spread(3, 2, 4));
  }

  @Test
  void quantilesLieBetweenValues() {
    assertThat(Spread.of(List.of(1.0, 2.0))).isEqualTo(new Spread(1.5, 1.25, 1.75));
  }

  @Test
  void oneValueIsAllThereIs() {
    assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void ratiosAreOfTheSameRounds() {
    Spread ratio = Spread.ofRatios(List.of(1.0, 10.0, 100.0), List.of(2.0, 20.0, 200.0));
    assertThat(ratio).isEqualTo(new Spread(0.5, 0.5, 0.5));
  }

  @Test
  void nothingHasNoMedian() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
  }
}
