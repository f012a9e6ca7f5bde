package dev.pollen.testkit.contract;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.SimulatedNetwork;

/** A few connections of each kind without any choice, for every single fault in its turn. */
final class ShortTalk implements Scenario {
  private static final int SOME = 5000;

  private final Limits limits;

  ShortTalk(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void run(SimulatedNetwork network) {
    Contract contract = new Contract(network);
    Loop loop = contract.openLoop(limits);
    Host host = Host.listen(contract, loop, limits, contract::peerAt);
    network.atOnce(
        () -> {
          RawPeer talker = new RawPeer(contract, host.address(), network.connect(host.address()));
          talker.write(SOME);
          talker.sendUrgent();
          talker.finish();
          RawPeer silent = new RawPeer(contract, host.address(), network.connect(host.address()));
          silent.write(1);
          silent.reset();
        });
    contract.settle();
    Callee callee = new Callee(contract, 1);
    Subject client = new Subject(contract, limits, callee);
    client.registered(loop.connect(callee.address(), client.dispatcher(), limits));
    client.outgoing().send(client.connection(), SOME);
    contract.settle();
    callee.accept();
    Twin twin = new Twin(contract, "pair");
    Host other = Host.listen(contract, loop, limits, from -> twin.other());
    Subject near = new Subject(contract, limits, twin);
    near.registered(loop.connect(other.address(), near.dispatcher(), limits));
    contract.settle();
    for (Subject subject : contract.subjects()) {
      if (subject.life().isOpen()) {
        subject.outgoing().send(subject.connection(), SOME);
        subject.outgoing().sendByProducer(subject.connection(), SOME, 700);
      }
    }
    contract.settle();
    contract.end();
  }
}
