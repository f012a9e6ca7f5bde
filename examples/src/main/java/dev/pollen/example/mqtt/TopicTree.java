package dev.pollen.example.mqtt;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something for each of many topics, or filters of topics, level by level (section 4.7). Wildcards
 * do not match what begins with a dollar sign.
 *
 * @param <V> what there is for each
 */
final class TopicTree<V> {
  private final Map<String, TopicTree<V>> levels = new HashMap<>();
  private @Nullable V value;

  /** What a topic costs, roughly, if it shares no level with another. */
  static long cost(String topic) {
    return 2L * topic.length() + 256L * Topics.split(topic).length;
  }

  boolean isEmpty() {
    return value == null && levels.isEmpty();
  }

  @Nullable V get(String topic) {
    TopicTree<V> at = this;
    for (String level : Topics.split(topic)) {
      at = at.levels.get(level);
      if (at == null) {
        return null;
      }
    }
    return at.value;
  }

  void put(String topic, V newValue) {
    TopicTree<V> at = this;
    for (String level : Topics.split(topic)) {
      at = at.levels.computeIfAbsent(level, none -> new TopicTree<>());
    }
    at.value = newValue;
  }

  void remove(String topic) {
    remove(Topics.split(topic), 0);
  }

  private void remove(String[] topic, int at) {
    if (at == topic.length) {
      value = null;
      return;
    }
    TopicTree<V> next = levels.get(topic[at]);
    if (next != null) {
      next.remove(topic, at + 1);
      if (next.isEmpty()) {
        levels.remove(topic[at]);
      }
    }
  }

  /** In a tree of filters: finds those that match a topic. */
  void filtersOf(String topic, Consumer<? super V> found) {
    filtersOf(Topics.split(topic), 0, found);
  }

  private void filtersOf(String[] topic, int at, Consumer<? super V> found) {
    boolean isHidden = at == 0 && topic[0].startsWith("$");
    TopicTree<V> all = levels.get("#");
    if (all != null && !isHidden) {
      all.tell(found);
    }
    if (at == topic.length) {
      tell(found);
      return;
    }
    TopicTree<V> same = levels.get(topic[at]);
    if (same != null) {
      same.filtersOf(topic, at + 1, found);
    }
    TopicTree<V> any = levels.get("+");
    if (any != null && !isHidden) {
      any.filtersOf(topic, at + 1, found);
    }
  }

  /** In a tree of topics: finds those that a filter matches. */
  void topicsOf(String filter, Consumer<? super V> found) {
    topicsOf(Topics.split(filter), 0, true, found);
  }

  private void topicsOf(String[] filter, int at, boolean isRoot, Consumer<? super V> found) {
    boolean isAll = at < filter.length && filter[at].equals("#");
    if (isAll || at == filter.length) {
      tell(found);
    }
    if (isAll || (at < filter.length && filter[at].equals("+"))) {
      levels.forEach(
          (level, next) -> {
            if (!isRoot || !level.startsWith("$")) {
              next.topicsOf(filter, isAll ? at : at + 1, false, found);
            }
          });
    } else if (at < filter.length && levels.containsKey(filter[at])) {
      levels.get(filter[at]).topicsOf(filter, at + 1, false, found);
    }
  }

  private void tell(Consumer<? super V> found) {
    if (value != null) {
      found.accept(value);
    }
  }
}
