package dev.pollen.testkit;

import dev.pollen.testkit.text.Escaped;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Bytes that were cut into pieces, none of them empty. Says what they are, for names of tests. */
final class Pieces extends AbstractList<byte[]> {
  private final byte[] bytes;

  /** Where each piece but the last one ends. */
  private final int[] ends;

  Pieces(byte[] bytes, int... ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  @Override
  public byte[] get(int index) {
    int start = index == 0 ? 0 : ends[index - 1];
    return Arrays.copyOfRange(bytes, start, index < ends.length ? ends[index] : bytes.length);
  }

  @Override
  public int size() {
    return bytes.length == 0 ? 0 : ends.length + 1;
  }

  @Override
  public String toString() {
    return stream().map(Escaped::literal).collect(Collectors.joining(" | "));
  }
}
