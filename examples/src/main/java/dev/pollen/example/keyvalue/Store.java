package dev.pollen.example.keyvalue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All keys. A value is a {@code byte[]}, a {@link Ring} or {@link Fields}; where another kind is
 * found than the one that is asked for, the request is refused. What has expired is not there any
 * more, whether or not it has been removed yet.
 */
final class Store {
  private final Map<Key, Entry> entries = new HashMap<>();

  /** The same in some order, for those who go through it piece by piece. */
  private final List<Entry> places = new ArrayList<>();

  private final NavigableSet<Entry> expiring =
      new TreeSet<>(Comparator.<Entry>comparingLong(Entry::expiresAt).thenComparing(Entry::key));

  private final LongSupplier clock;
  private final Memory memory;

  /** How much of it the entries have. */
  private long bytes;

  /** Uses a clock of milliseconds since 1970. */
  Store(LongSupplier clock, Memory memory) {
    this.clock = clock;
    this.memory = memory;
  }

  long now() {
    return clock.getAsLong();
  }

  /** How many keys there are, those included that have expired and were not removed yet. */
  int size() {
    return entries.size();
  }

  /** How many of them will expire. */
  int expiring() {
    return expiring.size();
  }

  // ---- values ----

  /** The value of a key, or {@code null}. */
  <T> @Nullable T find(byte[] key, Class<T> type) throws Refusal {
    Entry entry = entry(new Key(key));
    return entry == null ? null : cast(entry, type);
  }

  /** The value of a key, which may be made now; {@link #changed} must follow. */
  <T> T findOrAdd(byte[] key, Class<T> type, Supplier<? extends T> maker) throws Refusal {
    memory.requireSome();
    Key wanted = new Key(key);
    Entry entry = entry(wanted);
    return cast(entry == null ? add(wanted, maker.get()) : entry, type);
  }

  private static <T> T cast(Entry entry, Class<T> type) throws Refusal {
    if (!type.isInstance(entry.value())) {
      throw Refusal.wrongType();
    }
    return type.cast(entry.value());
  }

  /** To be told when a list or hash has grown or shrunk: an empty one is none. */
  void changed(byte[] key) {
    Entry entry = entry(new Key(key));
    if (entry != null) {
      boolean isEmpty =
          (entry.value() instanceof Ring list && list.isEmpty())
              || (entry.value() instanceof Fields hash && hash.size() == 0);
      if (isEmpty) {
        remove(entry);
      } else {
        count(entry.growth());
      }
    }
  }

  /** Sets the value of a key, whatever it was, for ever. */
  void put(byte[] key, Object value) throws Refusal {
    expire(replace(key, value), Entry.NEVER);
  }

  /** Sets the values of keys, by turns a key and its value, as {@link #put} does: all or none. */
  void putAll(byte[] key, byte[] value, byte[]... more) throws Refusal {
    memory.requireSome();
    expire(set(key, value), Entry.NEVER);
    for (int i = 0; i < more.length; i += 2) {
      expire(set(more[i], more[i + 1]), Entry.NEVER);
    }
  }

  /** Sets the value of a key that may expire as before. */
  Entry replace(byte[] key, Object value) throws Refusal {
    memory.requireSome();
    return set(key, value);
  }

  /** Does so even if there is no room. */
  private Entry set(byte[] key, Object value) {
    Key wanted = new Key(key);
    Entry entry = entry(wanted);
    if (entry == null) {
      return add(wanted, value);
    }
    entry.value(value);
    count(entry.growth());
    return entry;
  }

  // ---- keys ----

  /** What a key has, or {@code null}. */
  @Nullable Entry entry(byte[] key) {
    return entry(new Key(key));
  }

  private @Nullable Entry entry(Key key) {
    Entry entry = entries.get(key);
    if (entry != null && hasExpired(entry)) {
      remove(entry);
      return null;
    }
    return entry;
  }

  private boolean hasExpired(Entry entry) {
    return entry.expiresAt() != Entry.NEVER && entry.expiresAt() <= now();
  }

  /** Says whether it was there. */
  boolean remove(byte[] key) {
    Entry entry = entry(new Key(key));
    if (entry != null) {
      remove(entry);
    }
    return entry != null;
  }

  void expire(Entry entry, long time) {
    if (entry.expiresAt() != time) {
      expiring.remove(entry);
      entry.expiresAt(time);
      if (time != Entry.NEVER) {
        expiring.add(entry);
      }
    }
  }

  /** Needs no room, unless its name grows: what is moved was there before. */
  void rename(Entry from, byte[] to) throws Refusal {
    if (to.length > from.key().bytes().length) {
      memory.requireSome();
    }
    remove(from);
    expire(set(to, from.value()), from.expiresAt());
  }

  void clear() {
    entries.clear();
    places.clear();
    expiring.clear();
    count(-bytes);
  }

  private void count(long more) {
    bytes += more;
    memory.add(more);
  }

  private Entry add(Key key, Object value) {
    Entry entry = new Entry(key, value, places.size());
    entries.put(key, entry);
    places.add(entry);
    count(entry.growth());
    return entry;
  }

  private void remove(Entry entry) {
    entries.remove(entry.key());
    expiring.remove(entry);
    count(-entry.counted());
    Entry last = places.remove(places.size() - 1);
    if (last != entry) {
      places.set(entry.place(), last);
      last.place(entry.place());
    }
  }

  /** Removes some of what has expired, the oldest first. */
  void removeExpired(int most) {
    for (int i = 0; i < most && !expiring.isEmpty() && hasExpired(expiring.first()); i++) {
      remove(expiring.first());
    }
  }

  /** All that has not expired. */
  List<Entry> all() {
    return living(places);
  }

  /** Where to begin to go through all keys piece by piece, from the last place to the first. */
  int lastPlace() {
    return places.size();
  }

  /**
   * What is at some places. Whoever goes on with the places before them sees each key that is there
   * all the time: when one is removed, the last of all takes its place, and that has been seen, or
   * comes before where one is anyway.
   */
  List<Entry> between(int from, int to) {
    return living(places.subList(from, to));
  }

  private List<Entry> living(List<Entry> some) {
    return some.stream().filter(entry -> !hasExpired(entry)).toList();
  }
}
