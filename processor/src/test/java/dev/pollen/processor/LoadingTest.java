package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.ConnectionDispatcher;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dispatcher in a running program, with the runtime it was compiled for. */
class LoadingTest {
  @TempDir Path directory;

  @Test
  void isDispatcherOfTheRuntime() throws Exception {
    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(
                Map.of(
                    "app/Echo.java",
                    """
                    package app;
                    public class Echo {
                      @dev.pollen.annotation.OnUrgent byte[] urgent(byte value) { return null; }
                    }
                    """));
    assertThat(result.messages()).isEmpty();

    URL[] classPath = {result.classes().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classPath, getClass().getClassLoader())) {
      Class<?> handler = loader.loadClass("app.Echo");
      Constructor<?> constructor = loader.loadClass("app.EchoDispatcher").getConstructor(handler);

      Object dispatcher = constructor.newInstance(handler.getConstructor().newInstance());

      assertThat(dispatcher).isInstanceOf(ConnectionDispatcher.class);
      assertThatThrownBy(() -> constructor.newInstance(new Object[] {null}))
          .isInstanceOf(InvocationTargetException.class)
          .hasRootCauseMessage("handler");
    }
  }
}
