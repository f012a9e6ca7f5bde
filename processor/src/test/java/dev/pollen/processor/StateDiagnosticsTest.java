package dev.pollen.processor;

import static dev.pollen.processor.Diagnosed.file;
import static dev.pollen.processor.Diagnosed.members;
import static dev.pollen.processor.report.Diagnostic.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said about {@code @In} and the states of a handler. */
class StateDiagnosticsTest {
  private static final String STATES =
      "@SuppressWarnings({\"pollen:UnreachableState\", \"pollen:DeadState\"}) enum State { NEW, OPEN, DONE } ";
  private static final String DISJOINT = "Make their states disjoint.";
  private static final String SAME_WAY = "Let both read in the same way, or in different states.";

  @Test
  void acceptsStates() {
    members(
            STATES
                + """
                @OnRead @Line @In("NEW") State read(String line) { return State.OPEN; }
                @OnRead @Exactly(4) @In({"OPEN"}) Reply<State> more(byte[] b) { return null; }
                @OnIdle("5s") @In("NEW") void hurry() {}
                @OnIdle("5s") @In({"OPEN", "DONE"}) void wait(Connection peer) {}
                @Every("5s") @In("NEW") void one() {}
                @Every("5s") @In("NEW") void two() {}
                @OnClose @In("NEW") void early() {}
                @OnClose @In("OPEN") void late() {}
                @OnError @In("OPEN") void failed(Throwable cause) {}""")
        .isClean();
  }

  @Test
  void acceptsStatesOfBaseOrByName() {
    file("""
            abstract class Base { enum State { A } }
            class Echo extends Base { @OnRead @In("A") void read() {} }
            enum Step { B }
            @Handler(states = Step.class) class Other { @OnRead @In("B") void read() {} }""")
        .isClean();
  }

  @Test
  void ignoresStatesThatNobodyUses() {
    members("static class State {} @OnRead void read() {}").isClean();
    members("enum State {} @OnRead void read() {}").isClean();
  }

  @Test
  void rejectsStatesThatAreNoEnum() {
    for (String type : List.of("String", "int", "Object[]", "Enum")) {
      file("@Handler(\nstates = " + type + ".class) // !\nclass Echo { @OnRead void read() {} }")
          .fails(
              STATES_NOT_ENUM,
              "The states '" + type + "' are no enum",
              "Declare them as an enum called State that is nested in the handler.");
    }
    members("static class State {} // !\n@OnRead @In(\"A\") void read() {}")
        .fails(
            STATES_NOT_ENUM,
            "The states 'Echo.State' are no enum",
            "Declare them as an enum called State that is nested in the handler.");
  }

  @Test
  void rejectsInaccessibleStates() {
    members("private enum State { A } // !\n@OnRead @In(\"A\") void read() {}")
        .fails(
            INACCESSIBLE_STATES,
            "Generated code in package 'app' cannot access the states 'Echo.State'",
            "Make them package-private or public.");
    file("class Other { private enum Step { A }\n@Handler(states = Step.class) // !\n"
            + "static class Echo { @OnRead void read() {} } }")
        .fails(
            INACCESSIBLE_STATES,
            "Generated code in package 'app' cannot access the states 'Other.Step'",
            "Make them package-private or public.");
  }

  @Test
  void rejectsEmptyStates() {
    members("enum State {} // !\n@OnRead @In(\"A\") void read() {}")
        .fails(
            EMPTY_STATES,
            "Enum 'Echo.State' has no constant, but a connection must begin in some state",
            "Add one; the first constant is where connections begin.");
  }

  @Test
  void rejectsStatesOfListener() {
    file("enum Step { A } class Peer { @OnRead void read() {} }\n@Handler(states = Step.class) // !\n"
            + "class Echo { @OnAccept Peer accept() { return null; } }")
        .fails(
            STATES_WITHOUT_CONNECTION,
            "'Echo' names states, but is no handler of connections",
            "Remove 'states'; nothing else is in a state.");
  }

  @Test
  void rejectsGuardWithoutStates() {
    members("@OnRead\n@In(\"NEW\") // !\nvoid read() {}")
        .fails(
            NO_STATES,
            "@In of 'read' names states, but 'Echo' has none",
            "Nest an enum called State in the handler, or set @Handler(states = …).");
  }

  @Test
  void rejectsEmptyGuard() {
    members(STATES + "@OnRead void read() {}\n@OnClose\n@In({}) // !\nvoid close() {}")
        .fails(
            EMPTY_GUARD,
            "@In names no state, so 'close' would never be called",
            "Name at least one state, or remove @In.");
  }

  @Test
  void rejectsUnknownState() {
    members(STATES + "@OnRead @In({\n\"NEW\",\n\"OPPEN\" // !\n}) void read() {}")
        .fails(UNKNOWN_STATE, "State \"OPPEN\" is not declared by 'Echo.State'", "Write \"OPEN\".");
    members(STATES + "@OnRead\n@In(\"Greeted\") // !\nvoid read() {}")
        .fails(
            UNKNOWN_STATE,
            "State \"Greeted\" is not declared by 'Echo.State'",
            "Write \"NEW\", \"OPEN\" or \"DONE\".");
  }

  @Test
  void rejectsStateNamedTwice() {
    members(STATES + "@OnRead @In({\n\"NEW\",\n\"NEW\" // !\n}) void read() {}")
        .fails(DUPLICATE_STATE, "@In of 'read' names state \"NEW\" twice", "Remove one of them.");
  }

  @Test
  void rejectsOverlappingStates() {
    members(
            STATES
                + """
                @OnRead @Line @In({"NEW", "OPEN"}) void one(String line) {}
                @OnRead @Line @In({
                  "DONE",
                  "OPEN" // !
                }) void two(String line) {}""")
        .fails(OVERLAPPING_STATES, "'one' and 'two' both handle @OnRead in state 'OPEN'", DISJOINT);
    members(
            STATES
                + """
                @OnIdle("60s") @In("NEW") void one() {}
                @OnIdle("1m") @In("NEW") // !
                void two() {}""")
        .fails(
            OVERLAPPING_STATES,
            "'one' and 'two' both handle @OnIdle(\"1m\") in state 'NEW'",
            DISJOINT);
  }

  @Test
  void rejectsGuardedBesideUnguarded() {
    members(STATES + "@OnClose @In({\"NEW\", \"OPEN\"}) void one() {}\n@OnClose void two() {} // !")
        .fails(
            OVERLAPPING_STATES,
            "'one' and 'two' both handle @OnClose in states 'NEW' and 'OPEN'",
            DISJOINT);
  }

  @Test
  void rejectsDuplicatesInAllStates() {
    members(
            STATES
                + "@OnRead @In(\"NEW\") State read() { return null; }\n"
                + "@OnClose void one() {} // !\n@OnClose void two() {} // !")
        .fails(
            DUPLICATE_EVENT,
            "@OnClose is declared by 'one' and 'two', and nothing tells them apart",
            "Keep one of them.");
  }

  @Test
  void rejectsForeignState() {
    for (String type : List.of("Step", "Reply<Step>")) {
      file("enum Step { A } class Echo { enum State { A }\n@OnRead @In(\"A\") "
              + type
              + " read() { return null; } // !\n}")
          .fails(
              FOREIGN_STATE,
              "@OnRead method 'read' returns '"
                  + type
                  + "', but the states of 'Echo' are 'Echo.State'",
              "Return 'Echo.State' or 'Reply<Echo.State>'.");
    }
  }

  @Test
  void rejectsBetterOverloadInAnotherState() {
    members(
            STATES
                + """
                @OnRead @Line @In("NEW") void read(CharSequence line) {} // !
                @OnRead @Line @In("OPEN") void read(String line) {}""")
        .fails(
            HIDDEN_BY_OVERLOAD,
            "@OnRead method 'read(CharSequence)' cannot be told from 'read(String)' by a call with"
                + " the input",
            "Rename one of them.");
  }

  @Test
  void rejectsCommandBesideOtherInput() {
    members(
            """
            @OnRead @Line @Command void other(String line) {}
            @OnRead
            @Line(max = 9) // !
            void read(String line) {}""")
        .fails(
            FRAMING_CONFLICT,
            "'other' and 'read' cannot share the input: one gets commands of @Line, the other"
                + " @Line(max=9)",
            SAME_WAY);
  }

  @Test
  void rejectsCommandsOfDifferentLines() {
    members(
            STATES
                + """
                @OnRead @Line @Command @In({"NEW", "DONE"}) void other(String line) {}
                @OnRead @Command("QUIT") @In({"DONE", "OPEN"})
                @Line(max = 9) // !
                void quit() {}
                @OnError void failed(Throwable cause) {}""")
        .fails(
            FRAMING_CONFLICT,
            "'other' and 'quit' cannot share the input in state 'DONE': one gets commands of"
                + " @Line, the other commands of @Line(max=9)",
            SAME_WAY);
  }
}
