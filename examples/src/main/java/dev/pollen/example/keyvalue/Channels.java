package dev.pollen.example.keyvalue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who hears what is published. */
final class Channels {
  private final Map<Key, Set<Subscriber>> channels = new LinkedHashMap<>();
  private final Map<Key, Set<Subscriber>> patterns = new LinkedHashMap<>();
  private final Memory memory;

  Channels(Memory memory) {
    this.memory = memory;
  }

  /** The subscribers of channels, or of patterns of their names. */
  private Map<Key, Set<Subscriber>> map(boolean isPattern) {
    return isPattern ? patterns : channels;
  }

  void add(Subscriber subscriber, Key name, boolean isPattern) {
    map(isPattern).computeIfAbsent(name, none -> new LinkedHashSet<>()).add(subscriber);
    memory.add(cost(name));
  }

  void remove(Subscriber subscriber, Key name, boolean isPattern) {
    Set<Subscriber> left = map(isPattern).get(name);
    if (left != null && left.remove(subscriber)) {
      memory.add(-cost(name));
      if (left.isEmpty()) {
        map(isPattern).remove(name);
      }
    }
  }

  private static long cost(Key name) {
    return name.bytes().length + 2L * Memory.OVERHEAD;
  }

  /** Tells everybody who wants to hear it; says how many times it was told. */
  int publish(byte[] channel, byte[] message, Replies replies) {
    int told = 0;
    Set<Subscriber> subscribers = channels.getOrDefault(new Key(channel), Set.of());
    for (Subscriber subscriber : subscribers) {
      replies.begin().addArray(3).addBulk("message").addBulk(channel).addBulk(message);
      subscriber.tell(replies.end());
      told++;
    }
    for (Map.Entry<Key, Set<Subscriber>> each : patterns.entrySet()) {
      byte[] pattern = each.getKey().bytes();
      if (new Glob(pattern).matches(channel)) {
        for (Subscriber subscriber : each.getValue()) {
          replies.begin().addArray(4).addBulk("pmessage").addBulk(pattern);
          subscriber.tell(replies.addBulk(channel).addBulk(message).end());
          told++;
        }
      }
    }
    return told;
  }
}
