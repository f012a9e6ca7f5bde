package dev.pollen.example.mqtt;

import java.net.ProtocolException;

/** What names of topics, and filters of them, look like (section 4.7). */
final class Topics {
  private static final int MAX_LENGTH = 1024;
  private static final int MAX_LEVELS = 64;

  private Topics() {}

  static String requireName(String name) throws ProtocolException {
    if (levels(name).length > MAX_LEVELS || name.indexOf('+') >= 0 || name.indexOf('#') >= 0) {
      throw new ProtocolException("Not the name of a topic");
    }
    return name;
  }

  static String requireFilter(String filter) throws ProtocolException {
    String[] levels = levels(filter);
    boolean isFilter = levels.length <= MAX_LEVELS;
    for (int i = 0; i < levels.length; i++) {
      String level = levels[i];
      boolean isLast = i == levels.length - 1;
      isFilter &= level.equals("+") || level.indexOf('+') < 0;
      isFilter &= level.indexOf('#') < 0 || (level.equals("#") && isLast);
    }
    if (!isFilter) {
      throw new ProtocolException("Not a filter of topics");
    }
    return filter;
  }

  static String[] levels(String topic) throws ProtocolException {
    if (topic.isEmpty() || topic.length() > MAX_LENGTH) {
      throw new ProtocolException("A topic of " + topic.length() + " characters");
    }
    return split(topic);
  }

  static String[] split(String topic) {
    return topic.split("/", -1);
  }
}
