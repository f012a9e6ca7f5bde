package dev.pollen.example.keyvalue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that something is found by. They have an order, which keeps hash maps fast when somebody
 * chooses keys of the same hash on purpose.
 */
final class Key implements Comparable<Key> {
  private final byte[] bytes;
  private final int hash;

  /** Takes bytes that do not change. */
  Key(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key that && hash == that.hash && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return Text.of(bytes);
  }
}
