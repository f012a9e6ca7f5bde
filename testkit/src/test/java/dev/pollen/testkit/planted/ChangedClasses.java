package dev.pollen.testkit.planted;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;

/**
 * Loads Pollen anew, with some classes changed, and the test kit and the scenarios with it, so that
 * they use these. All else is as it is outside.
 */
final class ChangedClasses extends ClassLoader {
  /** What both sides speak of. */
  private static final Set<String> SHARED = Set.of(Hunter.class.getName(), Finding.class.getName());

  private final Map<String, byte[]> changed;

  private ChangedClasses(Map<String, byte[]> changed) {
    super(ChangedClasses.class.getClassLoader());
    this.changed = changed;
  }

  static ChangedClasses none() {
    return new ChangedClasses(Map.of());
  }

  static ChangedClasses with(PlantedBug bug) {
    return new ChangedClasses(SourceCompiler.compile(RuntimeSources.with(bug)));
  }

  /** Who runs scenarios with the changed classes. */
  Hunter hunter() {
    try {
      Class<?> hunter = loadClass(ScenarioHunter.class.getName());
      return (Hunter) hunter.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("With the bug in it, the runtime cannot be loaded", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("dev.pollen.") || SHARED.contains(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = changed.get(name);
    if (bytes == null) {
      bytes = original(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] original(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
