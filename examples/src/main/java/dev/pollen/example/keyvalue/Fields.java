package dev.pollen.example.keyvalue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A hash: fields and their values, in the order in which the fields came. */
final class Fields {
  private final Map<Key, byte[]> values = new LinkedHashMap<>();
  private long bytes;

  int size() {
    return values.size();
  }

  /** How many bytes the fields and values have. */
  long bytes() {
    return bytes;
  }

  byte @Nullable [] get(byte[] field) {
    return values.get(new Key(field));
  }

  /** Says whether the field is new. */
  boolean put(byte[] field, byte[] value) {
    byte[] before = values.put(new Key(field), value);
    bytes += before == null ? field.length + value.length : value.length - before.length;
    return before == null;
  }

  /** Says whether the field was there. */
  boolean remove(byte[] field) {
    byte[] before = values.remove(new Key(field));
    bytes -= before == null ? 0 : field.length + before.length;
    return before != null;
  }

  void forEach(BiConsumer<byte[], byte[]> action) {
    values.forEach((field, value) -> action.accept(field.bytes(), value));
  }
}
