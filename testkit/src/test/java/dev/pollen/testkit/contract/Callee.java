package dev.pollen.testkit.contract;

import dev.pollen.CloseReason.Kind;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.PeerServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who a subject connects to: a server that knows nothing of Pollen, or nobody. */
final class Callee implements Partner {
  static final Set<String> FAILS_CONNECTS = Set.of("REFUSAL", "HANG", "DESCRIPTORS", "CLOCK_JUMP");

  private final Contract contract;
  private final String name;
  private final int toSubject;
  private final int fromSubject;
  private final PeerServer server;
  private final SocketAddress address;
  private boolean isClosed;
  private @Nullable Subject subject;

  /** The other end, once it was accepted. */
  private @Nullable RawPeer accepted;

  Callee(Contract contract, int number) {
    this.contract = contract;
    name = "callee-" + number;
    toSubject = contract.nextStream();
    fromSubject = contract.nextStream();
    server = contract.network().listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = server.address();
  }

  SocketAddress address() {
    return address;
  }

  /** Accepts the subject, if it has come. */
  void accept() {
    Peer peer = isClosed || accepted != null ? null : server.poll();
    if (peer != null) {
      accepted = new RawPeer(contract, address, peer, toSubject, fromSubject);
      if (subject != null) {
        accepted.servedBy(subject);
      }
    }
  }

  /** The other end, if it was accepted. */
  @Nullable RawPeer accepted() {
    return accepted;
  }

  /** Goes away; a subject that was not accepted is reset. */
  void close() {
    isClosed = true;
    server.close();
  }

  @Override
  public String name() {
    return name;
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

  @Override
  public boolean explains(Kind kind) {
    return switch (kind) {
      case CONNECT_FAILED -> isClosed || contract.hasSteps(FAILS_CONNECTS);
      case BROKEN -> isClosed || (accepted != null ? accepted.explains(kind) : isCut());
      default -> accepted != null ? accepted.explains(kind) : isCut();
    };
  }

  @Override
  public long sent() {
    return accepted == null ? 0 : accepted.sent();
  }

  @Override
  public boolean isCut() {
    return accepted == null ? contract.isAnythingCut() : accepted.isCut();
  }

  @Override
  public boolean arrivesBeforeReset() {
    return accepted == null || accepted.arrivesBeforeReset();
  }

  @Override
  public boolean isGone() {
    return accepted != null && accepted.isGone();
  }

  @Override
  public void checkEnd(Subject served) {
    if (accepted != null) {
      accepted.checkEnd(served);
    }
  }
}
