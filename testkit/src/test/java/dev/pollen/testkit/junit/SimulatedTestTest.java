package dev.pollen.testkit.junit;

import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pollen.testkit.Fault;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.SimulationFailure;
import dev.pollen.testkit.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users see of tests with seeds: which runs there are, and what a failure tells. */
final class SimulatedTestTest {
  /** What the tests below have done; they are new instances all the time. */
  private static final List<Long> NUMBERS = new ArrayList<>();

  @BeforeEach
  @AfterEach
  void forgets() {
    NUMBERS.clear();
    System.clearProperty("pollen.seed");
    System.clearProperty("pollen.steps");
    System.clearProperty("pollen.duration");
  }

  static final class Passing {
    @SimulatedTest(seeds = 50)
    void draws(SimulatedNetwork network) {
      NUMBERS.add(network.random("a number").nextLong());
    }
  }

  @Test
  void eachSeedIsARunAndAllAreOneTest() {
    Launched launched = Launched.tests(Passing.class);
    assertThat(launched.failures()).isEmpty();
    assertThat(launched.succeeded()).isOne();
    assertThat(NUMBERS).hasSize(50).doesNotHaveDuplicates();
  }

  static final class Known {
    @SimulatedTest(
        seeds = 2,
        known = {77, 1})
    void draws(SimulatedNetwork network) {
      NUMBERS.add(network.random("a number").nextLong());
    }
  }

  @Test
  void knownSeedsComeFirst() {
    System.setProperty("pollen.seed", "77");
    Launched.tests(Passing.class);
    Launched.tests(Known.class);
    assertThat(NUMBERS).hasSize(2);
    System.clearProperty("pollen.seed");
    Launched.tests(Known.class);
    assertThat(NUMBERS).hasSize(2 + 3);
    assertThat(NUMBERS.get(2)).isEqualTo(NUMBERS.get(0)).isEqualTo(NUMBERS.get(1));
  }

  static final class Failing {
    @SimulatedTest
    void isHasty(SimulatedNetwork network) {
      Peer peer = network.servedBy(new Hasty()).send("hello\n");
      NUMBERS.add((long) network.steps().size());
      assertThat(peer).hasReceived("yes");
    }
  }

  private static SimulationFailure failure() {
    List<Throwable> failures = Launched.tests(Failing.class).failures();
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).isInstanceOf(SimulationFailure.class);
    return (SimulationFailure) failures.get(0);
  }

  @Test
  void aFailureTellsHowLittleIsEnoughAndHowToRunItAgain() {
    SimulationFailure failure = failure();
    assertThat(failure.shortestSteps()).hasSize(1);
    Step step = failure.shortestSteps().get(0);
    assertThat(failure)
        .hasMessageStartingWith("Seed " + failure.seed() + " fails after ")
        .hasMessageContaining(step.told())
        .hasMessageContaining("to have received\n  \"yes\"\nbut there is\n  \"no")
        .hasMessageContaining("To run it again: -Dpollen.seed=" + failure.seed() + "\n")
        .hasMessageEndingWith(
            "Only what is enough: -Dpollen.seed=%d '-Dpollen.steps=%s'"
                .formatted(failure.seed(), step));
  }

  @Test
  void thePropertiesRunItAgain() {
    SimulationFailure first = failure();
    System.setProperty("pollen.seed", Long.toString(first.seed()));
    NUMBERS.clear();
    SimulationFailure again = failure();
    assertThat(again.steps()).isEqualTo(first.steps());
    assertThat(NUMBERS).first().isEqualTo((long) first.steps().size());

    System.setProperty(
        "pollen.steps",
        first.shortestSteps().stream().map(Step::toString).collect(Collectors.joining("; ")));
    NUMBERS.clear();
    again = failure();
    assertThat(again.steps()).isEqualTo(first.shortestSteps());
    assertThat(again).hasMessageStartingWith("Fails after 1 step:\n");
    assertThat(NUMBERS).first().isEqualTo(1L);

    System.setProperty("pollen.steps", "loop-1 ORDER#9=1");
    assertThat(Launched.tests(Failing.class).succeeded()).isOne();
  }

  @Test
  void aDurationTakesThePlaceOfTheSeeds() {
    System.setProperty("pollen.duration", "PT0S");
    assertThat(Launched.tests(Passing.class).succeeded()).isOne();
    assertThat(NUMBERS).hasSize(1);
  }

  static final class Without {
    @SimulatedTest(seeds = 20, faults = FaultSet.NONE)
    void none(SimulatedNetwork network) {
      network.servedBy(new Hasty()).send("hello\n");
      NUMBERS.add((long) network.steps().size());
    }

    @SimulatedTest(seeds = 20, without = Fault.SEGMENTATION)
    void notAll(SimulatedNetwork network) {
      network.servedBy(new Hasty()).send("hello\n");
      assertThat(network.steps()).noneMatch(step -> step.kind().equals("SEGMENTATION"));
    }
  }

  @Test
  void faultsCanBeLeftOut() {
    assertThat(Launched.tests(Without.class).failures()).isEmpty();
    assertThat(NUMBERS).hasSize(20).containsOnly(0L);
  }

  static final class Assuming {
    @SimulatedTest(seeds = 20)
    void sometimes(SimulatedNetwork network) {
      int number = network.choose("number", 2);
      assumeTrue(number == 1);
      NUMBERS.add((long) number);
    }

    @SimulatedTest(seeds = 20)
    void never(SimulatedNetwork network) {
      assumeTrue(network.elapsed().isNegative());
    }
  }

  @Test
  void runsWhoseAssumptionsDoNotHoldSayNothing() {
    Launched launched = Launched.tests(Assuming.class);
    assertThat(launched.failures()).isEmpty();
    assertThat(launched.succeeded()).isOne();
    assertThat(launched.aborted()).isOne();
    assertThat(NUMBERS).hasSizeBetween(1, 19);
  }

  static final class Wrong {
    @SimulatedTest
    void takesNothing() {
      Peer.servedBy(new Hasty());
    }

    @SimulatedTest(seeds = 0)
    void triesNothing(SimulatedNetwork network) {
      network.settle();
    }
  }

  @Test
  void whatCannotBeMeantIsAFailure() {
    assertThat(Launched.tests(Wrong.class).failures())
        .extracting(Throwable::getMessage)
        .containsExactlyInAnyOrder(
            "'takesNothing' has nothing to do with the network of its runs: let it, or a"
                + " @BeforeEach method, take a SimulatedNetwork, or add a field '@Simulated"
                + " SimulatedNetwork'",
            "@SimulatedTest 'triesNothing' tries no seed: seeds = 0");
  }

  static final class Once {
    @EachFault
    void isHasty(SimulatedNetwork network) {
      assertThat(network.servedBy(new Hasty()).send("hello\n")).hasReceived("yes");
    }

    @EachFault(without = {Fault.SEGMENTATION, Fault.PARTIAL_SEND})
    void isPatient(SimulatedNetwork network) {
      assertThat(network.servedBy(new Hasty()).send("hello\n")).hasReceived("yes");
      NUMBERS.add((long) network.steps().size());
    }

    @EachFault(pairs = true, faults = FaultSet.ALL)
    void twice(SimulatedNetwork network) {
      network.servedBy(new Hasty()).send("a").send("b");
      NUMBERS.add(10L + network.steps().size());
    }
  }

  @Test
  void eachFaultHappensOnceOrWithOneOther() {
    List<Throwable> failures = Launched.tests(Once.class).failures();
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0))
        .hasMessageStartingWith("Fails after 1 step:\n  1. tcp-1.")
        .hasMessageEndingWith(
            "To run it again: -Dpollen.seed=0 '-Dpollen.steps=%s'"
                .formatted(((SimulationFailure) failures.get(0)).steps().get(0)));
    assertThat(NUMBERS).contains(0L, 1L, 10L, 11L, 12L).doesNotContain(2L, 13L);
  }

  @Test
  void aFaultOfManyIsRunAgainByItsStep() {
    SimulationFailure failure = (SimulationFailure) Launched.tests(Once.class).failures().get(0);
    System.setProperty("pollen.steps", failure.steps().get(0).toString());
    NUMBERS.clear();
    assertThat(Launched.tests(Once.class).failures().get(0)).hasMessage(failure.getMessage());
    assertThat(NUMBERS).hasSize(2);
  }
}
