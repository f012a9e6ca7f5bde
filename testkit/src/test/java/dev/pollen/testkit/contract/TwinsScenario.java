package dev.pollen.testkit.contract;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.SimulatedNetwork;

/** Connections with Pollen at both ends, within a loop and from one to another. */
final class TwinsScenario implements Scenario {
  private static final int STEPS = 16;
  private static final int MOST_PAIRS = 4;
  private static final int LONGEST_MILLIS = 3000;

  private final Limits limits;

  TwinsScenario(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void run(SimulatedNetwork network) throws Exception {
    Contract contract = new Contract(network);
    Loop servers = contract.openLoop(limits);
    Loop clients = contract.choose("loops", 2) == 0 ? servers : contract.openLoop(limits);
    int pairs = 0;
    for (int i = 0; i < STEPS; i++) {
      int what = contract.choose("step", 4);
      if (what == 1 && pairs < MOST_PAIRS) {
        connect(contract, servers, clients, ++pairs);
      } else if (what > 1 && !contract.subjects().isEmpty()) {
        contract.subjects().get(contract.choose("which", contract.subjects().size())).poke();
      }
      contract.goOn(LONGEST_MILLIS);
    }
    contract.end();
  }

  /** Each pair has a listener of its own, so that it is clear who has come. */
  private void connect(Contract contract, Loop servers, Loop clients, int number) {
    Twin twin = new Twin(contract, "pair-" + number);
    Host host = Host.listen(contract, servers, limits, from -> twin.other());
    Subject client = new Subject(contract, limits, twin);
    client.registered(clients.connect(host.address(), client.dispatcher(), limits));
  }
}
