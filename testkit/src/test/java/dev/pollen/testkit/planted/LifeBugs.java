package dev.pollen.testkit.planted;

import static dev.pollen.testkit.planted.PlantedBug.named;

import java.util.List;

/** What goes wrong with the life of a connection, and above all with its end. */
final class LifeBugs {
  private LifeBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        named("The close event is told twice", "I-2, fault 7", "conversation")
            .in("Agenda.java", "next.deliverClose();", "next.deliverClose(); next.deliverClose();"),
        named("An abort is told to nobody", "I-2, M11", "conversation")
            .in(
                "ConnectionEnd.java",
                "connection.loop().closed(connection);",
                "if (kind != Kind.ABORTED) { connection.loop().closed(connection); }"),
        named(
                "The close event is told inside the event that aborts",
                "I-1, fault 18",
                "conversation")
            .in("Pass.java", "agenda.tellClosed(channel);", "channel.deliverClose();"),
        named("An exceeded limit is told inside the event that sends", "I-1, fault 18", "flow")
            .in(
                "ConnectionEnd.java",
                "exceededLimit = exceeded; driver.settleSoon();",
                "fail(Kind.LIMIT, exceeded);"),
        named("Bytes are told after close()", "I-5, fault 7", "conversation")
            .in(
                "ConnectionInput.java",
                "if (driver.state() != ChannelState.CLOSING) { if (buffer.present(data))",
                "{ if (buffer.present(data))"),
        named("Frames are told after close()", "I-5, fault 7 (C11)", "lines")
            .in(
                "FramedDispatcher.java",
                "&& input.delivers() && failure == null",
                "&& failure == null")
            .in(
                "FramedDispatcher.java",
                "startFrame(); if (!input.delivers()) { return; }",
                "startFrame();")
            .in(
                "ConnectionEnd.java",
                "driver.input().clear(); connection.removeTimers();",
                "connection.removeTimers();"),
        named("The peer's end drops what is queued", "fault 11", "conversation")
            .in(
                "ConnectionDispatcher.java",
                ".beginClosing(CloseReason.Kind.PEER, null)",
                ".abort(CloseReason.Kind.PEER, null)"),
        named("close() drops what is queued, and does not say so", "I-10, fault 12", "conversation")
            .in(
                "ConnectionEnd.java",
                "driver.input().clear(); connection.removeTimers();",
                "driver.input().clear(); driver.output().clear(); connection.removeTimers();"),
        named("close() does not wait for the peer's end", "fault 12", "last words")
            .in(
                "Closing.java",
                "if (inputHasEnded || driver.socket().isShared())",
                "if (inputHasEnded || connection != null)"),
        named("The end of the output is never told to the peer", "fault 11", "last words")
            .in("ConnectionOutput.java", "driver.socket().shutdownOutput();", ""),
        named("A graceful end has no deadline", "fault 12", "last words")
            .in("Closing.java", "if (deadline == null) {", "if (connection == null) {"),
        named("A shutdown has no deadline", "fault 12", "shutdown")
            .in("Shutdown.java", "loop.schedule(deadline, this::end);", ""),
        named("A loop that shuts down goes on accepting", "fault 12", "shutdown")
            .in("Listener.java", "super.shutDown(); end(Kind.LOOP_CLOSED);", ""));
  }
}
