package dev.pollen.testkit.contract;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps quiet about failures, which are planted by the thousand. */
public final class QuietLog implements BeforeAllCallback, AfterAllCallback {
  /** Held, since the logging of the JDK forgets a logger that nobody holds. */
  private static final Logger LOGGER = Logger.getLogger("dev.pollen");

  private @Nullable Level before;

  @Override
  public void beforeAll(ExtensionContext context) {
    before = LOGGER.getLevel();
    LOGGER.setLevel(Level.OFF);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    LOGGER.setLevel(before);
  }
}
