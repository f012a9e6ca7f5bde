package dev.pollen.example.keyvalue;

/** A key with its value. */
final class Entry {
  /** When what has no expiry expires. */
  static final long NEVER = Long.MAX_VALUE;

  private final Key key;

  /** A {@code byte[]}, a {@link Ring} or {@link Fields}. */
  private Object value;

  private long expiresAt = NEVER;

  /** Where it is in the list of all entries. */
  private int place;

  /** What it was counted as in the memory. */
  private long counted;

  Entry(Key key, Object value, int place) {
    this.key = key;
    this.value = value;
    this.place = place;
  }

  Key key() {
    return key;
  }

  Object value() {
    return value;
  }

  void value(Object newValue) {
    value = newValue;
  }

  /** In milliseconds since 1970. */
  long expiresAt() {
    return expiresAt;
  }

  void expiresAt(long newTime) {
    expiresAt = newTime;
  }

  int place() {
    return place;
  }

  void place(int newPlace) {
    place = newPlace;
  }

  /** By how many bytes it has grown since this was asked last. */
  long growth() {
    long before = counted;
    counted = Memory.OVERHEAD + key.bytes().length + valueBytes();
    return counted - before;
  }

  private long valueBytes() {
    if (value instanceof Ring list) {
      return list.bytes() + (long) list.size() * Memory.OVERHEAD / 4;
    }
    if (value instanceof Fields hash) {
      return hash.bytes() + (long) hash.size() * Memory.OVERHEAD;
    }
    return ((byte[]) value).length;
  }

  /** How many bytes the memory has to be told that are free without it. */
  long counted() {
    return counted;
  }

  String type() {
    return value instanceof Ring ? "list" : value instanceof Fields ? "hash" : "string";
  }
}
