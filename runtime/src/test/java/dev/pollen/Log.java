package dev.pollen;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the library logs, kept instead of shown. */
final class Log implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger("dev.pollen");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord logged) {
          records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  Log() {
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(handler);
  }

  List<String> messages() {
    return records().stream().map(LogRecord::getMessage).toList();
  }

  /**
   * All but what is said of leaks: that comes whenever the garbage collector finds something, which
   * an earlier test may have forgotten.
   */
  List<LogRecord> records() {
    return records.stream().filter(logged -> !isOfLeak(logged)).toList();
  }

  List<LogRecord> leaks() {
    return records.stream().filter(Log::isOfLeak).toList();
  }

  private static boolean isOfLeak(LogRecord logged) {
    return logged.getMessage().startsWith("leak=");
  }

  @Override
  public void close() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }
}
