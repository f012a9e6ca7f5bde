package dev.pollen.linux.uring;

import dev.pollen.linux.socket.SlotTable;

/**
 * Something that the kernel is to do as long as somebody wants it, and tells the outcome of, once
 * or many times. What is wanted may change at any time; the kernel hears of it when the loop waits
 * next.
 */
abstract class Request {
  /** In {@link #completed}: more completions of this request will come. */
  static final int HAS_MORE = 1 << 1;

  /** Carried by completions that are for no request. */
  static final long NOBODY = Integer.MAX_VALUE;

  /** Carried by what answers the cancelling of a request, besides what that carries. */
  private static final long CANCELLING = 1L << 62;

  private static final long NOT_IN_KERNEL = -1;

  final Exchange exchange;
  private int descriptor;
  private long userData = NOT_IN_KERNEL;
  private boolean isQueued;
  private boolean isCancelled;

  Request(Exchange exchange, int descriptor) {
    this.exchange = exchange;
    this.descriptor = descriptor;
  }

  /** Of what. */
  final int descriptor() {
    return descriptor;
  }

  /** Of another descriptor from now on; only {@linkplain #isAtRest at rest}. */
  final void turnTo(int newDescriptor) {
    descriptor = newDescriptor;
  }

  /** Whether the kernel is to have it, or to go on with it if it has. */
  abstract boolean isWanted();

  /** Writes down what the kernel is to do. */
  abstract void write(Entry entry);

  abstract int operation();

  /**
   * Something has become of it. A thread that ends takes its requests along (ECANCELED), and so
   * does a full queue of completions: nobody has to do anything about that, since what is still
   * wanted then is asked for again.
   */
  abstract void completed(int result, int flags);

  /**
   * Whether the kernel gives up (ECANCELED) when it has waited as long as the exchange has patience
   * with those who do not read.
   */
  boolean isLimited() {
    return false;
  }

  /** The kernel has let go of it, and of its descriptor, unless it was asked again already. */
  void ended() {}

  /** The transport closes: what is still to be done will not be. */
  void abandon() {}

  /** Whether the kernel has it. */
  final boolean isInKernel() {
    return userData != NOT_IN_KERNEL;
  }

  /** Whether neither the kernel has it, nor anything about it is to be told to the kernel. */
  final boolean isAtRest() {
    return !isInKernel() && !isQueued;
  }

  /** What is wanted may have changed. */
  final void changed() {
    if (!isQueued && (isToBegin() || isToEnd())) {
      isQueued = true;
      exchange.queue(this);
    }
  }

  private boolean isToBegin() {
    return !isInKernel() && isWanted() && !exchange.isClosing();
  }

  private boolean isToEnd() {
    return isInKernel() && !isCancelled && (!isWanted() || exchange.isClosing());
  }

  // ---- for the exchange ----

  /** Its turn in the queue has come: adds an entry, if one is needed. */
  final void settle(Ring ring, SlotTable<Request> requests) {
    isQueued = false;
    if (isToBegin()) {
      userData = requests.add(this);
      exchange.descriptors().hold(descriptor);
      Entry entry = ring.add(operation(), descriptor, userData);
      write(entry);
      if (isLimited()) {
        entry.flags(Entry.LINKS_NEXT);
        ring.add(Entry.LINK_TIMEOUT, 0, NOBODY).address(exchange.patience().address()).length(1);
      }
    } else if (isToEnd()) {
      isCancelled = true;
      // Whatever comes of this, the request itself will be completed.
      ring.add(Entry.ASYNC_CANCEL, 0, userData | CANCELLING)
          .address(userData)
          .flags(Entry.SILENT_SUCCESS);
    }
  }

  /** It could not be cancelled just then. */
  final void cancelAgain() {
    isCancelled = false;
    changed();
  }

  /** Whether a completion is about the cancelling of the request that it is for. */
  static boolean isCancelling(long carried) {
    return (carried & CANCELLING) != 0;
  }

  final void complete(int result, int flags, SlotTable<Request> requests) {
    boolean isOver = (flags & HAS_MORE) == 0;
    if (isOver) {
      requests.remove(userData);
      userData = NOT_IN_KERNEL;
      isCancelled = false;
    }
    completed(result, flags);
    if (isOver) {
      changed();
      exchange.descriptors().letGo(descriptor);
      ended();
    }
  }
}
