package dev.pollen.testkit.junit;

import dev.pollen.testkit.Fault;
import dev.pollen.testkit.Simulator;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is run without a fault, and then again for each fault that could have happened, at
 * each place where it could have: {@link Simulator#runEachFault}. For the rest it is like {@link
 * SimulatedTest}.
 *
 * <pre>{@code
 * @EachFault(faults = FaultSet.ALL)
 * void givesEverythingBack(SimulatedNetwork network) {
 *   network.servedBy(new StoreDispatcher(store)).send("SET a 1\r\nGET a\r\n").close();
 *   assertThat(store.sessions()).isZero();
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@ExtendWith(SimulationExtension.class)
public @interface EachFault {

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
   * Whether each is also followed by each one that could have happened then; see {@link
   * Simulator#runEachPairOfFaults}.
   *
   * @return whether up to two happen in a run
   */
  boolean pairs() default false;
}
