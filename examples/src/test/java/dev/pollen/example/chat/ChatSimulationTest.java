package dev.pollen.example.chat;

import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;

import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.junit.EachFault;
import dev.pollen.testkit.junit.FaultSet;
import dev.pollen.testkit.junit.SimulatedTest;
import java.net.SocketAddress;
import org.junit.jupiter.api.BeforeEach;

/** A room with several members, on a network that can be rewound. */
final class ChatSimulationTest {
  private SimulatedNetwork network;
  private SocketAddress room;

  @BeforeEach
  void open(SimulatedNetwork ofThisRun) {
    network = ofThisRun;
    network.openLoop(Chat.LIMITS);
    room = network.serve(new ChatDispatcher(new Chat()));
  }

  @SimulatedTest(seeds = 200)
  void everybodyHearsTheSame() {
    Peer ann = network.connect(room);
    Peer bob = network.connect(room);
    ann.send("hello\r\n");
    bob.send("hi\r\nhow are ").send("you?\r\n");
    bob.close();
    assertThat(ann)
        .hasReceived(
            """
            Welcome, guest 1. You are 1 here.\r
            guest 2 joins\r
            guest 1: hello\r
            guest 2: hi\r
            guest 2: how are you?\r
            guest 2 leaves\r
            """);
    assertThat(bob)
        .hasReceived(
            """
            Welcome, guest 2. You are 2 here.\r
            guest 1: hello\r
            guest 2: hi\r
            guest 2: how are you?\r
            """);
  }

  @EachFault(faults = FaultSet.ALL)
  void whoIsGoneIsMissedByTheRoom() {
    Peer ann = network.connect(room).send("hello\r\n");
    Peer bob = network.connect(room).send("hi\r\n");
    bob.reset();
    if (ann.failure() == null && !ann.hasEnded() && ann.received().contains("guest 2 joins")) {
      assertThat(ann).received().endsWith("guest 2 leaves\r\n");
    }
  }
}
