package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ChannelStateTest {
  /** Written down a second time on purpose, from the diagram. */
  private static final Map<ChannelState, Set<ChannelState>> LEGAL =
      Map.of(
          ChannelState.NEW,
          Set.of(
              ChannelState.LISTENING,
              ChannelState.CONNECTING,
              ChannelState.OPEN,
              ChannelState.CLOSED),
          ChannelState.LISTENING,
          Set.of(ChannelState.CLOSED),
          ChannelState.CONNECTING,
          Set.of(ChannelState.OPEN, ChannelState.CLOSED),
          ChannelState.OPEN,
          Set.of(ChannelState.HALF_CLOSED, ChannelState.CLOSING, ChannelState.CLOSED),
          ChannelState.HALF_CLOSED,
          Set.of(ChannelState.CLOSING, ChannelState.CLOSED),
          ChannelState.CLOSING,
          Set.of(ChannelState.CLOSED),
          ChannelState.CLOSED,
          Set.of());

  static Stream<Arguments> allPairs() {
    return Arrays.stream(ChannelState.values())
        .flatMap(from -> Arrays.stream(ChannelState.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("allPairs")
  void onlyTheTransitionsOfTheDiagramAreLegal(ChannelState from, ChannelState to) {
    if (LEGAL.getOrDefault(from, Set.of()).contains(to)) {
      assertThat(from.become(to)).isEqualTo(to);
      assertThat(from.successors()).contains(to);
    } else {
      assertThatThrownBy(() -> from.become(to))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(from.name())
          .hasMessageContaining(to.name());
      assertThat(from.successors()).doesNotContain(to);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ChannelState.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NEW", "CLOSED"})
  void everyStateOfARegisteredChannelLeadsToTheEnd(ChannelState state) {
    assertThat(state.successors()).contains(ChannelState.CLOSED);
  }

  @Test
  void theTableCannotBeChangedFromOutside() {
    assertThatThrownBy(() -> ChannelState.OPEN.successors().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
