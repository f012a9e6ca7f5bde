package dev.pollen.testkit.contract;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Event;
import dev.pollen.Limits;
import dev.pollen.ListenerDispatcher;
import dev.pollen.Loop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has peers served by subjects; refuses some, and fails, as chance wants. */
final class Host extends ListenerDispatcher {
  private static final SocketAddress ANYWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Contract contract;
  private final Limits limits;
  private final Life life;
  private final Function<SocketAddress, Partner> partners;
  private final List<Subject> served = new ArrayList<>();
  private @Nullable ConnectionDispatcher next;

  private Host(Contract contract, Limits limits, Function<SocketAddress, Partner> partners) {
    this.contract = contract;
    this.limits = limits;
    this.life = new Life(contract, contract.nextHost());
    this.partners = partners;
    contract.add(this);
  }

  /** Listens, if need be again: the system may be out of descriptors for a moment. */
  static Host listen(
      Contract contract, Loop loop, Limits limits, Function<SocketAddress, Partner> partners) {
    return contract.insist(
        () -> {
          Host host = new Host(contract, limits, partners);
          loop.listen(ANYWHERE, host, limits);
          return host;
        });
  }

  Life life() {
    return life;
  }

  SocketAddress address() {
    return listener().localAddress();
  }

  @Override
  protected void handleOpen() {
    life.during(listener(), Event.OPEN, () -> {});
  }

  @Override
  protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) {
    life.during(listener(), Event.ACCEPT, () -> next = decide(from));
    return next;
  }

  private @Nullable ConnectionDispatcher decide(SocketAddress from) {
    contract.require(
        openConnections() < limits.maxConnections(),
        () -> life + " accepts one more than " + openConnections() + " peers");
    switch (contract.choose(life.name() + " accepts", 16)) {
      case 13 -> throw new Planted("accepted");
      case 14 -> {
        return null;
      }
      case 15 -> {
        if (contract.choose(life.name() + " closes", 4) == 3) {
          close();
          life.closeCalled();
        }
      }
      default -> {}
    }
    Subject subject = new Subject(contract, limits, partners.apply(from));
    served.add(subject);
    return subject.dispatcher();
  }

  private long openConnections() {
    return served.stream().filter(Subject::isOpenToSystem).count();
  }

  /** Whether somebody wants to be served and could be. */
  boolean letsWait() {
    return life.isListening()
        && openConnections() < limits.maxConnections()
        && contract.peers().stream().anyMatch(peer -> peer.isWaitingFor(address()));
  }

  /** When everybody has had time: whoever wanted to be served is. */
  void checkNobodyWaits() {
    contract.require(!letsWait(), () -> life + " leaves somebody waiting");
  }

  @Override
  protected void handleError(Throwable cause) {
    life.failed(listener(), cause, () -> {});
  }

  @Override
  protected void handleClose(CloseReason reason) {
    life.during(listener(), Event.CLOSE, () -> {});
  }
}
