package dev.pollen.testkit.planted;

import static dev.pollen.testkit.planted.PlantedBug.named;

import java.util.List;

/** What goes wrong with limits. */
final class LimitBugs {
  private LimitBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        named("What is left unread has no limit", "I-12, fault 6", "memory")
            .in(
                "ConnectionInput.java",
                "if (buffer.unread() > max && !isHeld()) {",
                "if (buffer.unread() > max && driver == null) {"),
        named("What is queued has no limit", "I-12, fault 6", "flow")
            .in(
                "ConnectionOutput.java",
                "!isEnding() && size() + data.remaining() <= max;",
                "!isEnding();"),
        named("What was left unread keeps its memory", "I-12", "memory")
            .in("InputBuffer.java", "if (kept != null) { budget.give(kept.capacity()); }", ""),
        named("What was queued keeps its memory", "I-12", "memory")
            .in(
                "SegmentPool.java",
                "void giveBack(Segment segment) { budget.give(SEGMENT_BYTES);",
                "void giveBack(Segment segment) {"),
        named("A loop has no limit of memory", "I-12", "memory")
            .in("MemoryBudget.java", "if (bytes > max - used) {", "if (bytes > max) {"));
  }
}
