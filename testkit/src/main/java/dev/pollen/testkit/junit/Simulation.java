package dev.pollen.testkit.junit;

import dev.pollen.testkit.Fault;
import dev.pollen.testkit.Faults;
import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.Simulator;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;

/** How a test is to be run, as its annotation says. */
@FunctionalInterface
interface Simulation {

  void run(Scenario scenario);

  /** That of a method, if it has one. */
  static Optional<Simulation> of(Method test) {
    return AnnotationSupport.findAnnotation(test, SimulatedTest.class)
        .map(annotation -> bySeeds(annotation, test))
        .or(
            () ->
                AnnotationSupport.findAnnotation(test, EachFault.class)
                    .map(Simulation::byEachFault));
  }

  private static Simulation bySeeds(SimulatedTest annotation, Method test) {
    if (annotation.seeds() < 0 || annotation.seeds() + annotation.known().length == 0) {
      throw new ExtensionConfigurationException(
          "@SimulatedTest '%s' tries no seed: seeds = %d"
              .formatted(test.getName(), annotation.seeds()));
    }
    return Simulator.with(faults(annotation.faults(), annotation.without()))
            .seeds(annotation.seeds())
            .beginningWith(annotation.known())
        ::run;
  }

  private static Simulation byEachFault(EachFault annotation) {
    Simulator simulator = Simulator.with(faults(annotation.faults(), annotation.without()));
    return annotation.pairs() ? simulator::runEachPairOfFaults : simulator::runEachFault;
  }

  private static Faults faults(FaultSet set, Fault... without) {
    Faults faults = set.faults();
    for (Fault fault : without) {
      faults = faults.without(fault);
    }
    return faults;
  }
}
