package dev.pollen.testkit.planted;

import static dev.pollen.testkit.planted.PlantedBug.named;

import java.util.List;

/** What goes wrong with what arrives. */
final class InputBugs {
  private InputBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        named("What has arrived is lost when the peer hangs up", "I-7, fault 10", "hang-up")
            .in(
                "ConnectionEnd.java",
                "if (driver.input().delivers()) { outputFailure = cause;",
                "if (driver == null) { outputFailure = cause;"),
        named(
                "What was left unread is lost at the end of the input",
                "I-7, fault 10",
                "conversation")
            .in(
                "ConnectionInput.java",
                "ended = true; driver.inputEnded();",
                "ended = true; buffer.clear(); driver.inputEnded();"),
        named("Nothing to receive is taken for the end", "fault 19", "conversation")
            .in(
                "ConnectionInput.java",
                "if (data == null) { return false; }",
                "if (data == null) { end(); return false; }"),
        named("A pause of reading is ignored", "fault 6", "conversation")
            .in("ConnectionInput.java", "&& !paused", ""),
        named("What readable() answers is not heeded", "M7", "predicates")
            .in(
                "ConnectionInterest.java",
                "return polling == null || polling.reading();",
                "return true;"),
        named("After a pause, what was left unread waits for more", "fault 6", "lines")
            .in("ConnectionInput.java", "paused = false; presentHeldBack();", "paused = false;"),
        named("What is left unread stays in the lent buffer", "I-7, ADR 2", "echo")
            .in(
                "InputBuffer.java",
                "} else if (kept == null) { ByteBuffer lent",
                "} else if (kept == null && budget == null) { ByteBuffer lent"),
        named("What is appended begins at the wrong byte", "I-7", "echo")
            .in("InputBuffer.java", "start += presented.position();", ""),
        named("A turn has no bound on what it receives", "fault 27", "bursts")
            .in(
                "ConnectionInput.java",
                "i < driver.limits().receivesPerPass() && wantsReadiness()",
                "wantsReadiness()"),
        named("A turn has no bound on the frames that it tells", "fault 27", "lines")
            .in("FramedDispatcher.java", "framesTold < limits.framesPerPass() && ", ""),
        named("A delimiter that arrives in two pieces is not found", "framing (C8)", "lines")
            .in("Framing.java", "int soFar = matched;", "int soFar = 0;"),
        named("Half a delimiter is lost at the end of the input", "I-7, framing (C10)", "lines")
            .in(
                "ConnectionInput.java",
                "buffer.presented().slice());",
                "buffer.presented().slice().limit(0));"),
        named("The beginning of a delimiter is told as part of a chunk", "framing (C8)", "lines")
            .in(
                "Framing.java",
                "scanned = end - input.position() - length;",
                "length = end - input.position(); scanned = 0;"),
        named("When a line fails, those behind it wait for more", "I-6, framing (C12)", "lines")
            .in(
                "ConnectionInput.java",
                "if (delivers()) { presentUnreadAgain(); } return;",
                "if (delivers() && !failed) { presentUnreadAgain(); } return;"),
        named(
                "An urgent byte is told before those that it stands behind",
                "fault 16 (O-5)",
                "urgent")
            .in(
                "ConnectionDriver.java",
                "boolean mayHoldMore ="
                    + " (readiness & (Readiness.READ | Readiness.URGENT)) != 0 && input.receive();",
                "if ((readiness & Readiness.URGENT) != 0) { input.receiveUrgent(); }"
                    + " boolean mayHoldMore ="
                    + " (readiness & (Readiness.READ | Readiness.URGENT)) != 0 && input.receive();"),
        named("An urgent byte is not taken", "I-8, fault 16 (D24)", "urgent")
            .in(
                "ConnectionDriver.java",
                "if ((readiness & Readiness.URGENT) != 0 && !mayHoldMore) { input.receiveUrgent(); }",
                ""),
        named("An answer overtakes the one before it", "ADR 16", "answers")
            .in(
                "PendingReplies.java",
                "return next != null && next.isComplete();",
                "return next != null;"),
        named("While an answer is owed, more is read", "ADR 16", "answers")
            .in(
                "PendingReplies.java",
                "driver.input().hold(); driver.settleSoon();",
                "driver.settleSoon();")
            .in(
                "PendingReplies.java",
                "driver.input().release(); driver.settleSoon();",
                "driver.settleSoon();"));
  }
}
