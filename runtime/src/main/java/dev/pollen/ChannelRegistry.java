package dev.pollen;

import java.util.ArrayList;
import java.util.List;

/**
 * The channels of a loop. Each knows its place, so that adding and removing cost the same for any
 * number of them.
 */
final class ChannelRegistry {
  static final int NO_SLOT = -1;

  private final ArrayList<Channel> channels = new ArrayList<>();

  boolean isEmpty() {
    return channels.isEmpty();
  }

  int size() {
    return channels.size();
  }

  List<Channel> snapshot() {
    return List.copyOf(channels);
  }

  void add(Channel channel) {
    channel.slot = channels.size();
    channels.add(channel);
  }

  void remove(Channel channel) {
    if (channel.slot == NO_SLOT) {
      return;
    }
    Channel last = channels.remove(channels.size() - 1);
    if (last != channel) {
      last.slot = channel.slot;
      channels.set(channel.slot, last);
    }
    channel.slot = NO_SLOT;
  }
}
