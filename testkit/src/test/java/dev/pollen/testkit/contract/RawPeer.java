package dev.pollen.testkit.contract;

import dev.pollen.CloseReason.Kind;
import dev.pollen.testkit.Peer;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A peer that knows nothing of Pollen, on the other side of a {@link Subject}: what it sends and
 * gets is a {@link Pattern} each way.
 */
final class RawPeer implements Partner {
  /** Buffers so small that they are full most of the time. */
  private static final int RECEIVE_BUFFER = 2000;

  private final Contract contract;
  private final SocketAddress server;
  private final Peer peer;
  private final int toSubject;
  private final int fromSubject;
  private final Pattern sending;
  private final Pattern receiving;
  private long written;
  private long received;
  private long urgentSent;
  private @Nullable Subject subject;

  /** Whether it has ended its side of the stream. */
  private boolean hasFinished;

  /** Whether it has closed or reset the connection. */
  private boolean hasLeft;

  RawPeer(Contract contract, SocketAddress server, Peer peer) {
    this(contract, server, peer, contract.nextStream(), contract.nextStream());
  }

  /** One with given streams, since the subject was there first. */
  RawPeer(Contract contract, SocketAddress server, Peer peer, int toSubject, int fromSubject) {
    this.contract = contract;
    this.server = server;
    this.peer = peer.receiveBuffer(RECEIVE_BUFFER);
    this.toSubject = toSubject;
    this.fromSubject = fromSubject;
    sending = new Pattern(toSubject);
    receiving = new Pattern(fromSubject);
    contract.add(this);
  }

  Peer peer() {
    return peer;
  }

  @Override
  public String name() {
    return peer.name();
  }

  @Override
  public int toSubject() {
    return toSubject;
  }

  @Override
  public int fromSubject() {
    return fromSubject;
  }

  @Override
  public void servedBy(Subject served) {
    subject = served;
  }

  /** Whether it has connected to this address, but nobody serves it or has refused to. */
  boolean isWaitingFor(SocketAddress address) {
    return subject == null
        && server.equals(address)
        && isInnocent()
        && peer.isConnected()
        && !peer.hasEnded();
  }

  /** Grows whenever something happens. */
  long progress() {
    return peer.sentCount() + peer.receivedCount();
  }

  // ---- what it does ----

  private boolean canSend() {
    return !hasFinished && !hasLeft && peer.failure() == null;
  }

  void write(int count) {
    if (canSend()) {
      peer.write(sending.bytes(written, count));
      written += count;
    }
  }

  /** At most one, since a second one puts the first into the stream if nobody has taken it. */
  void sendUrgent() {
    if (canSend() && peer.isConnected() && urgentSent == 0) {
      urgentSent++;
      peer.sendUrgent((byte) '!');
    }
  }

  void pause() {
    peer.pauseReading();
  }

  void resume() {
    peer.resumeReading();
  }

  void finish() {
    hasFinished = true;
    peer.finish();
  }

  void close() {
    hasLeft = true;
    peer.close();
  }

  void reset() {
    hasLeft = true;
    peer.reset();
  }

  void calm() {
    resume();
  }

  void sayMore() {
    write(7);
  }

  // ---- what must be true ----

  /** Whether it has done nothing but talk, and perhaps finished. */
  boolean stays() {
    return !hasLeft && peer.localAddress() != null && !contract.hasSteps(Callee.FAILS_CONNECTS);
  }

  /** What another one has sent has arrived here, and its end if there was one. */
  void checkGot(RawPeer other) {
    contract.require(
        received == other.written && peer.failure() == null,
        () -> peer + " has got " + received + " of " + other.written + " bytes");
    contract.require(
        peer.hasEnded() == other.hasFinished,
        () -> peer + (other.hasFinished ? " has not seen the end" : " sees an end, but of whom?"));
  }

  @Override
  public boolean isCut() {
    return contract.isCut(peer.name());
  }

  /** Whether the connection was closed for a reason of this kind, or one that the network had. */
  @Override
  public boolean explains(Kind kind) {
    return switch (kind) {
      case PEER -> hasFinished || hasLeft || isCut();
      case BROKEN -> hasLeft || isCut();
      default -> false;
    };
  }

  /** How many bytes have left, which is all of them unless there was no room for some. */
  @Override
  public long sent() {
    return peer.sentCount();
  }

  /** Whether all that has left must have arrived, if the end of the stream, or a reset, has. */
  @Override
  public boolean arrivesBeforeReset() {
    return !isCut() && !contract.isDelayed(peer.name());
  }

  /** Whether it has reset the connection or closed it, which must have been noticed by now. */
  @Override
  public boolean isGone() {
    return hasLeft && peer.failure() == null && !isCut();
  }

  /** Whether it is a peer as it should be. */
  boolean isInnocent() {
    return !hasLeft && peer.failure() == null && !isCut();
  }

  void check() {
    ByteBuffer bytes = ByteBuffer.wrap(peer.takeBytes());
    int mismatch = receiving.mismatch(bytes, received);
    contract.require(
        mismatch < 0, () -> peer + " receives a wrong byte at " + (received + mismatch));
    received += bytes.remaining();
  }

  /** When everybody has had time: all that was sent has arrived. */
  void checkNothingIsStuck() {
    Subject other = subject;
    if (other == null || !isInnocent() || !peer.isConnected()) {
      return;
    }
    if (other.life().isOpen()) {
      contract.require(
          other.outgoing().taken() == received,
          () -> peer + " has received " + received + " of " + other.outgoing().taken() + " bytes");
      contract.require(
          other.incoming().hasAllOf(written) || hasFinished,
          () -> other + " has got " + other.incoming().seen() + " of " + written + " bytes");
    }
    checkEnd(other);
  }

  /** Where the stream has ended, it is as long as the subject says. */
  @Override
  public void checkEnd(Subject other) {
    if (other.life().hasEnded() && isInnocent()) {
      long delivered = other.outgoing().delivered();
      contract.require(
          received <= delivered,
          () -> peer + " has received more than the " + delivered + " that were sent");
      contract.require(
          !peer.hasEnded() || received == delivered,
          () -> peer + " has received " + received + " of " + delivered + " bytes, and the end");
    }
  }
}
