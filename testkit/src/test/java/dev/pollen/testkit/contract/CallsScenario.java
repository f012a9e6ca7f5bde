package dev.pollen.testkit.contract;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two programs with Pollen: one asks, the other answers, everything and in its order. */
final class CallsScenario implements Scenario {
  private static final int STEPS = 10;
  private static final int MOST_CALLS = 40;
  private static final int LONGEST_MILLIS = 100;

  private static final InetSocketAddress ANYWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final Limits LIMITS =
      Limits.DEFAULT.with(limits -> limits.maxInput(200).framesPerPass(2).tasksPerPass(2));

  @Override
  public void run(SimulatedNetwork network) {
    Contract contract = new Contract(network);
    Loop servers = contract.openLoop(LIMITS);
    Loop clients = contract.openLoop(LIMITS);
    SocketAddress address =
        contract
            .insist(
                () -> servers.listen(ANYWHERE, () -> new CalculatorDispatcher(new Calculator())))
            .localAddress();
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      if (contract.choose("step", 2) == 1) {
        callers.add(new Caller(contract, i, 1 + contract.choose("calls", MOST_CALLS)));
        clients.connect(address, callers.get(callers.size() - 1));
      }
      contract.goOn(LONGEST_MILLIS);
    }
    // Each call may take fifty milliseconds, and what the network takes.
    contract.advance(Duration.ofSeconds(60));
    callers.forEach(Caller::checkAllIsAnswered);
    contract.end();
  }
}
