package dev.pollen.testkit.junit;

import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.SimulatedNetwork;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExecutableInvoker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.opentest4j.TestAbortedException;

/** Runs a test again and again, as JUnit runs it once. */
final class Runs implements Scenario {
  private final ExtensionContext test;
  private final ExecutableInvoker invoker;
  private final Networks networks;
  private boolean hasCompleted;
  private @Nullable TestAbortedException aborted;

  Runs(ExtensionContext test) {
    this.test = test;
    invoker = test.getExecutableInvoker();
    networks = Networks.of(test);
  }

  @Override
  public void run(SimulatedNetwork network) {
    networks.runBegins(network);
    try {
      List<Object> instances = instances();
      instances.forEach(instance -> Fields.inject(instance, network));
      try (Run run = new Run(instances)) {
        run.test();
      }
      hasCompleted = true;
    } catch (TestAbortedException e) {
      aborted = e;
    } finally {
      networks.runEnds();
    }
  }

  /** If no run has completed, the test has said nothing. */
  void requireOneCompleted() {
    if (!hasCompleted && aborted != null) {
      throw aborted;
    }
  }

  /** The instance of the test class, behind those of the classes around it. */
  private List<Object> instances() {
    List<Object> prepared = test.getRequiredTestInstances().getAllInstances();
    if (test.getTestInstanceLifecycle().equals(Optional.of(Lifecycle.PER_CLASS))) {
      return prepared;
    }
    List<Object> fresh = new ArrayList<>();
    for (Object instance : prepared) {
      Constructor<?> constructor = constructor(instance.getClass());
      fresh.add(
          fresh.isEmpty()
              ? invoker.invoke(constructor)
              : invoker.invoke(constructor, fresh.get(fresh.size() - 1)));
      Fields.takeOver(instance, fresh.get(fresh.size() - 1));
    }
    return fresh;
  }

  /** There is only one, or JUnit would not know which to take either. */
  private static Constructor<?> constructor(Class<?> testClass) {
    return Arrays.stream(testClass.getDeclaredConstructors())
        .filter(constructor -> !constructor.isSynthetic())
        .findFirst()
        .orElseThrow();
  }

  /** What JUnit does with the instances of a test. */
  private final class Run implements AutoCloseable {
    private final List<Object> instances;

    Run(List<Object> instances) {
      this.instances = instances;
    }

    void test() {
      for (Object instance : instances) {
        invokeAll(BeforeEach.class, HierarchyTraversalMode.TOP_DOWN, instance);
      }
      invoker.invoke(test.getRequiredTestMethod(), instances.get(instances.size() - 1));
    }

    /** Whatever has failed before, the methods behind a test are called, the inner ones first. */
    @Override
    public void close() {
      for (int i = instances.size() - 1; i >= 0; i--) {
        invokeAll(AfterEach.class, HierarchyTraversalMode.BOTTOM_UP, instances.get(i));
      }
    }
  }

  private void invokeAll(
      Class<? extends Annotation> annotation, HierarchyTraversalMode order, Object instance) {
    for (Method method :
        AnnotationSupport.findAnnotatedMethods(instance.getClass(), annotation, order)) {
      invoker.invoke(method, instance);
    }
  }
}
