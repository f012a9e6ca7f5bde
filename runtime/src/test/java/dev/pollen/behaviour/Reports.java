package dev.pollen.behaviour;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the library reports to its logger, kept instead of shown. */
final class Reports extends Handler {
  private static final Logger LOGGER = Logger.getLogger("dev.pollen");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  Reports() {
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(this);
  }

  List<LogRecord> records() {
    return records;
  }

  List<String> messages() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  @Override
  public void publish(LogRecord reported) {
    records.add(reported);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGER.removeHandler(this);
    LOGGER.setUseParentHandlers(true);
  }
}
