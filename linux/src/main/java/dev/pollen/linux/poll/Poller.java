package dev.pollen.linux.poll;

import java.io.IOException;

/** Waits for descriptors, by one of the calls that Linux has for it. Level-triggered. */
public interface Poller extends AutoCloseable {
  /** There are data, or a peer to accept ({@code POLLIN}, {@code EPOLLIN}). */
  int IN = 0x001;

  /** There is an urgent byte ({@code POLLPRI}). */
  int PRI = 0x002;

  /** There is room for output ({@code POLLOUT}). */
  int OUT = 0x004;

  /** There is an error to be read ({@code POLLERR}); told whether asked for or not. */
  int ERR = 0x008;

  /** Both directions have ended ({@code POLLHUP}); told whether asked for or not. */
  int HUP = 0x010;

  /** The key of what ends a wait and tells nothing else. */
  long WAKE_UP = -1;

  /** The key of the poller inside this one, which watches channels of the JDK. */
  long ADOPTED = -2;

  /** Watches the descriptor that ends a wait. */
  void addWakeUp(int descriptor) throws IOException;

  /**
   * Watches a descriptor.
   *
   * @param key what {@link #key} tells with its events
   * @param events for what; at least one
   */
  void add(int descriptor, long key, int events) throws IOException;

  /** Watches a descriptor that is watched for other events from now on. */
  void change(int descriptor, long key, int events) throws IOException;

  /** Watches a descriptor no more, and tells no event of it that was collected before. */
  void remove(int descriptor) throws IOException;

  /** Closes a descriptor, whether it is watched or not; it need not be removed before. */
  void release(int descriptor);

  /** Sends what was to be sent with the next wait; nothing, unless a poller puts that off. */
  default void flush() throws IOException {}

  /** Closes what was to be closed with the next wait; nothing, unless a poller puts that off. */
  default void releaseClosed() throws IOException {}

  /**
   * Waits.
   *
   * @param timeoutNanos as for {@link dev.pollen.transport.Transport#await}
   * @return how many events there are
   */
  int await(long timeoutNanos) throws IOException;

  /** Whose event this is. */
  long key(int index);

  /** What has happened. */
  int events(int index);

  @Override
  void close();
}
