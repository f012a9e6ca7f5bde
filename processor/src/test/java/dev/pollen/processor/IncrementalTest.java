package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What build tools rely on. */
class IncrementalTest {
  private static final String GRADLE = "/META-INF/gradle/incremental.annotation.processors";

  @TempDir Path directory;

  @Test
  void isIsolatingForGradle() throws IOException {
    try (InputStream resource = DispatcherProcessor.class.getResourceAsStream(GRADLE)) {
      assertThat(new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip())
          .isEqualTo(DispatcherProcessor.class.getName() + ",isolating");
    }
  }

  @Test
  void namesExactlyTheHandlerAsOrigin() {
    List<String> asked = new ArrayList<>();
    Javac.with(directory, new FilerSpy(arguments -> asked.add(arguments.toString())))
        .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
        .compile(
            Map.of(
                "app/Server.java",
                "package app; import dev.pollen.annotation.*;"
                    + " class Base { @OnRead void read() {} }"
                    + " class Server { @OnAccept Echo accept() { return null; } }"
                    + " @Handler class Echo extends Base {}"));

    assertThat(asked)
        .containsExactly(
            "[app.BaseDispatcher, app.Base]",
            "[app.EchoDispatcher, app.Echo]",
            "[app.ServerDispatcher, app.Server]");
  }

  @Test
  void isFoundAsService() {
    assertThat(ServiceLoader.load(Processor.class)).anyMatch(DispatcherProcessor.class::isInstance);
  }

  @Test
  void hasNoOptions() {
    assertThat(new DispatcherProcessor().getSupportedOptions()).isEmpty();
  }

  @Test
  void asksForItsAnnotationsByName() {
    assertThat(new DispatcherProcessor().getSupportedAnnotationTypes())
        .containsExactlyInAnyOrder(
            "dev.pollen.annotation.Command",
            "dev.pollen.annotation.Decode",
            "dev.pollen.annotation.Encode",
            "dev.pollen.annotation.Every",
            "dev.pollen.annotation.Exactly",
            "dev.pollen.annotation.Handler",
            "dev.pollen.annotation.In",
            "dev.pollen.annotation.LengthPrefixed",
            "dev.pollen.annotation.Line",
            "dev.pollen.annotation.Offload",
            "dev.pollen.annotation.OnAccept",
            "dev.pollen.annotation.OnClose",
            "dev.pollen.annotation.OnConnect",
            "dev.pollen.annotation.OnDatagram",
            "dev.pollen.annotation.OnEof",
            "dev.pollen.annotation.OnError",
            "dev.pollen.annotation.OnIdle",
            "dev.pollen.annotation.OnRead",
            "dev.pollen.annotation.OnShutdown",
            "dev.pollen.annotation.OnUrgent",
            "dev.pollen.annotation.OnWrite",
            "dev.pollen.annotation.Readable",
            "dev.pollen.annotation.Until",
            "dev.pollen.annotation.Wire",
            "dev.pollen.annotation.Writable");
  }

  @Test
  void keepsNothingBetweenCompilations() {
    assertThat(Arrays.stream(DispatcherProcessor.class.getDeclaredFields()))
        .filteredOn(field -> Modifier.isStatic(field.getModifiers()))
        .filteredOn(field -> !field.isSynthetic())
        .extracting(Field::getName)
        .isEmpty();
  }
}
