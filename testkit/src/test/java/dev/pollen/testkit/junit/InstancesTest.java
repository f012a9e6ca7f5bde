package dev.pollen.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.lang.reflect.Field;
import java.net.StandardProtocolFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What simulated tests share with other tests of JUnit: instances, methods around, parameters. */
final class InstancesTest {
  private static final List<String> EVENTS = new ArrayList<>();
  private static final Set<Object> SEEN = new LinkedHashSet<>();

  @BeforeEach
  void forgets() {
    EVENTS.clear();
    SEEN.clear();
  }

  private static void passes(Class<?> testClass) {
    Launched launched = Launched.tests(testClass);
    assertThat(launched.failures()).isEmpty();
    assertThat(launched.succeeded()).isPositive();
  }

  static class Base {
    @BeforeEach
    void beforeBase() {
      EVENTS.add("before base");
    }

    @AfterEach
    void afterBase() {
      EVENTS.add("after base");
    }
  }

  static final class Fresh extends Base {
    private final List<String> kept = new ArrayList<>();

    @BeforeEach
    void before(SimulatedNetwork network) {
      EVENTS.add("before");
      SEEN.add(network);
    }

    @AfterEach
    void after(SimulatedNetwork network) {
      EVENTS.add("after");
      SEEN.add(network);
    }

    @SimulatedTest(seeds = 2)
    void keeps(TestInfo info, SimulatedNetwork network) {
      EVENTS.add("test " + info.getTestMethod().orElseThrow().getName());
      SEEN.add(network);
      kept.add("once");
      assertThat(kept).hasSize(1);
    }
  }

  @Test
  void eachRunHasANewInstanceAndTheMethodsAroundIt() {
    passes(Fresh.class);
    List<String> run = List.of("before base", "before", "test keeps", "after", "after base");
    List<String> twice = new ArrayList<>(run);
    twice.addAll(run);
    assertThat(EVENTS).isEqualTo(twice);
    assertThat(SEEN).hasSize(2);
  }

  @Simulated
  static final class Outer {
    private final List<String> kept = new ArrayList<>();

    @Simulated
    @SuppressWarnings("NullAway.Init")
    private SimulatedNetwork network;

    @BeforeEach
    void before() {
      EVENTS.add("outer");
    }

    @Nested
    final class Inner {
      private final String name;

      Inner(TestInfo info) {
        name = info.getDisplayName();
      }

      @BeforeEach
      void before(SimulatedNetwork mine) {
        EVENTS.add("inner");
        assertThat(mine).isSameAs(network);
      }

      @SimulatedTest(seeds = 3)
      void keeps() {
        kept.add(name);
        assertThat(kept).hasSize(1);
        SEEN.add(network);
      }
    }
  }

  @Test
  void nestedTestsHaveNewInstancesAroundThem() {
    passes(Outer.class);
    assertThat(EVENTS).containsExactly("outer", "inner", "outer", "inner", "outer", "inner");
    assertThat(SEEN).hasSize(3);
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static final class Shared {
    @Simulated
    @SuppressWarnings("NullAway.Init")
    private SimulatedNetwork network;

    private int runs;

    @BeforeAll
    void once() {
      EVENTS.add("once");
    }

    @SimulatedTest(seeds = 3)
    void counts() {
      SEEN.add(this);
      SEEN.add(network);
      EVENTS.add("run " + ++runs);
    }
  }

  @Test
  void oneInstanceForAllIsOneForAllRuns() {
    passes(Shared.class);
    assertThat(EVENTS).containsExactly("once", "run 1", "run 2", "run 3");
    assertThat(SEEN).hasSize(4);
  }

  static final class WithOthers {
    @TempDir private Path directory;

    @SimulatedTest(seeds = 3)
    void has(SimulatedNetwork network, @TempDir Path other) {
      SEEN.add(directory);
      assertThat(directory).isDirectory();
      assertThat(other).isDirectory().isNotEqualTo(directory);
    }
  }

  @Test
  void whatOthersHavePutIntoFieldsIsThereInEveryRun() {
    passes(WithOthers.class);
    assertThat(SEEN).hasSize(1);
  }

  static final class FailingAround {
    @SimulatedTest(seeds = 3)
    void fails(SimulatedNetwork network) {
      throw new IllegalStateException("the test");
    }

    @AfterEach
    void after() {
      EVENTS.add("after");
      throw new IllegalStateException("after it");
    }
  }

  @Test
  void whatIsBehindATestRunsWhenItHasFailed() {
    assertThat(Launched.tests(FailingAround.class).failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .cause()
                    .hasMessage("the test")
                    .hasSuppressedException(new IllegalStateException("after it")));
    assertThat(EVENTS).isNotEmpty();
  }

  @Simulated
  static final class Ideal {
    @Simulated
    @SuppressWarnings("NullAway.Init")
    private SimulatedNetwork field;

    @BeforeEach
    void before(SimulatedNetwork network) {
      assertThat(network).isSameAs(field);
    }

    @Test
    void one(SimulatedNetwork network) {
      assertThat(network).isSameAs(field);
      SEEN.add(network);
    }

    @RepeatedTest(2)
    void each(SimulatedNetwork network) {
      SEEN.add(network);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void withOtherParameters(int number, SimulatedNetwork network) {
      SEEN.add(network);
    }
  }

  @Test
  void otherTestsGetANetworkEach() {
    Launched launched = Launched.tests(Ideal.class);
    assertThat(launched.failures()).isEmpty();
    assertThat(launched.succeeded()).isEqualTo(5);
    assertThat(SEEN).hasSize(5);
  }

  static final class ByParameter {
    @Test
    void one(@Simulated SimulatedNetwork network) {
      Peer peer = network.servedBy(new Hasty()).send("hello\n");
      assertThat(peer.received()).isEqualTo("yes");
      SEEN.add(peer);
    }
  }

  @Test
  void theNetworkIsClosedBehindTheTest() {
    passes(ByParameter.class);
    assertThat(SEEN)
        .singleElement()
        .satisfies(peer -> assertThat(((Peer) peer).network().openSockets()).isZero());
  }

  /** Creates its socket and forgets it. */
  private static final class Forgetful extends ConnectionDispatcher {
    void open(SimulatedNetwork network) throws Exception {
      createSocket(network.loop(), StandardProtocolFamily.INET);
    }
  }

  static final class Leaving {
    @Test
    void aSocket(@Simulated SimulatedNetwork network) throws Exception {
      new Forgetful().open(network);
    }
  }

  @Test
  void whatIsLeftOpenIsAFailure() {
    assertThat(Launched.tests(Leaving.class).failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessageStartingWith("1 sockets are open"));
  }

  static final class WrongFields {
    @Simulated private final String text = "";

    @Test
    void one() {
      assertThat(text).isEmpty();
    }
  }

  static final class InConstructor {
    InConstructor(@Simulated SimulatedNetwork network) {}

    @Test
    void one() {}
  }

  @Test
  void whereThereCanBeNoNetworkItIsSaid() throws Exception {
    Field field = WrongFields.class.getDeclaredField("text");
    assertThat(Launched.tests(WrongFields.class).failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessage(
                        "@Simulated field '%s' must be a SimulatedNetwork, and not static",
                        field.getName()));
    assertThat(Launched.tests(InConstructor.class).failures())
        .singleElement()
        .satisfies(
            failure -> assertThat(failure).hasMessageContaining("No ParameterResolver registered"));
  }
}
