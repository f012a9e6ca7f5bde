package dev.pollen.linux.socket;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The registered sockets of a transport. Each has a key, of a slot and of how many had that slot
 * before: the kernel hands it back with every event, and what it collected for a socket that is
 * closed by now has the key of nobody.
 */
final class SocketTable {
  private static final int GENERATION_SHIFT = 32;

  /** Keys stay positive, since negative ones have other meanings. */
  private static final int GENERATION_MASK = 0x7FFF_FFFF;

  private @Nullable DescriptorSocket[] sockets = new DescriptorSocket[64];
  private int[] generations = new int[64];

  /** Slots that are free again; the one that was freed last is used first. */
  private int[] free = new int[64];

  private int freeCount;
  private int used;

  long add(DescriptorSocket socket) {
    int slot = freeCount > 0 ? free[--freeCount] : used++;
    if (slot == sockets.length) {
      sockets = Arrays.copyOf(sockets, 2 * slot);
      generations = Arrays.copyOf(generations, 2 * slot);
      free = Arrays.copyOf(free, 2 * slot);
    }
    sockets[slot] = socket;
    generations[slot] = (generations[slot] + 1) & GENERATION_MASK;
    return ((long) generations[slot] << GENERATION_SHIFT) | slot;
  }

  void remove(long key) {
    int slot = (int) key;
    if (generations[slot] == (int) (key >>> GENERATION_SHIFT)) {
      sockets[slot] = null;
      free[freeCount++] = slot;
    }
  }

  /** Whose key it is; {@code null} if that socket is gone. */
  @Nullable DescriptorSocket at(long key) {
    int slot = (int) key;
    return generations[slot] == (int) (key >>> GENERATION_SHIFT) ? sockets[slot] : null;
  }
}
