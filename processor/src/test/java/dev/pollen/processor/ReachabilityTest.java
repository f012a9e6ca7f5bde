package dev.pollen.processor;

import static dev.pollen.processor.Diagnosed.file;
import static dev.pollen.processor.Diagnosed.members;
import static dev.pollen.processor.report.Diagnostic.DEAD_STATE;
import static dev.pollen.processor.report.Diagnostic.UNREACHABLE_STATE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about states that connections never come to, or never leave. */
class ReachabilityTest {
  private static final String ENTER = "Enter it, remove it, or suppress this.";
  private static final String LEAVE =
      "Handle an event that leaves it, close the connection instead, or suppress this.";
  private static final String READS = "@OnRead @In(\"A\") %s\n@OnRead @In(\"B\") void b() {}";

  @Test
  void warnsOfStateThatNothingMentions() {
    members("enum State {\nA,\nB } // !\n" + READS.formatted("void a() {}"))
        .warns(
            UNREACHABLE_STATE,
            "State 'B' is never entered: nothing in the source of 'Echo' mentions it",
            ENTER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state == State.B",
        "State.B != state",
        "State.B.equals(state)",
        "java.util.Objects.equals(state, (State.B))",
        "state.name().equals(State.B.name())",
        "switch (state) { case B -> true; default -> false; }",
        "thread == Thread.State.B",
        "Other.State.B == null || take(Other.State.B)",
      })
  void warnsOfStateThatIsOnlyLookedAt(String look) {
    members(
            "State state;\nenum State {\nA,\nB } // !\n"
                + READS.formatted("void a() { boolean is = " + look + "; }"))
        .finds("5 UnreachableState");
  }

  @Test
  void warnsOfStatesThatOnlyLeadToEachOther() {
    members(
            """
            enum State {
              A,
              B, // !
              C, // !
              D
            }
            @OnRead @In("A") State a() { return State.D; }
            @OnRead @In("B") State b() { return State.C; }
            @OnRead @In("C") State c() { return State.B; }
            @OnRead @In("D") void d() {}\
            """)
        .finds("4 UnreachableState", "5 UnreachableState");
    members(
            """
            enum State { A,
            B } // !
            @OnRead @In("A") void a() {}
            @OnRead @In("B") State b() { return State.B; }\
            """)
        .warns(
            UNREACHABLE_STATE,
            "State 'B' is never entered: only methods of states that are never entered mention it",
            ENTER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "State a() { return State.B; }",
        "State a() { return (State.B); }",
        "State a() { return Echo.State.B; }",
        "State a() { return app.Echo.State.B; }",
        "Reply<State> a() { return Reply.of(\"b\").enter(State.B); }",
        "void a(Connection c) { c.enter(State.B); }",
        "State a(byte[] data) { return data[0] == 1 ? State.B : null; }",
        "State a(byte[] data) { return switch (data[0]) { case 1 -> State.B; default -> null; }; }",
        "State a() { return next(); } State next() { return State.B; }",
        "State a() { return this.next(1); } State next(int i) { return State.B; }",
        "State a() { return Helper.next(); } static class Helper {"
            + " static State next() { return State.B; } }",
        "Reply<State> a() { return NEXT; }"
            + " static final Reply<State> NEXT = Reply.of(\"b\").enter(State.B);",
        "void a(Connection c) { c.loop().execute(() -> c.enter(State.B)); }",
        "void a() {} void unused(Connection c) { c.enter(State.B); }",
        "void a() {} State field = State.B;",
        "void a() {} { field = State.B; } State field;",
        "State a(byte[] data) { return State.valueOf(\"B\"); }",
        "State a(byte[] data) { return State.values()[data[0]]; }",
        "State a(byte[] data) { return Enum.valueOf(State.class, \"B\"); }",
        "void a() { java.util.stream.Stream.of(\"B\").map(State::valueOf); }",
      })
  void isSilentAboutWhatIsEntered(String a) {
    members("enum State { A, B }\n" + READS.formatted(a)).isClean();
  }

  @Test
  void isSilentAboutStatesThatAPeerNames() {
    members(
            """
            enum State { A, B }
            @OnRead @Line @Command("GO") State go(State next) { return next; }
            @OnRead @Line @Command @In("A") void other() {}
            @OnRead @Line @Command @In("B") void another() {}\
            """)
        .isClean();
  }

  @Test
  void isSilentAboutWhatTheEnumYields() {
    members(
            "enum State { A, B; State next() { return values()[ordinal() + 1]; } }\n"
                + READS.formatted("State a() { return State.A.next(); }"))
        .isClean();
    members(
            "enum State { A, B; State next() { return B; } }\n"
                + READS.formatted("State a() { return State.A.next(); }"))
        .isClean();
  }

  @Test
  void isSilentAboutStatesOfOthers() {
    file("""
    @Handler(states = Shared.class)
    class Echo { @OnRead @In("A") void a() {} @OnRead @In("B") void b() {} }
    enum Shared { A, B, C }\
    """)
        .isClean();
  }

  @Test
  void isSilentAboutWhatIsImported() {
    Diagnosed.source(
            """
            package app;
            import static app.Echo.State.B;
            import dev.pollen.annotation.*;
            class Echo {
              enum State { A, B }
              @OnRead @In("A") State a() { return B; }
              @OnRead @In("B") void b() {}
            }\
            """)
        .isClean();
  }

  @Test
  void isSilentAboutTemplates() {
    file("""
    abstract class Base {
      @OnRead void read() { act(); }
      abstract void act();
    }
    @Handler class Echo extends Base {
      enum State { A, B }
      Connection connection;
      @Override void act() { connection.enter(State.B); }
      @OnIdle("5s") @In("B") void idle() {}
    }\
    """)
        .isClean();
  }

  @Test
  void isSilentBesideErrors() {
    members("enum State { A, B }\n@OnRead @In(\"A\") private void a() {}")
        .finds("3 PrivateEventMethod");
  }

  @Test
  void isSilentWhenSuppressed() {
    members(
            "enum State { A, @SuppressWarnings(\"pollen:UnreachableState\") B }"
                + READS.formatted("void a() {}"))
        .isClean();
  }

  @Test
  void warnsOfStateWithoutEvents() {
    members(
            """
            enum State { A,
            QUITTING } // !
            @OnRead @In("A") State a() { return State.QUITTING; }
            @OnError void failed(Connection me, Throwable cause) { me.close(); }
            @OnClose void closed() {}\
            """)
        .warns(DEAD_STATE, "State 'QUITTING' is a dead end: no event is handled in it", LEAVE);
  }

  @Test
  void warnsOfStateThatNothingLeaves() {
    members(
            """
            enum State { A,
            WAITING } // !
            @OnRead @In("A") State a() { return State.WAITING; }
            @Every("1s") void beat(Connection me) { me.send("beat"); }
            @OnIdle("5s") @In("WAITING") State idle() { return State.WAITING; }
            @OnShutdown void stop(Connection me) { me.close(); }\
            """)
        .warns(
            DEAD_STATE,
            "State 'WAITING' is a dead end: nothing is read in it, and no event that is handled in"
                + " it leaves it",
            LEAVE);
  }

  @Test
  void isSilentAboutWhatIsEnteredInClosing() {
    members(
            """
            enum State { A, CLOSED }
            @OnRead @In("A") State a(Connection me) { me.close(); return State.CLOSED; }\
            """)
        .isClean();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@OnIdle(\"5s\") void idle(Connection me) { me.close(); }",
        "@OnIdle(\"5s\") @In(\"WAITING\") State idle() { return State.A; }",
        "@OnIdle(\"5s\") Reply<State> idle() { return Reply.of(\"bye\").close(); }",
        "@OnIdle(\"5s\") Reply<State> idle() { return BYE.close(); }"
            + " static final Reply<State> BYE = Reply.of(\"bye\");",
        "@OnWrite @In(\"WAITING\") void sent(Connection me) { me.abort(); }",
        "@OnRead @In(\"WAITING\") void more() {}",
        "Connection me; void answer() { me.enter(State.A); }",
        "Connection me; void answer() { this.me.close(); }",
        "@OnConnect void open(Connection me) { me.loop().execute(() -> me.enter(State.A)); }",
      })
  void isSilentAboutWhatIsLeft(String event) {
    members(
            "enum State { A, WAITING }\n@OnRead @In(\"A\") State a() { return State.WAITING; }\n"
                + event)
        .isClean();
  }
}
