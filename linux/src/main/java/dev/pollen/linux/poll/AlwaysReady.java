package dev.pollen.linux.poll;

import dev.pollen.linux.system.Calls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of files that never have to be waited for, those of which something is wanted. epoll(7) refuses
 * such files (EPERM), and poll(2) says that they are ready, always; so does this, for all.
 */
public final class AlwaysReady implements Poller {
  private record Wish(long key, int events) {}

  private final Calls calls;

  /** By descriptor. */
  private final Map<Integer, Wish> wishes = new LinkedHashMap<>();

  /** As they were in the last wait: whoever is told may change his mind. */
  private List<Wish> told = List.of();

  /** An empty one. */
  public AlwaysReady(Calls calls) {
    this.calls = calls;
  }

  /** Whether nobody wants anything, so that others have to be waited for. */
  public boolean isEmpty() {
    return wishes.isEmpty();
  }

  @Override
  public void addWakeUp(int descriptor) {
    throw new UnsupportedOperationException("Nothing is waited for here that could be ended");
  }

  @Override
  public void add(int descriptor, long key, int events) {
    wishes.put(descriptor, new Wish(key, events));
  }

  @Override
  public void change(int descriptor, long key, int events) {
    add(descriptor, key, events);
  }

  @Override
  public void remove(int descriptor) {
    wishes.remove(descriptor);
  }

  @Override
  public void release(int descriptor) {
    remove(descriptor);
    calls.close(descriptor);
  }

  /** Never waits. */
  @Override
  public int await(long timeoutNanos) {
    told = wishes.isEmpty() ? List.of() : new ArrayList<>(wishes.values());
    return told.size();
  }

  @Override
  public long key(int index) {
    return told.get(index).key;
  }

  @Override
  public int events(int index) {
    return told.get(index).events;
  }

  @Override
  public void close() {
    wishes.clear();
  }
}
