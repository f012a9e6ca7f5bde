package dev.pollen.wire;

import java.nio.ByteBuffer;

/** Something that takes some bytes, and can say how many without reading all of them. */
@FunctionalInterface
public interface Extent {

  /**
   * Where something ends that begins at an index.
   *
   * @param input what has arrived; it is not changed
   * @param from the index, perhaps behind the limit
   * @return the index behind it; if it has not arrived as a whole, some index behind the limit
   * @throws MalformedMessageException if its bytes say that it is longer than it may be
   */
  long end(ByteBuffer input, long from) throws MalformedMessageException;
}
