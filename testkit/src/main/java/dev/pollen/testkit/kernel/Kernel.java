package dev.pollen.testkit.kernel;

import dev.pollen.testkit.Fault;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * The simulated system under all sockets: its clock, what is under way, and who listens where.
 *
 * <p>Everything in it is guarded by its own monitor, since other threads may wake those that wait.
 */
public final class Kernel {
  /** What {@link #nextEventNanos()} answers if nothing is under way. */
  public static final long NEVER = Long.MAX_VALUE;

  /** How long what is sent may be under way, in microseconds. */
  private static final long LONGEST_DELAY_MICROS = 50_000;

  private static final long NANOS_PER_MICRO = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /**
   * What the clock of a transport shows at the beginning: one second before it overflows, so that
   * every simulation is also a test of that.
   */
  private static final long FIRST_READING = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

  private final Decisions decisions;
  private final AddressTable addresses = new AddressTable();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long elapsedNanos;
  private long eventsSoFar;

  /** When the system's clock showed what {@link #FIRST_READING} is, if it is followed. */
  private long followedSince;

  private boolean followsRealTime;
  private int sendBufferBytes = 64 * 1024;

  /** So many sockets of each kind there were. */
  private final Map<Kind, Integer> named = new EnumMap<>(Kind.class);

  /** What there are sockets of. */
  enum Kind {
    TCP("tcp-"),
    UNIX("unix-"),
    PIPE("pipe-"),
    UDP("udp-"),
    LISTENER("listener-");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  private record Event(long nanos, long number, Runnable effect) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return nanos != other.nanos
          ? Long.compare(nanos, other.nanos)
          : Long.compare(number, other.number);
    }
  }

  /** A system in which decisions fall so. */
  public Kernel(Decisions decisions) {
    this.decisions = decisions;
  }

  /** A place for decisions. */
  public Site site(String name) {
    return new Site(decisions, name);
  }

  AddressTable addresses() {
    return addresses;
  }

  /** How much a socket of TCP that is opened now may have sent before there is room for it. */
  synchronized int sendBufferBytes() {
    return sendBufferBytes;
  }

  /** Sets that. */
  public synchronized void sendBufferBytes(int bytes) {
    sendBufferBytes = bytes;
  }

  /** Where somebody may listen who does not mind the port. */
  public InetSocketAddress freshAddress() {
    return new InetSocketAddress(AddressTable.LOOPBACK_4, 0);
  }

  /** A name that no other socket has. */
  String nextName(Kind kind) {
    return kind.prefix + named.merge(kind, 1, Integer::sum);
  }

  // ---- time ----

  /** The clock of the transports. */
  public synchronized long nanoTime() {
    return FIRST_READING + elapsedNanos();
  }

  /** How much time has passed in this system. */
  public synchronized long elapsedNanos() {
    return followsRealTime ? System.nanoTime() - followedSince : elapsedNanos;
  }

  /** From now on time passes by itself, for what is about several threads. */
  public synchronized void followRealTime() {
    followedSince = System.nanoTime() - elapsedNanos();
    followsRealTime = true;
  }

  /** Whether time passes by itself. */
  public synchronized boolean followsRealTime() {
    return followsRealTime;
  }

  /** Lets time pass, and happen what happens until then. Time that has passed already stays. */
  public synchronized void advanceTo(long nanos) {
    while (nextEventNanos() <= nanos) {
      passTo(nextEventNanos());
      runDue();
    }
    passTo(nanos);
  }

  private void passTo(long nanos) {
    elapsedNanos = Math.max(elapsedNanos, nanos);
  }

  /**
   * Waits in a call of the system until something is so.
   *
   * @return whether it has come to that; not if nothing is under way, and time is simulated
   */
  public synchronized boolean await(BooleanSupplier condition) throws InterruptedException {
    runDue();
    while (!condition.getAsBoolean()) {
      if (!followsRealTime && nextEventNanos() == NEVER) {
        return false;
      }
      pass(NEVER);
    }
    return true;
  }

  /**
   * Lets time pass until something happens, if only that another thread does something.
   *
   * @param limit when to go on at the latest
   */
  @SuppressWarnings(
      "WaitNotInLoop") // What is waited for is known to those who call this in a loop.
  public synchronized void pass(long limit) throws InterruptedException {
    long next = Math.min(limit, nextEventNanos());
    if (next == NEVER) {
      wait();
    } else if (followsRealTime) {
      // Rounded up, as the seam asks, so that the wait does not end early.
      wait(Math.max(0, next - elapsedNanos()) / NANOS_PER_MILLI + 1);
      runDue();
    } else {
      advanceTo(next);
    }
  }

  // ---- what is under way ----

  /** Has something happen later. */
  void after(long delayNanos, Runnable effect) {
    at(elapsedNanos() + delayNanos, effect);
  }

  void at(long nanos, Runnable effect) {
    events.add(new Event(nanos, ++eventsSoFar, effect));
    runDue();
    changed();
  }

  /** When something under way arrives next; {@link #NEVER} if nothing is. */
  public synchronized long nextEventNanos() {
    Event next = events.peek();
    return next == null ? NEVER : next.nanos;
  }

  /** Has everything happen that is due. */
  public synchronized void runDue() {
    while (nextEventNanos() <= elapsedNanos()) {
      Event due = events.poll();
      assert due != null;
      due.effect.run();
    }
  }

  /** When what is sent now arrives, if the network decides so at this place. */
  long arrivalNanos(Site site) {
    return elapsedNanos() + site.amount(Fault.DELAY, LONGEST_DELAY_MICROS) * NANOS_PER_MICRO;
  }

  /** Something is different, for which somebody may be waiting. */
  void changed() {
    notifyAll();
  }
}
