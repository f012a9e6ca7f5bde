package dev.pollen.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.benchmark.result.Metric;
import org.junit.jupiter.api.Test;

final class FiguresTest {
  @Test
  void numbersHaveThreeDigitsThatMatter() {
    assertThat(Figures.number(0.704)).isEqualTo("0.70");
    assertThat(Figures.number(12.34)).isEqualTo("12.3");
    assertThat(Figures.number(123.4)).isEqualTo("123");
    assertThat(Figures.number(1234.4)).isEqualTo("1 234");
  }

  @Test
  void aLimitIsMetByWhateverItWasMadeOf() {
    assertThat(Figures.limit(0.704, Metric.DURATION)).isEqualTo("0.71");
    assertThat(Figures.limit(0.708, Metric.REQUESTS_PER_SECOND)).isEqualTo("0.70");
    assertThat(Figures.limit(12.31, Metric.DURATION)).isEqualTo("12.4");
    assertThat(Figures.limit(428.1, Metric.HEAP_PER_CONNECTION)).isEqualTo("429");
  }

  @Test
  void whatADivisionAddsIsNoDifference() {
    assertThat(Figures.limit(0.1 + 0.2, Metric.DURATION)).isEqualTo("0.30");
    assertThat(Figures.limit(1.1 * 1.1, Metric.REQUESTS_PER_SECOND)).isEqualTo("1.21");
  }
}
