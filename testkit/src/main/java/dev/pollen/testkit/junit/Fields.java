package dev.pollen.testkit.junit;

import dev.pollen.testkit.SimulatedNetwork;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The fields of test instances: those that get a network, and those that others have filled. */
final class Fields {
  private Fields() {}

  /** Whether a class has fields that get a network. */
  static boolean wantNetwork(Class<?> testClass) {
    return !AnnotationSupport.findAnnotatedFields(testClass, Simulated.class).isEmpty();
  }

  /** Sets those that get a network. */
  static void inject(Object instance, SimulatedNetwork network) {
    for (Field field :
        AnnotationSupport.findAnnotatedFields(instance.getClass(), Simulated.class)) {
      if (field.getType() != SimulatedNetwork.class || Modifier.isStatic(field.getModifiers())) {
        throw new ExtensionConfigurationException(
            "@Simulated field '%s' must be a SimulatedNetwork, and not static"
                .formatted(field.getName()));
      }
      set(field, instance, network);
    }
  }

  /**
   * Takes over what other extensions have put into the instance that JUnit has prepared: whatever
   * is there, but not in a fresh instance that nobody has touched.
   */
  static void takeOver(Object prepared, Object fresh) {
    for (Field field : instanceFields(fresh.getClass())) {
      if (field.trySetAccessible() && get(field, fresh) == null) {
        Object filled = get(field, prepared);
        if (filled != null) {
          set(field, fresh, filled);
        }
      }
    }
  }

  private static List<Field> instanceFields(Class<?> type) {
    return ReflectionSupport.findFields(
        type,
        field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic(),
        HierarchyTraversalMode.TOP_DOWN);
  }

  private static @Nullable Object get(Field field, Object instance) {
    try {
      return field.get(instance);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("It was made accessible: " + field, e);
    }
  }

  private static void set(Field field, Object instance, Object value) {
    if (!field.trySetAccessible()) {
      throw new ExtensionConfigurationException(
          "Field '%s' cannot be set: open its package to dev.pollen.testkit"
              .formatted(field.getName()));
    }
    try {
      field.set(instance, value);
    } catch (IllegalAccessException e) {
      throw new ExtensionConfigurationException("Field '" + field.getName() + "' is final", e);
    }
  }
}
