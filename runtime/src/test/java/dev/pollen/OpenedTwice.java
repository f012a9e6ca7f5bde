package dev.pollen;

import java.io.IOException;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A program for processes of their own: opens a loop, and another one, and logs all there is. */
final class OpenedTwice {
  private static final Logger LOGGER = Logger.getLogger("dev.pollen");

  private OpenedTwice() {}

  @SuppressWarnings("SystemOut") // how it tells what it has seen
  public static void main(String[] args) throws IOException {
    ConsoleHandler all = new ConsoleHandler();
    all.setLevel(Level.ALL);
    LOGGER.setLevel(Level.ALL);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(all);
    for (int i = 0; i < 2; i++) {
      try (Loop loop = Loop.open()) {
        System.out.print(loop.dump());
      }
    }
  }
}
