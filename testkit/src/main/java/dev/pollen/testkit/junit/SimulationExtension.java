package dev.pollen.testkit.junit;

import dev.pollen.testkit.SimulatedNetwork;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * What {@link SimulatedTest}, {@link EachFault} and {@link Simulated} do. It comes with these
 * annotations; there is no need to name it.
 */
public final class SimulationExtension
    implements ParameterResolver, BeforeEachCallback, AfterEachCallback, InvocationInterceptor {

  /** Called by JUnit. */
  public SimulationExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    // A test instance may be older than its network, so its constructor cannot have it.
    return parameter.getParameter().getType() == SimulatedNetwork.class
        && !(parameter.getDeclaringExecutable() instanceof Constructor)
        && context.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Networks.of(context).current();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (simulation(context).isPresent()) {
      requireNetwork(context);
      return;
    }
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      if (Fields.wantNetwork(instance.getClass())) {
        Fields.inject(instance, Networks.of(context).current());
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Networks.of(context).close();
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Optional<Simulation> simulation = simulation(context);
    if (simulation.isEmpty()) {
      invocation.proceed();
      return;
    }
    invocation.skip();
    Runs runs = new Runs(context);
    simulation.get().run(runs);
    runs.requireOneCompleted();
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceedUnlessSimulated(invocation, context);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceedUnlessSimulated(invocation, context);
  }

  /** Each run calls these methods itself. */
  private static void proceedUnlessSimulated(Invocation<Void> invocation, ExtensionContext context)
      throws Throwable {
    if (simulation(context).isPresent()) {
      invocation.skip();
    } else {
      invocation.proceed();
    }
  }

  private static Optional<Simulation> simulation(ExtensionContext context) {
    return Simulation.of(context.getRequiredTestMethod());
  }

  /** Without the network of the run a test would pass whatever happens on it. */
  private static void requireNetwork(ExtensionContext context) {
    Method test = context.getRequiredTestMethod();
    boolean isWanted =
        takesNetwork(test)
            || context.getRequiredTestInstances().getAllInstances().stream()
                .map(Object::getClass)
                .anyMatch(type -> Fields.wantNetwork(type) || isTakenBeforeEach(type));
    if (!isWanted) {
      throw new ExtensionConfigurationException(
          ("'%s' has nothing to do with the network of its runs: let it, or a @BeforeEach method,"
                  + " take a SimulatedNetwork, or add a field '@Simulated SimulatedNetwork'")
              .formatted(test.getName()));
    }
  }

  private static boolean isTakenBeforeEach(Class<?> testClass) {
    return AnnotationSupport.findAnnotatedMethods(
            testClass, BeforeEach.class, HierarchyTraversalMode.TOP_DOWN)
        .stream()
        .anyMatch(SimulationExtension::takesNetwork);
  }

  private static boolean takesNetwork(Executable method) {
    return Stream.of(method.getParameterTypes()).anyMatch(SimulatedNetwork.class::equals);
  }
}
