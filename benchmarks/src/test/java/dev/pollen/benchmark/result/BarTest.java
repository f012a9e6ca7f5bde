package dev.pollen.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BarTest {
  private final Results results = new Results("", "", Map.of());

  private void measure(String subject, Metric metric, Double... values) {
    List.of(values).forEach(value -> results.add("work", subject, metric, value));
  }

  @Test
  void lessIsBetterForCosts() {
    measure("pollen", Metric.PROCESSOR_TIME, 4.0, 4.4, 4.2);
    measure("other", Metric.PROCESSOR_TIME, 5.0, 5.5, 5.25);
    assertThat(ratio(Metric.PROCESSOR_TIME, 0.81).outcome(results))
        .hasValueSatisfying(outcome -> assertThat(outcome.isMet()).isTrue());
    assertThat(ratio(Metric.PROCESSOR_TIME, 0.79).outcome(results))
        .hasValueSatisfying(outcome -> assertThat(outcome.isMet()).isFalse());
  }

  @Test
  void moreIsBetterForWork() {
    measure("pollen", Metric.REQUESTS_PER_SECOND, 110.0);
    measure("other", Metric.REQUESTS_PER_SECOND, 100.0);
    assertThat(ratio(Metric.REQUESTS_PER_SECOND, 1.0).outcome(results))
        .hasValueSatisfying(outcome -> assertThat(outcome.isMet()).isTrue());
    assertThat(ratio(Metric.REQUESTS_PER_SECOND, 1.2).outcome(results))
        .hasValueSatisfying(outcome -> assertThat(outcome.isMet()).isFalse());
  }

  @Test
  void aValueIsHeldToItself() {
    measure("pollen", Metric.ALLOCATED, 16.0);
    assertThat(Bar.value("work", "pollen", Metric.ALLOCATED, 16).outcome(results))
        .hasValueSatisfying(
            outcome -> {
              assertThat(outcome.isMet()).isTrue();
              assertThat(outcome.figure().median()).isEqualTo(16);
            });
  }

  @Test
  void whatIsMetEasilyCouldBeStricter() {
    measure("pollen", Metric.PROCESSOR_TIME, 1.0, 2.0, 3.0);
    measure("other", Metric.PROCESSOR_TIME, 10.0, 10.0, 10.0);
    assertThat(ratio(Metric.PROCESSOR_TIME, 0.3).outcome(results).orElseThrow().stricterLimit())
        .hasValue(0.25);
    assertThat(ratio(Metric.PROCESSOR_TIME, 0.29).outcome(results).orElseThrow().stricterLimit())
        .isEmpty();
    measure("pollen", Metric.REQUESTS_PER_SECOND, 30.0, 20.0, 10.0);
    measure("other", Metric.REQUESTS_PER_SECOND, 10.0, 10.0, 10.0);
    assertThat(
            ratio(Metric.REQUESTS_PER_SECOND, 1.25).outcome(results).orElseThrow().stricterLimit())
        .hasValue(1.5);
    assertThat(
            ratio(Metric.REQUESTS_PER_SECOND, 1.26).outcome(results).orElseThrow().stricterLimit())
        .isEmpty();
  }

  @Test
  void whatIsNotThereAtAllCannotBeStricter() {
    measure("pollen", Metric.ALLOCATED, 0.0);
    assertThat(
            Bar.value("work", "pollen", Metric.ALLOCATED, 16)
                .outcome(results)
                .orElseThrow()
                .stricterLimit())
        .isEmpty();
  }

  @Test
  void whatWasNotMeasuredIsNotMet() {
    measure("pollen", Metric.PROCESSOR_TIME, 4.0);
    assertThat(ratio(Metric.PROCESSOR_TIME, 1).outcome(results)).isEmpty();
  }

  private static Bar ratio(Metric metric, double limit) {
    return Bar.ratio("work", "pollen", metric, limit, "other");
  }
}
