package dev.pollen.linux.uring;

import java.util.ArrayList;

/**
 * What sockets were given to send, until the next system call hands it over all at once.
 *
 * <p>No send outlives that call: the kernel takes what there is room for and never waits
 * (MSG_DONTWAIT), so it reads the memory of a socket only while this thread is inside the call.
 * Taking less than all counts as failure (MSG_WAITALL), and success is not told
 * (IOSQE_CQE_SKIP_SUCCESS) unless somebody waits for it: what nobody has heard of is sent, and a
 * wait does not end for it.
 */
final class Outbox {
  /** Carried by completions of sends; with it, the place of the send. */
  private static final long SEND = 1L << 61;

  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_WAITALL = 0x100;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** What the call hands over. */
  private ArrayList<Transmission> sealed = new ArrayList<>();

  /** What the next one will. */
  private ArrayList<Transmission> open = new ArrayList<>();

  static boolean isSend(long userData) {
    return (userData & SEND) != 0;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  void add(Transmission transmission) {
    open.add(transmission);
  }

  /** What is added from now on is for the next call; says how many there are for this one. */
  int seal() {
    ArrayList<Transmission> empty = sealed;
    sealed = open;
    open = empty;
    return sealed.size();
  }

  void write(int place, Ring ring) {
    Transmission transmission = sealed.get(place);
    if (!transmission.isEmpty() && !transmission.isBlocked()) {
      transmission.writeSend(
          ring.add(Entry.SEND, transmission.descriptor(), SEND | place)
              .flags(transmission.isAwaited() ? 0 : Entry.SILENT_SUCCESS)
              .operationFlags(MSG_DONTWAIT | MSG_WAITALL | MSG_NOSIGNAL));
    }
  }

  /** What came of one. */
  void completed(long userData, int result) {
    sealed.get((int) userData).outcome(result);
  }

  /** The call has been made. */
  void settle() {
    for (int i = 0; i < sealed.size(); i++) {
      sealed.get(i).settle();
    }
    sealed.clear();
  }
}
