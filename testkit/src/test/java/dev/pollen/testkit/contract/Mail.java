package dev.pollen.testkit.contract;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All datagrams of a run: each arrives whole, and once, at whom it was sent to, unless the network
 * has lost it, or the receiver is gone.
 */
final class Mail {
  private static final int NUMBER_BYTES = 4;

  private final Contract contract;
  private final List<Letter> letters = new ArrayList<>();

  /** A datagram; an empty one has no number in it, so all that counts is how many there are. */
  private static final class Letter {
    private final SocketAddress from;
    private final SocketAddress to;
    private final int size;
    private boolean isTaken;
    private int arrivals;

    Letter(SocketAddress from, SocketAddress to, int size) {
      this.from = from;
      this.to = to;
      this.size = size;
    }
  }

  Mail(Contract contract) {
    this.contract = contract;
  }

  /** The bytes of a new datagram. Nobody has to deliver it before it is {@link #taken}. */
  byte[] write(SocketAddress from, SocketAddress to, int wanted) {
    int size = wanted == 0 ? 0 : Math.max(NUMBER_BYTES, wanted);
    letters.add(new Letter(from, to, size));
    return content(letters.size() - 1, size);
  }

  private static byte[] content(int number, int size) {
    byte[] bytes = new Pattern(number).bytes(0, size);
    if (size > 0) {
      ByteBuffer.wrap(bytes).putInt(number);
    }
    return bytes;
  }

  /** Somebody has taken the last one to deliver it. */
  void taken() {
    letters.get(letters.size() - 1).isTaken = true;
  }

  void arrived(SocketAddress at, SocketAddress from, ByteBuffer bytes) {
    int size = bytes.remaining();
    if (size == 0) {
      emptyArrived(at, from);
      return;
    }
    int number = size < NUMBER_BYTES ? -1 : bytes.getInt(bytes.position());
    boolean isKnown = number >= 0 && number < letters.size();
    contract.require(isKnown, () -> at + " gets " + size + " bytes that nobody has sent");
    if (!isKnown) {
      return;
    }
    Letter letter = letters.get(number);
    contract.require(
        letter.from.equals(from)
            && letter.to.equals(at)
            && bytes.equals(ByteBuffer.wrap(content(number, letter.size))),
        () -> at + " gets datagram " + number + " of " + letter.from + " from " + from);
    letter.arrivals++;
    contract.require(
        letter.arrivals == 1 || contract.hasSteps(Set.of("DUPLICATION")),
        () -> at + " gets datagram " + number + " again");
  }

  private void emptyArrived(SocketAddress at, SocketAddress from) {
    Letter first = null;
    for (Letter letter : letters) {
      boolean isSame = letter.size == 0 && letter.from.equals(from) && letter.to.equals(at);
      if (isSame && letter.arrivals == 0) {
        letter.arrivals++;
        return;
      }
      first = isSame ? letter : first;
    }
    boolean isAgain = first != null && contract.hasSteps(Set.of("DUPLICATION"));
    contract.require(isAgain, () -> at + " gets an empty datagram that nobody has sent");
  }

  /** When everybody has had time: all has arrived that was sent to somebody who is still there. */
  void checkAllHasArrived(Set<SocketAddress> senders, Set<SocketAddress> receivers) {
    if (contract.hasSteps(Set.of("LOSS"))) {
      return;
    }
    for (Letter letter : letters) {
      boolean isDue =
          letter.isTaken && senders.contains(letter.from) && receivers.contains(letter.to);
      contract.require(
          !isDue || letter.arrivals > 0,
          () -> letter.size + " bytes of " + letter.from + " never arrive at " + letter.to);
    }
  }
}
