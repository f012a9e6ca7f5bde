package dev.pollen.testkit.kernel;

import dev.pollen.testkit.Fault;
import java.nio.ByteBuffer;

/** One direction of a connection, seen from where it arrives. */
final class Inbound {
  /** What {@link #receive} answers at the end of the stream. */
  static final int END = -1;

  private static final long NOWHERE = -1;

  private final Kernel kernel;

  /** Where the receiver decides; it takes less than there is if it is told so. */
  private final Site site;

  private final ByteQueue arrived = new ByteQueue();

  /** What has been sent and is not here yet; it counts against the room there is. */
  private int underWay;

  /** When the last of what is under way arrives, so that nothing overtakes it. */
  private long lastArrivalNanos;

  private long takenBytes;
  private boolean ended;

  /** Nothing more arrives: the connection was reset. */
  private boolean broken;

  /** Before which byte of the stream the urgent one stood. */
  private long urgentMark = NOWHERE;

  private byte urgentByte;
  private boolean hasUrgentByte;

  Inbound(Kernel kernel, Site site) {
    this.kernel = kernel;
    this.site = site;
  }

  /** How many bytes more may be sent. */
  int room(int capacity) {
    return Math.max(0, capacity - arrived.size() - underWay);
  }

  boolean hasUnread() {
    return !arrived.isEmpty();
  }

  boolean isReady() {
    return !arrived.isEmpty() || ended;
  }

  boolean hasEnded() {
    return ended;
  }

  boolean hasUrgentByte() {
    return hasUrgentByte;
  }

  boolean isAtUrgentByte() {
    return hasUrgentByte && urgentMark == takenBytes;
  }

  // ---- what arrives ----

  /** Who is told of bytes that arrive; the receiver may be closed by then. */
  @FunctionalInterface
  interface Arrival {
    void bytes(byte[] bytes);
  }

  /** Sends bytes on their way here. */
  void approach(byte[] bytes, Site sender, Arrival arrival) {
    underWay += bytes.length;
    inOrder(
        sender,
        () -> {
          underWay -= bytes.length;
          arrival.bytes(bytes);
        });
  }

  /** Sends anything else on its way here, behind all that is under way. */
  void inOrder(Site sender, Runnable arrival) {
    long nanos = Math.max(lastArrivalNanos, kernel.arrivalNanos(sender));
    lastArrivalNanos = nanos;
    kernel.at(nanos, arrival);
  }

  void arrive(byte[] bytes) {
    if (!broken) {
      arrived.add(bytes);
    }
  }

  /** Behind a reset, the end arrives at a socket that is dead, as bytes do. */
  void arriveEnd() {
    ended |= !broken;
  }

  /** The byte itself does not stand in the stream; one that nobody has taken before does then. */
  void arriveUrgent(byte value) {
    if (broken) {
      return;
    }
    if (hasUrgentByte && urgentMark >= takenBytes) {
      arrived.insert((int) (urgentMark - takenBytes), urgentByte);
    }
    urgentMark = takenBytes + arrived.size();
    urgentByte = value;
    hasUrgentByte = true;
  }

  /** What has arrived can still be read. */
  void breakOff() {
    broken = true;
  }

  /** Nobody reads it any more. */
  void discard() {
    arrived.clear();
  }

  // ---- what is taken ----

  /** Moves bytes and says how many: 0 if there are none now, {@link #END} if none will come. */
  int receive(ByteBuffer target, int most) {
    int count = Math.min(beforeMark(), Math.min(target.remaining(), most));
    if (count == 0) {
      return ended && arrived.isEmpty() ? END : 0;
    }
    int taken = site.part(Fault.SEGMENTATION, count);
    arrived.moveTo(target, taken);
    takenBytes += taken;
    kernel.changed();
    return taken;
  }

  /** A receive stops at the mark, and the next one goes on behind it, as on Linux. */
  private int beforeMark() {
    if (urgentMark > takenBytes) {
      return (int) (urgentMark - takenBytes);
    }
    return arrived.size();
  }

  /** The urgent byte, or -1 if there is none. */
  int receiveUrgent() {
    if (!hasUrgentByte) {
      return -1;
    }
    hasUrgentByte = false;
    return Byte.toUnsignedInt(urgentByte);
  }

  /** What has arrived and was not taken, up to the mark. */
  int unread() {
    return urgentMark == takenBytes ? 0 : beforeMark();
  }
}
