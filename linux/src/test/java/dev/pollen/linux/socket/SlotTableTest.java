package dev.pollen.linux.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlotTableTest {
  private static final long OTHER_KIND = 1L << 62;

  private final SlotTable<String> table = new SlotTable<>();

  @Test
  void findsWhoeverHasAKey() {
    List<Long> keys = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      keys.add(table.add("number " + i));
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(table.at(keys.get(i))).isEqualTo("number " + i);
    }
    assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key >>> 60 == 0);
  }

  @Test
  void leavesTheUpperBitsToOthers() {
    long key = table.add("somebody");
    assertThat(table.at(key | OTHER_KIND)).isEqualTo("somebody");
  }

  @Test
  void aKeyThatWasRemovedIsNobodys() {
    long key = table.add("first");
    table.remove(key);
    assertThat(table.at(key)).isNull();
    long next = table.add("second");
    assertThat((int) next).as("the slot").isEqualTo((int) key);
    assertThat(table.at(key)).isNull();
    assertThat(table.at(next)).isEqualTo("second");
  }

  @Test
  void removingTwiceFreesASlotOnce() {
    long key = table.add("first");
    table.remove(key);
    table.remove(key);
    long second = table.add("second");
    long third = table.add("third");
    table.remove(key);
    assertThat(table.at(second)).isEqualTo("second");
    assertThat(table.at(third)).isEqualTo("third");
  }

  @Test
  void keysThatWereNeverGivenAreNobodys() {
    assertThat(table.at(0)).isNull();
    assertThat(table.at(Integer.MAX_VALUE)).isNull();
    table.add("somebody");
    assertThat(table.at(1)).isNull();
  }

  @Test
  void allSlotsAreUsedAgainWhateverTheirNumber() {
    List<Long> keys = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      keys.add(table.add("number " + i));
    }
    assertThat(table.isEmpty()).isFalse();
    keys.forEach(table::remove);
    assertThat(table.isEmpty()).isTrue();
    for (int i = 0; i < 1000; i++) {
      assertThat((int) table.add("again " + i)).isLessThan(1000);
    }
  }

  @Test
  void goesThroughThoseThatAreThere() {
    table.add("first");
    long key = table.add("second");
    table.add("third");
    table.remove(key);
    List<String> found = new ArrayList<>();
    table.forEach(found::add);
    assertThat(found).containsExactly("first", "third");
  }
}
