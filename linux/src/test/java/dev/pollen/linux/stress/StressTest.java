package dev.pollen.linux.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.linux.process.ChildJvm;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each transport under {@link Stress}, with a small heap, collections all the time, and calls of
 * JNI that are checked. For how long is asked by the profile {@code stress}, and the seed may be.
 */
@EnabledIfSystemProperty(
    named = StressTest.DURATION,
    matches = ".+",
    disabledReason = "once in a build, and not in the execution of the behaviour suite")
final class StressTest {
  static final String DURATION = "pollen.stress";

  private static final long SEED =
      Long.getLong("pollen.stress.seed", ThreadLocalRandom.current().nextLong(Long.MAX_VALUE));

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "io_uring", "nio"})
  @Timeout(value = 365, unit = TimeUnit.DAYS)
  void nothingIsWrongOrLeft(String transport) throws Exception {
    String output =
        new ChildJvm()
            .withNativeAccess()
            .with("-Xcheck:jni", "-Xmx96m", "-XX:+UseSerialGC", "-XX:NativeMemoryTracking=summary")
            .run(
                Stress.class,
                transport,
                System.getProperty(DURATION, "").toUpperCase(Locale.ROOT),
                Long.toString(SEED),
                directory.toString());
    assertThat(output).doesNotContain("WARNING", "in native method");
    tell(output);
  }

  @SuppressWarnings("SystemOut") // the figures, for whoever asked for a long run
  private static void tell(String output) {
    System.out.print(output);
  }
}
