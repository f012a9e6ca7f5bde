package dev.pollen.testkit.contract;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.SimulatedNetwork;
import java.util.ArrayList;
import java.util.List;

/** Clients that connect to servers which listen, refuse, come late or go. */
final class ClientScenario implements Scenario {
  private static final int STEPS = 20;
  private static final int LARGE = 9000;
  private static final int LONGEST_MILLIS = 8000;

  private final Limits limits;

  ClientScenario(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void run(SimulatedNetwork network) throws Exception {
    Contract contract = new Contract(network);
    Loop loop = contract.openLoop(limits);
    List<Callee> callees = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      step(contract, loop, callees);
      contract.goOn(LONGEST_MILLIS);
    }
    contract.end();
  }

  private void step(Contract contract, Loop loop, List<Callee> callees) {
    int what = contract.choose("step", 20);
    if (what == 0) {
      return;
    }
    if (what <= 3 || callees.isEmpty()) {
      connect(contract, loop, callees, what);
      return;
    }
    int which = contract.choose("which", callees.size());
    Callee callee = callees.get(which);
    contract.network().atOnce(() -> step(contract, callee, contract.subjects().get(which), what));
  }

  private void connect(Contract contract, Loop loop, List<Callee> callees, int what) {
    Callee callee = new Callee(contract, callees.size() + 1);
    callees.add(callee);
    if (what == 3) {
      // Nobody is there any more.
      contract.network().atOnce(callee::close);
    }
    Subject subject = new Subject(contract, limits, callee);
    subject.registered(loop.connect(callee.address(), subject.dispatcher(), limits));
    switch (contract.choose("early", 8)) {
      case 5 -> subject.close();
      case 6 -> subject.abort();
      case 7 -> subject.outgoing().send(subject.connection(), 100);
      default -> {}
    }
  }

  private static void step(Contract contract, Callee callee, Subject subject, int what) {
    switch (what) {
      case 4, 5, 6 -> callee.accept();
      case 7 -> callee.close();
      case 8, 9 -> subject.poke();
      default -> {
        RawPeer peer = callee.accepted();
        if (peer == null) {
          callee.accept();
        } else {
          step(contract, peer, what);
        }
      }
    }
  }

  private static void step(Contract contract, RawPeer peer, int what) {
    switch (what) {
      case 10, 11 -> peer.write(1 + contract.choose("size", 200));
      case 12, 13 -> peer.write(1 + contract.choose("size", LARGE));
      case 14 -> peer.pause();
      case 15 -> peer.resume();
      case 16 -> peer.finish();
      case 17 -> peer.close();
      case 18 -> peer.reset();
      default -> peer.sendUrgent();
    }
  }
}
