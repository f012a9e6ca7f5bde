package dev.pollen.linux.stress;

import java.net.SocketAddress;
import java.util.Random;

/**
 * What a client does in its life: it sends pieces, each after the one before has come back, and
 * then ends.
 *
 * @param server whom it calls
 * @param address where that one listens
 * @param stream what is sent
 * @param pieces how many
 * @param pieceBytes of each
 * @param urgentPiece before which piece an urgent byte is sent, or none of them
 * @param ending how it ends
 */
record Script(
    Service server,
    SocketAddress address,
    Stream stream,
    int pieces,
    int pieceBytes,
    int urgentPiece,
    Ending ending) {

  enum Ending {
    /** Says that nothing will follow, and hears the rest. */
    HALF_CLOSE,
    CLOSE,
    RESET
  }

  private static final int MOST_PIECES = 8;
  private static final int NONE = -1;

  static Script by(Random random, Service server, SocketAddress address, boolean mayBeUrgent) {
    boolean isLarge = random.nextInt(10) == 0;
    int frames = 1 + random.nextInt(isLarge ? 600 : 20);
    return new Script(
        server,
        address,
        new Stream(random.nextInt()),
        random.nextInt(MOST_PIECES),
        frames * Service.FRAME_BYTES,
        mayBeUrgent ? random.nextInt(MOST_PIECES) : NONE,
        Ending.values()[random.nextInt(Ending.values().length)]);
  }

  int bytes() {
    return pieces * pieceBytes;
  }

  /** Whether every byte must have come back in the end. */
  boolean isComplete() {
    return ending == Ending.HALF_CLOSE && server.returnsAll();
  }
}
