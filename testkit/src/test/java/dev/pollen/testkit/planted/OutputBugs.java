package dev.pollen.testkit.planted;

import static dev.pollen.testkit.planted.PlantedBug.named;

import java.util.List;

/** What goes wrong with what is sent. */
final class OutputBugs {
  private static final String SENDS_ONE = "sent = socket.send(first.draining);";

  private OutputBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        named("When a send is partial, the rest is lost", "I-10, fault 19", "conversation")
            .in(
                "OutputQueue.java",
                SENDS_ONE,
                SENDS_ONE + " first.draining.position(first.draining.limit()); sent = offered;"),
        named("When a send is partial, all of it is sent again", "I-10, fault 19", "conversation")
            .in(
                "OutputQueue.java",
                SENDS_ONE,
                SENDS_ONE
                    + " if (sent < offered) {"
                    + " first.draining.position(first.draining.position() - (int) sent); sent = 0; }"),
        named(
                "When a send of several is partial, it is taken for whole",
                "I-10, fault 19",
                "conversation")
            .in(
                "OutputQueue.java",
                "sent = socket.send(pool.gather, count);",
                "sent = socket.send(pool.gather, count);"
                    + " for (Segment s = first; s != null && sent < offered; s = s.next) {"
                    + " sent += s.draining.remaining(); s.draining.position(s.draining.limit()); }"),
        named("What is sent is not copied", "I-10, ADR 2", "echo")
            .in(
                "Connection.java",
                "boolean allIsWell = driver.output().add(data);",
                "boolean allIsWell = driver.output().add(Producer.of(data));"),
        named("Nobody waits for a socket that is full", "I-10, fault 3", "conversation")
            .in("ConnectionInterest.java", "driver.output().wantsReadiness() || asks", "asks"),
        named("Every socket is always watched for room", "I-8, fault 3", "conversation")
            .in("ConnectionInterest.java", "driver.output().wantsReadiness() || asks", "true"),
        named("What writable() answers is not heeded", "I-8, fault 3 (D8)", "predicates")
            .in("ConnectionInterest.java", "polling.writing() && !driver", "!driver"),
        named("Who waits for room is not told of it", "fault 6", "flow")
            .in(
                "ConnectionOutput.java",
                "aboveHighMark = false; drained = true;",
                "aboveHighMark = false;"),
        named("Nobody is told to slow down", "I-12, fault 6", "flow")
            .in("ConnectionOutput.java", "aboveHighMark = true;", "aboveHighMark = false;"),
        named("What a broken connection had queued is not counted", "I-10", "hang-up")
            .in(
                "ConnectionOutput.java",
                "driver.end().dropped(size()); clear(); driver.end().outputBroken(cause);",
                "clear(); driver.end().outputBroken(cause);"),
        named("Producers are asked for more than the socket takes", "I-12, fault 6", "flow")
            .in(
                "ConnectionOutput.java",
                "int enough = Math.max(driver.limits().outputLowMark(), SegmentPool.SEGMENT_BYTES);",
                "int enough = Integer.MAX_VALUE;"),
        named("A producer that has nothing is asked again and again", "I-8", "flow")
            .in(
                "ProducerQueue.java",
                "isPending = outcome == Outcome.PENDING;",
                "isPending = false;"),
        named("A producer that has something again is not asked", "C15", "flow")
            .in("ProducerQueue.java", "void wake() { isPending = false; }", "void wake() {}"),
        named("A producer is not closed at its end", "C15", "flow")
            .in("ProducerQueue.java", "released.add(part.producer); size -=", "size -="));
  }
}
