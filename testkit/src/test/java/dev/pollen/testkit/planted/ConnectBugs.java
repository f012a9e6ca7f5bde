package dev.pollen.testkit.planted;

import static dev.pollen.testkit.planted.PlantedBug.named;

import java.util.List;

/** What goes wrong with connecting. */
final class ConnectBugs {
  private ConnectBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        named("A connection is told before it stands", "I-3, fault 9", "attempts")
            .in(
                "Connecting.java",
                "if (driver.socket().finishConnect()) {",
                "if (driver.socket().finishConnect() || connection != null) {"),
        named("A failed attempt is told as a connection", "I-3, fault 9", "attempts")
            .in(
                "Connecting.java",
                "failed(driver.socket(), e); driver.connectByNone",
                "if (connection != null) { deadline.cancel(); return true; } driver.connectByNone"),
        named("The socket of a failed attempt stays open", "fault 9", "attempts")
            .in(
                "Connecting.java",
                "private void failed(@Nullable StreamSocket socket, IOException cause) { if (socket != null)",
                "private void failed(@Nullable StreamSocket socket, IOException cause) { if (socket == null && cause == null)"),
        named("Only the first address of a host is tried", "fault 22", "attempts")
            .in(
                "Connecting.java",
                "candidates.addAll(addresses);",
                "candidates.addAll(addresses.subList(0, Math.min(1, addresses.size())));"),
        named("Connecting has no deadline", "fault 23", "attempts")
            .in(
                "Connecting.java",
                "connectTimeout(), this::timedOut);",
                "connectTimeout(), () -> {});"),
        named("The deadline of connecting stays after it succeeded", "fault 23", "attempts")
            .in("Connecting.java", "deadline.cancel(); return true;", "return true;"));
  }
}
