package dev.pollen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The commands of a protocol: tells which of them a line begins with. What that costs does not
 * depend on how many there are, and nothing is allocated. Immutable, so that all connections and
 * threads may share them.
 */
public final class Commands {
  private static final int FREE = -1;

  private final List<String> names;
  private final boolean ignoresCase;

  /** As they are compared: in capitals if that makes no difference. */
  private final byte[][] keys;

  /** Indices of names, each at the place that its hash says, or at the next one that was free. */
  private final int[] table;

  private Commands(boolean ignoresCase, String... names) {
    this.names = List.of(names);
    this.ignoresCase = ignoresCase;
    keys = new byte[names.length][];
    // At least half of it stays free, so that a search is short and has an end.
    table = new int[Math.max(2, Integer.highestOneBit(names.length) * 4)];
    Arrays.fill(table, FREE);
    for (int i = 0; i < names.length; i++) {
      enter(i);
    }
  }

  /**
   * Commands whose letters may be small or capital. Only the letters of ASCII have both.
   *
   * @param names one word each, which is received as UTF-8
   * @return the commands
   * @throws IllegalArgumentException if two names are the same, or one is empty, or has a space or
   *     a tab in it
   */
  public static Commands ignoringCase(String... names) {
    return new Commands(true, names);
  }

  /**
   * Commands that are sent exactly as they are given here.
   *
   * @param names one word each, which is received as UTF-8
   * @return the commands
   * @throws IllegalArgumentException if two names are the same, or one is empty, or has a space or
   *     a tab in it
   */
  public static Commands exactly(String... names) {
    return new Commands(false, names);
  }

  /**
   * The names of the commands.
   *
   * @return the names, in the order in which they were given, which is that of their indices
   */
  public List<String> names() {
    return names;
  }

  /**
   * Finds the command that the words begin with.
   *
   * @param words the words
   * @return the index of its name; -1 if it has none, or there are no words
   */
  public int find(Words words) {
    int start = words.commandStart();
    int end = words.commandEnd();
    return start == end ? FREE : table[search(words.source(), start, end)];
  }

  /** The place in the table of a word, or of nothing, where it would belong. */
  private int search(ByteBuffer source, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + folded(source.get(i));
    }
    int place = (hash ^ (hash >>> 16)) & (table.length - 1);
    while (table[place] != FREE && !isAt(source, start, end, keys[table[place]])) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  private boolean isAt(ByteBuffer source, int start, int end, byte[] key) {
    if (key.length != end - start) {
      return false;
    }
    for (int i = 0; i < key.length; i++) {
      if (key[i] != folded(source.get(start + i))) {
        return false;
      }
    }
    return true;
  }

  private byte folded(byte letter) {
    return ignoresCase ? Ascii.upper(letter) : letter;
  }

  private void enter(int index) {
    String name = names.get(index);
    byte[] key = key(name);
    int place = search(ByteBuffer.wrap(key), 0, key.length);
    if (table[place] != FREE) {
      throw new IllegalArgumentException(
          "The commands \"" + names.get(table[place]) + "\" and \"" + name + "\" are the same");
    }
    keys[index] = key;
    table[place] = index;
  }

  private byte[] key(String name) {
    if (name.isEmpty() || name.indexOf(' ') >= 0 || name.indexOf('\t') >= 0) {
      throw new IllegalArgumentException("A command is one word, and not \"" + name + '"');
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("A command must be a text that UTF-8 can express");
    }
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < key.length; i++) {
      key[i] = folded(key[i]);
    }
    return key;
  }

  @Override
  public String toString() {
    return "Commands" + names + (ignoresCase ? " ignoring case" : "");
  }
}
