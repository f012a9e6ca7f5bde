package dev.pollen.benchmark.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.benchmark.result.Bar;
import dev.pollen.benchmark.result.Bars;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class WorksTest {
  @Test
  void namesAreUnique() {
    assertThat(Works.all()).extracting(Work::name).doesNotHaveDuplicates();
  }

  /** Otherwise a bar would be left out without anybody noticing. */
  @Test
  void everyBarIsAboutWorkThatIsDoneEvenInAHurry() {
    List<Work> quick = Works.all().stream().filter(Work::isQuick).toList();
    Set<String> works = Bars.all().stream().map(Bar::work).collect(Collectors.toSet());
    assertThat(quick).extracting(Work::name).containsAll(works);
  }
}
