package dev.pollen.testkit.planted;

import static dev.pollen.testkit.planted.PlantedBug.named;

import java.util.List;

/** What goes wrong with datagrams. */
final class DatagramBugs {
  private DatagramBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        named("An empty datagram is taken for the end", "fault 11", "datagrams")
            .in(
                "DatagramInput.java",
                "tell(data, driver.socket().sender());",
                "if (!data.hasRemaining()) { driver.end(CloseReason.Kind.PEER); return; }"
                    + " tell(data, driver.socket().sender());"),
        named("A failure closes the socket for datagrams", "fault 14", "datagrams")
            .in(
                "DatagramInput.java",
                "channel.tellFailure(null, cause);",
                "channel.tellFailure(null, cause); driver.end(CloseReason.Kind.BROKEN);"),
        named("A datagram is lost when the socket is full", "fault 19", "datagrams")
            .in("DatagramOutput.java", "return taken;", "return Math.max(1, taken);"),
        named("A datagram overtakes those that are queued", "I-10", "datagrams")
            .in("DatagramQueue.java", "waiting.add(new Waiting", "waiting.addFirst(new Waiting"),
        named("Nobody waits for a socket for datagrams that is full", "fault 3", "datagrams")
            .in(
                "DatagramDriver.java",
                "return output.isEmpty() ? wanted : wanted | Readiness.WRITE;",
                "return wanted;"),
        named("Datagrams that have left keep their memory", "I-12", "datagrams")
            .in("DatagramQueue.java", "memory.give(OVERHEAD_BYTES + size);", ""));
  }
}
