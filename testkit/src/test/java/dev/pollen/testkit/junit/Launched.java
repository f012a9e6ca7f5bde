package dev.pollen.testkit.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The tests of a class, run by JUnit as those of users are. */
final class Launched {
  private final EngineExecutionResults results;

  private Launched(EngineExecutionResults results) {
    this.results = results;
  }

  static Launched tests(Class<?> testClass) {
    return new Launched(
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass)).execute());
  }

  long succeeded() {
    return results.testEvents().succeeded().count();
  }

  long aborted() {
    return results.testEvents().aborted().count();
  }

  /** What the tests that have failed have thrown. */
  List<Throwable> failures() {
    return results.testEvents().failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .flatMap(result -> result.getThrowable().stream())
        .toList();
  }
}
