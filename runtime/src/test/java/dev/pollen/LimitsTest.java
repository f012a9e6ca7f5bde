package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LimitsTest {
  private static Stream<Arguments> positiveNumbers() {
    Map<String, BiConsumer<Limits.Builder, Integer>> setters =
        Map.of(
            "maxInput", Limits.Builder::maxInput,
            "backlog", Limits.Builder::backlog,
            "acceptsPerPass", Limits.Builder::acceptsPerPass,
            "receivesPerPass", Limits.Builder::receivesPerPass,
            "tasksPerPass", Limits.Builder::tasksPerPass);
    return setters.entrySet().stream()
        .flatMap(
            setter ->
                Stream.of(0, -1, Integer.MIN_VALUE)
                    .map(bad -> Arguments.of(setter.getKey(), bad, setter.getValue())));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("positiveNumbers")
  void aNumberThatIsNotPositiveIsRefusedByName(
      String name, int bad, BiConsumer<Limits.Builder, Integer> setter) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.DEFAULT.with(limits -> setter.accept(limits, bad)))
        .withMessageContaining(name)
        .withMessageContaining(Integer.toString(bad));
  }

  private static Stream<Arguments> timeouts() {
    Map<String, BiConsumer<Limits.Builder, Duration>> setters =
        Map.of(
            "connectTimeout", Limits.Builder::connectTimeout,
            "drainTimeout", Limits.Builder::drainTimeout);
    return setters.entrySet().stream()
        .flatMap(
            setter ->
                Stream.of(Duration.ZERO, Duration.ofNanos(-1))
                    .map(bad -> Arguments.of(setter.getKey(), bad, setter.getValue())));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("timeouts")
  void aTimeoutThatIsNotPositiveIsRefusedByName(
      String name, Duration bad, BiConsumer<Limits.Builder, Duration> setter) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.DEFAULT.with(limits -> setter.accept(limits, bad)))
        .withMessageContaining(name);
  }

  @Test
  @SuppressWarnings("NullAway") // the mistake that is tested
  void aTimeoutMustBeThere() {
    assertThatNullPointerException()
        .isThrownBy(() -> Limits.DEFAULT.with(limits -> limits.drainTimeout(null)))
        .withMessageContaining("drainTimeout");
  }

  @Test
  void theMarksOfTheOutputMustBeInOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Limits.DEFAULT.with(limits -> limits.outputLowMark(11).outputHighMark(10)))
        .withMessageContaining("11")
        .withMessageContaining("10");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Limits.DEFAULT.with(
                    limits -> limits.outputLowMark(0).outputHighMark(10).maxOutput(9)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.DEFAULT.with(limits -> limits.outputLowMark(-1)));
  }

  @Test
  void theMarksOfTheOutputMayBeEqual() {
    Limits tight =
        Limits.DEFAULT.with(limits -> limits.outputLowMark(0).outputHighMark(0).maxOutput(0));
    assertThat(tight.maxOutput()).isZero();
  }

  @Test
  void aChangeLeavesTheRestAndTheOriginalAlone() {
    Limits changed = Limits.DEFAULT.with(limits -> limits.maxInput(17));

    assertThat(changed.maxInput()).isEqualTo(17);
    assertThat(changed.with(limits -> limits.maxInput(Limits.DEFAULT.maxInput())))
        .isEqualTo(Limits.DEFAULT);
    assertThat(Limits.DEFAULT.maxInput()).isNotEqualTo(17);
  }

  @Test
  void everyLimitCanBeChanged() {
    Limits changed =
        Limits.DEFAULT.with(
            limits ->
                limits
                    .maxInput(1)
                    .outputLowMark(2)
                    .outputHighMark(3)
                    .maxOutput(4)
                    .connectTimeout(Duration.ofSeconds(5))
                    .drainTimeout(Duration.ofSeconds(6))
                    .firstByteTimeout(Duration.ofSeconds(7))
                    .idleTimeout(Duration.ofSeconds(8))
                    .maxConnections(9)
                    .maxMemory(10)
                    .backlog(11)
                    .acceptsPerPass(12)
                    .receivesPerPass(13)
                    .datagramsPerPass(14)
                    .framesPerPass(15)
                    .tasksPerPass(16));

    assertThat(changed)
        .isEqualTo(
            new Limits(
                1,
                2,
                3,
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(7),
                Duration.ofSeconds(8),
                9,
                10,
                11,
                12,
                13,
                14,
                15,
                16));
  }

  /** As the Javadoc says; who changes one changes the other. */
  @Test
  void theDefaultsAreThoseOfTheDocumentation() {
    Limits expected =
        new Limits(
            64 * 1024,
            32 * 1024,
            64 * 1024,
            16 * 1024 * 1024,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Limits.UNLIMITED,
            Limits.UNLIMITED,
            100_000,
            Runtime.getRuntime().maxMemory() / 2,
            4096,
            64,
            4,
            64,
            256,
            256);
    assertThat(Limits.DEFAULT).isEqualTo(expected);
  }
}
