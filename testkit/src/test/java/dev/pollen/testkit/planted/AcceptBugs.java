package dev.pollen.testkit.planted;

import static dev.pollen.testkit.planted.PlantedBug.named;

import java.util.List;

/** What goes wrong with listeners. */
final class AcceptBugs {
  private AcceptBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        named("A hook that fails closes the listener", "I-6, fault 14", "arrivals")
            .in(
                "Listener.java",
                "// Whatever fails here costs this peer only. tellFailure(Event.ACCEPT, cause);",
                "tellFailure(Event.ACCEPT, cause); end(Kind.LOCAL);"),
        named("Without descriptors, the listener is closed", "fault 15", "arrivals")
            .in("Listener.java", "loop().noteFatal(cause); pause(cause);", "end(Kind.LOCAL);"),
        named("Without descriptors, the listener spins", "I-8, fault 15", "arrivals")
            .in("Listener.java", "paused = true; updateInterest();", ""),
        named("After a pause, the listener does not accept again", "fault 15", "arrivals")
            .in("Listener.java", "paused = false; updateInterest();", "paused = false;"),
        named("A turn has no bound on the peers that it accepts", "fault 20, fault 27", "arrivals")
            .in("Listener.java", "acceptsLeft == 0 || !takePermits()", "!takePermits()"),
        named("A connection keeps its permit when it ends", "maxConnections", "arrivals")
            .in("ConnectionDriver.java", "acceptedBy.connectionClosed();", ""),
        named("A permit is lost when nobody waits", "maxConnections", "arrivals")
            .in("Listener.java", "if (accepted == null) { givePermits(); }", ""),
        named("A peer that is refused keeps its permit", "maxConnections", "arrivals")
            .in("Listener.java", "counters().refused++; givePermits();", "counters().refused++;"),
        named("A full listener is not told that there is room", "maxConnections", "arrivals")
            .in("ConnectionPermits.java", "waiting.add(listener);", ""),
        named("One connection too many is accepted", "maxConnections", "arrivals")
            .in("ConnectionPermits.java", "if (left > 0) {", "if (left >= 0) {"),
        named("The socket of a peer that is refused stays open", "D23", "arrivals")
            .in("Accepted.java", "socket.close(); listener.refused();", "listener.refused();"));
  }
}
