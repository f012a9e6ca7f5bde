package dev.pollen.linux.poll;

import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * poll(2): the kernel is told of all descriptors in each wait, so it costs the more the more there
 * are. Its list is kept between the waits.
 */
final class PollPoller implements Poller {
  /** {@code struct pollfd}: an int and two shorts. */
  private static final long SIZE = 8;

  private static final long WANTED = 4;
  private static final long HAPPENED = 6;
  private static final int NOWHERE = -1;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;

  private final Calls calls;
  private final MemorySegment timeout;
  private final MemorySegment counter;
  private int wakeUp = NOWHERE;

  /** The list, in memory that grows with it. */
  private Arena listArena = Arena.ofShared();

  private MemorySegment list = listArena.allocate(SIZE * 64, Long.BYTES);
  private long[] keys = new long[64];
  private int count;

  /** Where each descriptor stands in the list. */
  private int[] places = new int[64];

  /** What the last wait has found. The list may change while that is told. */
  private long[] readyKeys = new long[64];

  private int[] readyEvents = new int[64];
  private int readyCount;

  PollPoller(Calls calls, Arena arena) {
    this.calls = calls;
    timeout = arena.allocate(2 * Long.BYTES, Long.BYTES);
    counter = arena.allocate(Long.BYTES, Long.BYTES);
    Arrays.fill(places, NOWHERE);
  }

  @Override
  public void addWakeUp(int descriptor) {
    wakeUp = descriptor;
    add(descriptor, WAKE_UP, IN);
  }

  @Override
  public void add(int descriptor, long key, int wanted) {
    grow(descriptor);
    places[descriptor] = count;
    put(count++, descriptor, key, wanted);
  }

  private void put(int index, int descriptor, long key, int wanted) {
    list.set(INT, index * SIZE, descriptor);
    list.set(SHORT, index * SIZE + WANTED, (short) wanted);
    list.set(SHORT, index * SIZE + HAPPENED, (short) 0);
    keys[index] = key;
  }

  private void grow(int descriptor) {
    if (descriptor >= places.length) {
      int before = places.length;
      places = Arrays.copyOf(places, Math.max(descriptor + 1, 2 * before));
      Arrays.fill(places, before, places.length, NOWHERE);
    }
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
      // What is being told now stays where it is.
      readyKeys = Arrays.copyOf(readyKeys, 2 * count);
      readyEvents = Arrays.copyOf(readyEvents, 2 * count);
      Arena larger = Arena.ofShared();
      MemorySegment copy = larger.allocate(2L * count * SIZE, Long.BYTES);
      copy.copyFrom(list.asSlice(0, count * SIZE));
      listArena.close();
      listArena = larger;
      list = copy;
    }
  }

  @Override
  public void change(int descriptor, long key, int wanted) {
    put(places[descriptor], descriptor, key, wanted);
  }

  /** The last one takes the place of the one that leaves. */
  @Override
  public void remove(int descriptor) {
    int place = places[descriptor];
    places[descriptor] = NOWHERE;
    int last = --count;
    if (place != last) {
      int moved = list.get(INT, last * SIZE);
      places[moved] = place;
      put(place, moved, keys[last], list.get(SHORT, last * SIZE + WANTED));
    }
  }

  @Override
  public void release(int descriptor) {
    if (descriptor < places.length && places[descriptor] != NOWHERE) {
      remove(descriptor);
    }
    calls.close(descriptor);
  }

  @Override
  public int await(long timeoutNanos) throws IOException {
    readyCount = 0;
    MemorySegment until = MemorySegment.NULL;
    if (timeoutNanos >= 0) {
      timeout.set(ValueLayout.JAVA_LONG, 0, timeoutNanos / NANOS_PER_SECOND);
      timeout.set(ValueLayout.JAVA_LONG, Long.BYTES, timeoutNanos % NANOS_PER_SECOND);
      until = timeout;
    }
    int answer = calls.ppoll(list, count, until, MemorySegment.NULL);
    if (answer < 0 && answer != -Errors.EINTR) {
      throw Errors.exception("ppoll", answer);
    }
    if (answer > 0) {
      collect(answer);
    }
    return readyCount;
  }

  private void collect(int most) {
    for (int i = 0; i < count && readyCount < most; i++) {
      int happened = list.get(SHORT, i * SIZE + HAPPENED);
      if (happened != 0) {
        readyKeys[readyCount] = keys[i];
        readyEvents[readyCount++] = happened;
        if (keys[i] == WAKE_UP) {
          calls.read(wakeUp, counter, Long.BYTES);
        }
      }
    }
  }

  @Override
  public long key(int index) {
    return readyKeys[index];
  }

  @Override
  public int events(int index) {
    return readyEvents[index];
  }

  @Override
  public void close() {
    listArena.close();
  }
}
