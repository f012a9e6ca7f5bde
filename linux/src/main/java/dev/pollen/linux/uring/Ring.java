package dev.pollen.linux.uring;

import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.Pages;
import dev.pollen.linux.system.RingCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The two queues that are shared with the kernel (io_uring(7)): entries go in, completions come
 * out. Each has a head and a tail, which only run forward; who moves one of them releases what it
 * has written, and the other side acquires it.
 */
final class Ring {
  /** How many entries one system call takes; more need another one. */
  private static final int MOST_ENTRIES = 256;

  /** How many completions can wait. The kernel keeps what does not fit, but that is slow. */
  private static final int MOST_COMPLETIONS = 16 * 1024;

  // Flags of io_uring_setup. Neither SINGLE_ISSUER nor DEFER_TASKRUN: they bind the ring to one
  // thread, and a loop may be run by another one than before.
  private static final int CQ_SIZE = 1 << 3;
  private static final int CLAMP = 1 << 4;
  private static final int SUBMIT_ALL = 1 << 7;
  private static final int COOPERATIVE_TASK_RUN = 1 << 8;
  private static final int TASK_RUN_FLAG = 1 << 9;

  /** One mapping, no lost completions, an argument to enter, completions that are left out. */
  private static final int NEEDED_FEATURES = 1 | 1 << 1 | 1 << 8 | 1 << 11;

  private static final long PARAMETERS_SIZE = 120;
  private static final long FEATURES = 20;
  private static final long SQ_OFFSETS = 40;
  private static final long CQ_OFFSETS = 80;
  private static final long ENTRIES_OFFSET = 0x1000_0000L;
  private static final long COMPLETION_SIZE = 16;

  // Flags of the submission queue, by which the kernel asks to be entered.
  private static final int OVERFLOWN = 1 << 1;
  private static final int HAS_TASKS = 1 << 2;

  private static final int GET_EVENTS = 1;
  private static final int EXTENDED_ARGUMENT = 1 << 3;
  private static final long ARGUMENT_SIZE = 24;
  private static final long ARGUMENT_TIMEOUT = 16;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final VarHandle SHARED_INT = INT.varHandle();

  private final RingCalls ringCalls;
  private final RingDescriptor descriptor;
  private final MemorySegment argument;
  private final MemorySegment timeout;
  private final MemorySegment shared;
  private final Entry entry;

  private final long sqHead;
  private final long sqTail;
  private final long sqFlags;
  private final int entryCount;
  private int submissionTail;

  private final long cqHead;
  private final long cqTail;
  private final long cqCompletions;
  private final int completionMask;
  private int completionHead;

  private long userData;
  private int result;
  private int flags;

  /** Opens one whose memory lives as long as the arena. */
  Ring(Calls calls, Arena arena) throws IOException {
    ringCalls = new RingCalls(arena);
    argument = arena.allocate(ARGUMENT_SIZE, Long.BYTES);
    timeout = arena.allocate(2 * Long.BYTES, Long.BYTES);
    argument.set(ValueLayout.ADDRESS, ARGUMENT_TIMEOUT, timeout);
    MemorySegment parameters = arena.allocate(PARAMETERS_SIZE, Long.BYTES);
    parameters.set(INT, 4, MOST_COMPLETIONS);
    parameters.set(INT, 8, CQ_SIZE | CLAMP | SUBMIT_ALL | COOPERATIVE_TASK_RUN | TASK_RUN_FLAG);
    int number = ringCalls.setup(MOST_ENTRIES, parameters);
    if (number < 0) {
      throw Errors.exception("io_uring_setup", number);
    }
    descriptor = new RingDescriptor(calls, ringCalls, number, arena);
    try {
      if ((parameters.get(INT, FEATURES) & NEEDED_FEATURES) != NEEDED_FEATURES) {
        throw new IOException("The kernel is too old (io_uring_setup)");
      }
      entryCount = parameters.get(INT, 0);
      sqHead = offset(parameters, SQ_OFFSETS);
      sqTail = offset(parameters, SQ_OFFSETS + 4);
      sqFlags = offset(parameters, SQ_OFFSETS + 16);
      long sqArray = offset(parameters, SQ_OFFSETS + 24);
      cqHead = offset(parameters, CQ_OFFSETS);
      cqTail = offset(parameters, CQ_OFFSETS + 4);
      cqCompletions = offset(parameters, CQ_OFFSETS + 20);
      int completionCount = parameters.get(INT, 4);
      completionMask = completionCount - 1;
      long size =
          Math.max(
              sqArray + (long) entryCount * Integer.BYTES,
              cqCompletions + completionCount * COMPLETION_SIZE);
      shared = map(size, 0, arena);
      entry = new Entry(map(entryCount * Entry.SIZE, ENTRIES_OFFSET, arena));
      for (int i = 0; i < entryCount; i++) {
        shared.set(INT, sqArray + (long) i * Integer.BYTES, i);
      }
    } catch (IOException | RuntimeException e) {
      descriptor.close();
      throw e;
    }
  }

  private static long offset(MemorySegment parameters, long where) {
    return Integer.toUnsignedLong(parameters.get(INT, where));
  }

  private MemorySegment map(long size, long offset, Arena arena) throws IOException {
    return Pages.share(descriptor.number(), offset, size, arena);
  }

  /** For {@code io_uring_register(2)}; answers as the calls do. */
  int register(int operation, MemorySegment registered, int count) {
    return ringCalls.register(descriptor.number(), operation, registered, count);
  }

  // ---- what goes in ----

  /** Whether there may be no room for an entry and one that is linked to it. */
  boolean isFull() {
    return unsubmitted() > entryCount - 2;
  }

  /** How many entries the kernel has not taken. */
  int unsubmitted() {
    return submissionTail - (int) SHARED_INT.getAcquire(shared, sqHead);
  }

  /** Whoever adds entries has failed; what they point to may be gone when the ring is next used. */
  void forgetUnsubmitted() {
    submissionTail = (int) SHARED_INT.getAcquire(shared, sqHead);
  }

  /** Adds an entry, which the kernel sees in the next {@link #enter}. */
  Entry add(int operation, int target, long data) {
    entry.begin(submissionTail & (entryCount - 1), operation, target, data);
    submissionTail++;
    return entry;
  }

  /** Whether the kernel has something to do for which it needs a thread that enters. */
  boolean asksForEntering() {
    return ((int) SHARED_INT.getAcquire(shared, sqFlags) & (HAS_TASKS | OVERFLOWN)) != 0;
  }

  /** Whether completions wait in the kernel, since there is no room for them. */
  boolean isOverflown() {
    return ((int) SHARED_INT.getAcquire(shared, sqFlags) & OVERFLOWN) != 0;
  }

  /**
   * Hands the entries to the kernel, and waits for a completion.
   *
   * @param timeoutNanos how long; 0 does not wait, a negative value waits without limit
   * @return as {@code io_uring_enter(2)}
   */
  int enter(long timeoutNanos) {
    SHARED_INT.setRelease(shared, sqTail, submissionTail);
    int flagsOfRing = descriptor.flags() | GET_EVENTS;
    int awaited = timeoutNanos == 0 ? 0 : 1;
    if (timeoutNanos <= 0) {
      return ringCalls.enter(
          descriptor.entered(), unsubmitted(), awaited, flagsOfRing, MemorySegment.NULL, 0);
    }
    timeout.set(LONG, 0, timeoutNanos / NANOS_PER_SECOND);
    timeout.set(LONG, Long.BYTES, timeoutNanos % NANOS_PER_SECOND);
    return ringCalls.enter(
        descriptor.entered(),
        unsubmitted(),
        awaited,
        flagsOfRing | EXTENDED_ARGUMENT,
        argument,
        ARGUMENT_SIZE);
  }

  /** The ring is entered by this thread again and again. */
  void expectEntering() {
    descriptor.registerFor(Thread.currentThread());
  }

  // ---- what comes out ----

  /** Takes the next completion; says whether there was one. */
  boolean next() {
    if (completionHead == (int) SHARED_INT.getAcquire(shared, cqTail)) {
      return false;
    }
    long at = cqCompletions + (completionHead & completionMask) * COMPLETION_SIZE;
    userData = shared.get(LONG, at);
    result = shared.get(INT, at + Long.BYTES);
    flags = shared.get(INT, at + Long.BYTES + Integer.BYTES);
    completionHead++;
    SHARED_INT.setRelease(shared, cqHead, completionHead);
    return true;
  }

  /** What the entry carried of which this is a completion. */
  long userData() {
    return userData;
  }

  /** What the system call of that name would have answered. */
  int result() {
    return result;
  }

  int flags() {
    return flags;
  }

  void close() {
    descriptor.close();
  }
}
