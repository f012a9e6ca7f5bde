package dev.pollen.testkit.planted;

import static dev.pollen.testkit.planted.PlantedBug.named;

import java.util.List;

/** What goes wrong when handlers fail. */
final class FailureBugs {
  private static final String ESCAPES = "throw new IllegalStateException(cause);";

  private FailureBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        named("A handler that fails ends the loop", "I-6, fault 14", "conversation")
            .in(
                "ConnectionDriver.java",
                "dispatcher.dispatch(event); } catch (Throwable cause) { failure = cause; }",
                "dispatcher.dispatch(event); } catch (Throwable cause) { " + ESCAPES + " }")
            .in(
                "ConnectionDriver.java",
                "end().abort(Kind.HANDLER_FAILED, cause);"
                    + " connection.loop().records().failures().servingFailed(connection, cause);",
                ESCAPES),
        named("A handler that fails is not told of it", "I-6", "conversation")
            .in(
                "ConnectionDriver.java",
                "connection.ends(call, event); if (failure != null) {",
                "connection.ends(call, event); if (failure != null && connection == null) {"),
        named("A failing error hook escapes", "I-6, fault 14", "arrivals")
            .in(
                "Channel.java",
                "loop.noteFatal(fromHook); errorHookFailed(fromHook);",
                "if (loop != null) { throw new IllegalStateException(fromHook); }"),
        named("A failing close hook escapes", "I-6, fault 14", "arrivals")
            .in(
                "Channel.java",
                "loop.noteFatal(cause); loop.records().failures().methodFailed(this, Event.CLOSE, cause);",
                ESCAPES),
        named("A failing datagram handler closes the socket", "I-6, fault 14", "datagrams")
            .in(
                "DatagramInput.java",
                "channel.tellFailure(Event.DATAGRAM, cause);",
                "channel.tellFailure(Event.DATAGRAM, cause); driver.end(CloseReason.Kind.HANDLER_FAILED);"));
  }
}
