package dev.pollen.transport;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams that are to leave together: their bytes, copied one behind the other into one piece of
 * memory, and their receivers. Used again and again, so that a datagram costs no allocation.
 */
public final class DatagramBatch {
  /** How many datagrams it holds at most. */
  public static final int MAX_DATAGRAMS = 64;

  private final ByteBuffer memory;

  /** What is lent of the memory. */
  private final ByteBuffer view;

  private final int[] ends = new int[MAX_DATAGRAMS];
  private final @Nullable SocketAddress[] receivers = new SocketAddress[MAX_DATAGRAMS];
  private int count;

  /**
   * An empty batch.
   *
   * @param memory where the bytes are kept; a direct buffer spares the system call another copy
   */
  public DatagramBatch(ByteBuffer memory) {
    this.memory = memory.clear();
    this.view = memory.asReadOnlyBuffer();
  }

  /**
   * Copies a datagram behind those that are there.
   *
   * @param data the datagram, which may be empty; read to its limit if there was room for it
   * @param to the receiver; {@code null} is the one peer
   * @return whether there was room
   */
  public boolean add(ByteBuffer data, @Nullable SocketAddress to) {
    if (count == MAX_DATAGRAMS || data.remaining() > memory.remaining()) {
      return false;
    }
    memory.put(data);
    ends[count] = memory.position();
    receivers[count++] = to;
    return true;
  }

  /**
   * How many datagrams there are.
   *
   * @return their number
   */
  public int count() {
    return count;
  }

  /**
   * How many bytes all datagrams have together.
   *
   * @return their number
   */
  public int bytes() {
    return memory.position();
  }

  /**
   * Where a datagram begins.
   *
   * @param index which one; the number of datagrams tells the end of the last
   * @return its place among the bytes of all
   */
  public int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  /**
   * How long a datagram is.
   *
   * @param index which one
   * @return the number of its bytes
   */
  public int size(int index) {
    return ends[index] - start(index);
  }

  /**
   * The bytes of all datagrams, of which {@link #start} tells the first of each.
   *
   * @return a read-only buffer, valid until this batch is asked for bytes again or changed
   */
  public ByteBuffer all() {
    return view.limit(bytes()).position(0);
  }

  /**
   * The bytes of a datagram.
   *
   * @param index which one
   * @return a read-only buffer, valid until this batch is asked for bytes again or changed
   */
  public ByteBuffer data(int index) {
    return view.limit(ends[index]).position(start(index));
  }

  /**
   * Who gets a datagram.
   *
   * @param index which one
   * @return the receiver; {@code null} is the one peer
   */
  public @Nullable SocketAddress receiver(int index) {
    return receivers[index];
  }

  /** Forgets all datagrams. */
  public void clear() {
    for (int i = 0; i < count; i++) {
      receivers[i] = null;
    }
    count = 0;
    memory.clear();
  }
}
