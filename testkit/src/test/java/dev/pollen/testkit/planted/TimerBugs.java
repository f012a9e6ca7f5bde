package dev.pollen.testkit.planted;

import static dev.pollen.testkit.planted.PlantedBug.named;

import java.util.List;

/** What goes wrong with time. */
final class TimerBugs {
  private TimerBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        named("A cancelled timer runs", "fault 4", "clocks")
            .in(
                "Timer.java",
                "if (orders.getAndSet(CANCELLED) != CANCELLED) {",
                "if (orders.get() == CANCELLED) {"),
        named("A timer runs early", "fault 4, M8", "clocks")
            .in(
                "TimerQueue.java",
                "nowNanos - at(0).deadlineNanos < 0",
                "nowNanos - at(0).deadlineNanos < -1_000_000"),
        named("Timers of the same deadline run in the wrong order", "fault 4", "clocks")
            .in("TimerQueue.java", "a.sequence < b.sequence", "a.sequence > b.sequence"),
        named("Deadlines are compared without regard to overflow", "fault 4", "clocks")
            .in("TimerQueue.java", "difference < 0 :", "a.deadlineNanos < b.deadlineNanos :"),
        named("A heap is not restored upwards", "fault 4", "clocks")
            .in(
                "TimerQueue.java",
                "siftDown(last, position); siftUp(last, last.position);",
                "siftDown(last, position);"),
        named("Missed periods are made up for", "fault 4", "clocks")
            .in(
                "Timer.java",
                "return deadlineNanos + (missed + 1) * periodNanos;",
                "return deadlineNanos + periodNanos;"),
        named("A timer of a closed connection runs", "I-5", "conversation")
            .in(
                "Channel.java",
                "List.copyOf(timers).forEach(loop.timers()::remove); timers = null;",
                ""),
        named("Traffic does not break silence", "fault 23", "silence")
            .in("Deadlines.java", "lastTrafficNanos = connection.loop().trafficNanos();", ""),
        named("Silence that was broken once is never told", "fault 23", "silence")
            .in("Timer.java", "await(since, deadlineNanos); return true;", "return true;"),
        named("Traffic is timed by a pass that is over", "fault 23", "silence")
            .in(
                "Pass.java",
                "hasClosedSinceWait = false; isTrafficTimed = false;",
                "hasClosedSinceWait = false;")
            .in(
                "Pass.java",
                "void forgetTime() { isTrafficTimed = false; }",
                "void forgetTime() {}"));
  }
}
