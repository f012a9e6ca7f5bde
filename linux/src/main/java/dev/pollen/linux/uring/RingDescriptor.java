package dev.pollen.linux.uring;

import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.RingCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The number by which a ring is entered. A thread may register a ring, which spares the kernel the
 * look-up of its descriptor; the number that it gets then means this ring on that thread only.
 */
final class RingDescriptor {
  private static final int REGISTER = 20;
  private static final int UNREGISTER = 21;
  private static final int ENTER_REGISTERED = 1 << 4;
  private static final long UPDATE_SIZE = 16;
  private static final int ANY = -1;
  private static final long NOBODY = -1;

  private final Calls calls;
  private final RingCalls ringCalls;
  private final int number;
  private final MemorySegment update;
  private boolean wasTried;
  private long thread = NOBODY;
  private int registered;

  RingDescriptor(Calls calls, RingCalls ringCalls, int number, Arena arena) {
    this.calls = calls;
    this.ringCalls = ringCalls;
    this.number = number;
    update = arena.allocate(UPDATE_SIZE, Long.BYTES);
  }

  /** The descriptor itself. */
  int number() {
    return number;
  }

  /**
   * Registers the ring for this thread, the first one that asks. Not for a virtual one: to the
   * kernel, that is another thread whenever it is mounted.
   */
  void registerFor(Thread asking) {
    if (wasTried || asking.isVirtual()) {
      return;
    }
    wasTried = true;
    update.set(ValueLayout.JAVA_INT, 0, ANY);
    update.set(ValueLayout.JAVA_LONG, Long.BYTES, number);
    // A thread can have a few only (IO_RINGFD_REG_MAX). Without, it is a little slower.
    if (ringCalls.register(number, REGISTER, update, 1) == 1) {
      registered = update.get(ValueLayout.JAVA_INT, 0);
      thread = asking.threadId();
    }
  }

  private boolean isRegistered() {
    return thread == Thread.currentThread().threadId();
  }

  /** What this thread says to enter the ring. */
  int entered() {
    return isRegistered() ? registered : number;
  }

  /** The flags that go with it. */
  int flags() {
    return isRegistered() ? ENTER_REGISTERED : 0;
  }

  /** If another thread has registered the ring, it lives on in the kernel as long as that does. */
  void close() {
    if (isRegistered()) {
      update.set(ValueLayout.JAVA_INT, 0, registered);
      update.set(ValueLayout.JAVA_LONG, Long.BYTES, 0);
      int answer = ringCalls.register(number, UNREGISTER, update, 1);
      assert answer == 1 : "The ring was registered, but: " + answer;
    }
    calls.close(number);
  }
}
