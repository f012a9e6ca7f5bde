package dev.pollen.example.keyvalue;

import dev.pollen.Limits;
import dev.pollen.annotation.Every;
import dev.pollen.annotation.OnAccept;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/** What all clients share: the keys, the channels, and the memory in which replies are written. */
public final class KeyValueServer {
  private static final long HEAP = Runtime.getRuntime().maxMemory();
  private static final int MAX_OUTPUT = 256 * 1024 * 1024;
  private static final int MAX_REPLY = (int) Math.min(MAX_OUTPUT, HEAP / 8);

  /** What the loop needs: replies may be long, and a client may read them late. */
  public static final Limits LIMITS =
      Limits.DEFAULT.with(limits -> limits.maxOutput(MAX_OUTPUT).maxMemory(HEAP / 4));

  /** How many keys are removed before clients have their turn again. */
  private static final int EXPIRED_AT_ONCE = 5000;

  private final Store store;
  private final Channels channels;
  private final Memory memory;
  private final Replies replies;
  private final long started;
  private final Set<Session> sessions = new HashSet<>();
  private long lastId;

  /**
   * Creates an empty store.
   *
   * @param maxBytes how much may be kept, roughly
   * @throws IllegalArgumentException if that is negative
   */
  public KeyValueServer(long maxBytes) {
    this(maxBytes, System::currentTimeMillis);
  }

  KeyValueServer(long maxBytes, LongSupplier clock) {
    this(maxBytes, MAX_REPLY, clock);
  }

  KeyValueServer(long maxBytes, int maxReply, LongSupplier clock) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes must not be negative, but is " + maxBytes);
    }
    memory = new Memory(maxBytes);
    store = new Store(clock, memory);
    channels = new Channels(memory);
    replies = new Replies(maxReply);
    started = clock.getAsLong();
  }

  @OnAccept
  Session accept() {
    return new Session(this, ++lastId);
  }

  @Every("50ms")
  void removeExpired() {
    store.removeExpired(EXPIRED_AT_ONCE);
  }

  Store store() {
    return store;
  }

  Channels channels() {
    return channels;
  }

  Memory memory() {
    return memory;
  }

  Replies replies() {
    return replies;
  }

  Set<Session> sessions() {
    return sessions;
  }

  long uptimeSeconds() {
    return (store.now() - started) / 1000;
  }
}
