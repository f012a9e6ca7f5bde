package dev.pollen.linux.uring;

import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.system.Calls;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Waits by a ring. For sockets that leave their data to the ring, this turns completions into
 * readiness; other descriptors it watches as any poller does.
 */
final class RingPoller implements Poller {
  /**
   * How many sockets one wait tells of. What they are given to send leaves with the next one, while
   * it is still in the caches and before many others are served.
   */
  private static final int MOST_TOLD = 64;

  private static final Logger LOGGER = System.getLogger("dev.pollen.linux");

  private final Calls calls;
  private final Chunks chunks;
  private final Transmissions transmissions;
  private final Ring ring;
  private final BufferRing buffers;
  private final Exchange exchange;

  /** By descriptor. */
  private @Nullable Watch[] watches = new Watch[64];

  /** What may make sockets ready: looked at in each wait, until it does not. */
  private final ArrayDeque<ToldRequest> listed = new ArrayDeque<>();

  /** What the last wait has found. */
  private final long[] readyKeys = new long[MOST_TOLD];

  private final int[] readyEvents = new int[MOST_TOLD];
  private int readyCount;
  private boolean isWoken;

  /**
   * Opens a ring.
   *
   * @param counts of the buffers to receive into
   * @param patience with those who do not read what a closed socket has still to send
   */
  RingPoller(Calls calls, Arena arena, BufferCounts counts, Duration patience) throws IOException {
    this.calls = calls;
    chunks = new Chunks(arena);
    ring = new Ring(calls, arena);
    try {
      buffers = new BufferRing(ring, counts);
    } catch (IOException | RuntimeException e) {
      ring.close();
      throw e;
    }
    exchange = new Exchange(calls, ring, buffers, new Patience(patience, arena));
    transmissions = new Transmissions(this);
  }

  Calls calls() {
    return calls;
  }

  Chunks chunks() {
    return chunks;
  }

  Transmissions transmissions() {
    return transmissions;
  }

  Exchange exchange() {
    return exchange;
  }

  // ---- what is watched ----

  @Override
  public void addWakeUp(int descriptor) {
    new WakeUp(exchange, descriptor, () -> isWoken = true).changed();
  }

  @Override
  public void add(int descriptor, long key, int wanted) {
    if (descriptor >= watches.length) {
      watches = Arrays.copyOf(watches, Math.max(descriptor + 1, 2 * watches.length));
    }
    Watch watch = watches[descriptor];
    if (watch == null) {
      watch = new Watch(this, exchange, descriptor);
      watches[descriptor] = watch;
    }
    watch.want(key, wanted);
  }

  @Override
  public void change(int descriptor, long key, int wanted) {
    add(descriptor, key, wanted);
  }

  @Override
  public void remove(int descriptor) {
    Watch watch = watches[descriptor];
    if (watch != null) {
      watch.wantNothing();
    }
  }

  /** A descriptor is about to be closed: whoever has its number next is watched anew. */
  void forget(int descriptor) {
    if (descriptor < watches.length && watches[descriptor] != null) {
      remove(descriptor);
      watches[descriptor] = null;
    }
  }

  @Override
  public void release(int descriptor) {
    forget(descriptor);
    exchange.descriptors().close(descriptor);
  }

  // ---- waiting ----

  /** A socket may have become ready. */
  void mayBeReady(ToldRequest request) {
    if (!request.isListed) {
      request.isListed = true;
      listed.add(request);
    }
  }

  @Override
  public void flush() throws IOException {
    exchange.flush();
  }

  @Override
  public void releaseClosed() throws IOException {
    exchange.releaseClosed();
  }

  /** Not every completion is of interest to somebody; then the wait goes on. */
  @Override
  public int await(long timeoutNanos) throws IOException {
    buffers.takeBack();
    long start = timeoutNanos > 0 ? System.nanoTime() : 0;
    long left = timeoutNanos;
    boolean isOver;
    do {
      boolean waits = left != 0 && !isWoken && !hasReady();
      exchange.run(waits ? left : 0);
      collectReady();
      isOver = !waits || isWoken || readyCount > 0;
      if (left > 0) {
        left = Math.max(0, timeoutNanos - (System.nanoTime() - start));
      }
    } while (!isOver && left != 0);
    isWoken = false;
    return readyCount;
  }

  private boolean hasReady() {
    for (ToldRequest request : listed) {
      if (request.readyEvents() != 0) {
        return true;
      }
    }
    return false;
  }

  private void collectReady() {
    readyCount = 0;
    for (int left = listed.size(); left > 0 && readyCount < MOST_TOLD; left--) {
      ToldRequest request = listed.remove();
      int events = request.readyEvents();
      if (events == 0) {
        request.isListed = false;
      } else {
        put(request.key(), events);
        request.told();
        // Behind those whose turn has not come.
        listed.add(request);
      }
    }
  }

  private void put(long key, int events) {
    readyKeys[readyCount] = key;
    readyEvents[readyCount++] = events;
  }

  @Override
  public long key(int index) {
    return readyKeys[index];
  }

  @Override
  public int events(int index) {
    return readyEvents[index];
  }

  @Override
  public void close() {
    boolean isQuiet = false;
    try {
      isQuiet = exchange.close();
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "The requests of a ring cannot be cancelled", e);
    }
    if (isQuiet) {
      // Else the kernel may still write into them, so that they have to stay.
      buffers.close();
    }
    ring.close();
  }
}
