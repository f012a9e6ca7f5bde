package dev.pollen.testkit.junit;

import dev.pollen.testkit.Fault;
import dev.pollen.testkit.SimulationFailure;
import dev.pollen.testkit.Simulator;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is run once for each of many seeds, each time on a network of its own.
 *
 * <pre>{@code
 * @SimulatedTest(seeds = 1000)
 * void echoes(SimulatedNetwork network) {
 *   Peer peer = network.servedBy(new EchoDispatcher(new Echo())).send("hello");
 *   assertThat(peer).hasReceived("hello");
 * }
 * }</pre>
 *
 * <p>It is one test, which passes when all runs do, and else fails with a {@link
 * SimulationFailure}: the seed, what happened, how little of it is enough, and how to run it again.
 * The system properties {@code pollen.seed}, {@code pollen.steps} and {@code pollen.duration} take
 * the place of the seeds, as {@link Simulator} says. A run whose assumptions do not hold says
 * nothing.
 *
 * <p>The network is a parameter of the test or of its {@code @BeforeEach} and {@code @AfterEach}
 * methods, or a field with {@link Simulated}. It is closed after each run, and a socket that is
 * open then is a failure. Other parameters come from whoever else resolves them.
 *
 * <p>Each run has a new instance of the test class (and of those around it), with
 * {@code @BeforeEach} and {@code @AfterEach} methods, so nothing is left from the run before; only
 * with {@code Lifecycle.PER_CLASS} all runs share the one instance. What other extensions do
 * happens once for all runs: the objects they have put into fields, such as mocks and temporary
 * directories, are the same in every run.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@ExtendWith(SimulationExtension.class)
public @interface SimulatedTest {

  /**
   * How many seeds to try, from 0 up.
   *
   * @return the number
   */
  int seeds() default 100;

  /**
   * Which faults happen.
   *
   * @return a set of faults
   */
  FaultSet faults() default FaultSet.HARMLESS;

  /**
   * Which of these faults do not happen.
   *
   * @return the faults to leave out
   */
  Fault[] without() default {};

  /**
   * Seeds that have failed before; they are tried first.
   *
   * @return the seeds
   */
  long[] known() default {};
}
