package dev.pollen.testkit.contract;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Event;
import dev.pollen.Limits;
import dev.pollen.ListenerDispatcher;
import dev.pollen.Loop;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has peers served by subjects; refuses some, and fails, as chance wants. */
final class Host extends ListenerDispatcher {
  private static final int MOST_ATTEMPTS = 100;

  private final Contract contract;
  private final Limits limits;
  private final Life life;
  private final List<Subject> served = new ArrayList<>();
  private @Nullable ConnectionDispatcher next;

  private Host(Contract contract, Limits limits, String name) {
    this.contract = contract;
    this.limits = limits;
    this.life = new Life(contract, name);
    contract.add(this);
  }

  /** Listens, if need be again: the system may be out of descriptors for a moment. */
  static Host listen(Contract contract, Loop loop, Limits limits, SocketAddress address) {
    IOException failure = null;
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      try {
        Host host = new Host(contract, limits, contract.nextHost());
        loop.listen(address, host, limits);
        return host;
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new AssertionError(failure);
  }

  SocketAddress address() {
    return listener().localAddress();
  }

  @Override
  protected void handleOpen() throws Exception {
    life.during(listener(), Event.OPEN, () -> {});
  }

  @Override
  protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) throws Exception {
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
    Subject subject = new Subject(contract, limits, contract.peerAt(from));
    served.add(subject);
    return subject.dispatcher();
  }

  private long openConnections() {
    return served.stream().filter(Subject::isOpenToSystem).count();
  }

  /** When everybody has had time: whoever wanted to be served is. */
  void checkNobodyWaits() {
    if (life.isListening() && openConnections() < limits.maxConnections()) {
      for (RawPeer peer : contract.peers()) {
        contract.require(
            !peer.isWaitingFor(address()), () -> life + " leaves " + peer.peer() + " waiting");
      }
    }
  }

  @Override
  protected void handleError(Throwable cause) throws Exception {
    life.failed(listener(), cause, () -> {});
  }

  @Override
  protected void handleClose(CloseReason reason) throws Exception {
    life.during(listener(), Event.CLOSE, () -> {});
  }
}
