package dev.pollen.linux.socket;

import dev.pollen.linux.system.SocketAddresses;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of those who have sent something lately, so that one who sends again costs no new
 * object. A newer one takes the place of an older one with the same hash.
 */
final class KnownSenders {
  /** How many; a power of two. */
  private static final int COUNT = 64;

  private final MemorySegment raw;
  private final int[] lengths = new int[COUNT];
  private final @Nullable SocketAddress[] addresses = new SocketAddress[COUNT];

  KnownSenders(Arena arena) {
    raw = arena.allocate((long) COUNT * SocketAddresses.STORAGE, Long.BYTES);
  }

  /** The address that a call has told, with its length. */
  SocketAddress at(MemorySegment names, long offset, int length) {
    int used = Math.min(length, SocketAddresses.STORAGE);
    int place = hash(names, offset, used) & (COUNT - 1);
    long kept = (long) place * SocketAddresses.STORAGE;
    SocketAddress known = addresses[place];
    if (known != null
        && lengths[place] == used
        && MemorySegment.mismatch(names, offset, offset + used, raw, kept, kept + used) < 0) {
      return known;
    }
    SocketAddress told = SocketAddresses.read(names, offset, used);
    MemorySegment.copy(names, offset, raw, kept, used);
    lengths[place] = used;
    addresses[place] = told;
    return told;
  }

  private static int hash(MemorySegment names, long offset, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + names.get(ValueLayout.JAVA_BYTE, offset + i);
    }
    return hash ^ (hash >>> 16);
  }
}
