package dev.pollen.linux.environment;

import dev.pollen.Limits;
import dev.pollen.Loop;
import java.io.IOException;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A program that opens loops, and writes on which transport each is, or why there is none. It may
 * be told a system call to forbid first, and with which error.
 */
final class OpenedLoops {
  private static final Logger LOGGER = Logger.getLogger("dev.pollen");

  private OpenedLoops() {}

  private interface Opening {
    Loop open() throws IOException;
  }

  public static void main(String[] arguments) {
    ConsoleHandler all = new ConsoleHandler();
    all.setLevel(Level.ALL);
    LOGGER.setLevel(Level.ALL);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(all);
    if (arguments.length > 0) {
      SystemCallFilter.forbid(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    }
    tell("any", Loop::open);
    tell("another", Loop::open);
    for (String name : new String[] {"epoll", "poll", "io_uring", "nio"}) {
      tell(name, () -> Loop.open(name, Limits.DEFAULT));
    }
  }

  @SuppressWarnings("SystemOut") // how it tells what it has seen
  private static void tell(String asked, Opening opening) {
    String told;
    try (Loop loop = opening.open()) {
      told = loop.dump().replaceAll("(?s).*transport=(\\w+).*", "$1");
    } catch (IOException e) {
      told = e.getMessage();
    }
    System.out.println(asked + ": " + told);
  }
}
