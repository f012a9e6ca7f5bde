package dev.pollen.processor;

import static dev.pollen.processor.Diagnosed.file;
import static dev.pollen.processor.Diagnosed.members;
import static dev.pollen.processor.Diagnosed.source;
import static dev.pollen.processor.report.Diagnostic.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about timed methods, and about those for the shutdown. */
class TimeDiagnosticsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "5", "s", "5x", "5S", "1.5s", "-5s", "+5s", "5 s", " 5s", "30sec", "1s1m", "1m1m",
        "1ms1s", "P", "PT", "PT5", "5PT", "forever", "<error>", "٥s"
      })
  void rejectsWhatIsNoTime(String text) {
    for (String annotation : new String[] {"@OnIdle", "@Every"}) {
      members(annotation + "(\n\"" + text + "\" // !\n) void act() {}")
          .fails(
              BAD_DURATION,
              "\""
                  + text
                  + "\" is not a time that "
                  + annotation
                  + " understands: a whole number with a unit, ms, s, m, h or d",
              "Write \"500ms\", \"30s\", \"1m30s\" or \"PT30S\", for example.");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0s",
        "0d0h",
        "PT0S",
        "PT-5S",
        "-PT5S",
        "PT0.0009S",
        "36501d",
        "36500d1ms",
        "99999999999999999999s",
        "9223372036854775807d",
        "9223372036854775807s9223372036854775807ms",
        "PT9223372036854775807S",
        "PT99999999999999999999S",
        "P9223372036854775807D"
      })
  void rejectsWhatNobodyCanWaitFor(String text) {
    for (String annotation : new String[] {"@OnIdle", "@Every"}) {
      members(annotation + "(\n\"" + text + "\" // !\n) void act() {}")
          .fails(
              DURATION_OUT_OF_RANGE,
              "\""
                  + text
                  + "\" is no time that "
                  + annotation
                  + " can wait: at least 1ms, and at most 36500d",
              "Write \"30s\", for example.");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1ms",
        "1s",
        "1m",
        "1h",
        "1d",
        "0001s",
        "1d1h1m1s1ms",
        "1h30s",
        "0m30s",
        "36500d",
        "PT30S",
        "pt30s",
        "P1DT12H",
        "PT0.5S",
        "PT1M-30S",
        "5\" + \"s"
      })
  void acceptsTimes(String text) {
    members("@OnIdle(\"" + text + "\") void idle() {} @Every(\"" + text + "\") void act() {}")
        .isClean();
  }

  @Test
  void acceptsConstants() {
    members("static final String TIME = 2 + \"s\"; @Every(TIME) void act() {}").isClean();
    members("static final String TIME = 2 + \"x\";\n@Every(TIME) void act() {} // !")
        .fails(
            BAD_DURATION,
            "\"2x\" is not a time that @Every understands: a whole number with a unit, ms, s, m, h or"
                + " d",
            "Write \"500ms\", \"30s\", \"1m30s\" or \"PT30S\", for example.");
  }

  @Test
  void leavesToTheCompilerWhatItDoesNotUnderstand() {
    for (String annotation :
        new String[] {"@Every(MISSING)", "@Every(5)", "@Every({\"5s\", \"6s\"})", "@Every"}) {
      assertThat(members(annotation + " void act() {}").messages())
          .isNotEmpty()
          .noneMatch(message -> message.startsWith("["));
    }
  }

  @Test
  void rejectsInheritedTime() {
    source(
            "package app; @dev.pollen.annotation.Handler class Echo extends base.Base {}",
            JavaFileObjects.forSourceString(
                "base.Base",
                "package base; public class Base {"
                    + " @dev.pollen.annotation.Every(\"x\") public void act() {} }"))
        .finds("1 BadDuration", "1 BadDuration");
  }

  @Test
  void rejectsIdleListener() {
    file("""
            class Server {
              @OnAccept Echo accept() { return null; }
              @OnIdle("30s") void idle() {} // !
            }
            class Echo { @OnRead void read() {} }""")
        .fails(
            MIXED_ROLES,
            "@OnIdle does not fire on a listener, and 'Server' is one because its @OnAccept method"
                + " 'accept' returns the handler of a new connection",
            "Move it to the handler of the connection.");
  }

  @Test
  void rejectsReplyOfListener() {
    for (String event : new String[] {"@Every(\"1s\")", "@OnShutdown"}) {
      file("class Server {\n@OnAccept Echo accept() { return null; }\n"
              + event
              + " byte[] act(Listener me) { return null; } // !\n}"
              + "class Echo { @OnRead void read() {} }")
          .fails(
              MUST_BE_VOID,
              event.replaceAll("\\(.*", "")
                  + " method 'act' returns 'byte[]', but there is nobody to send it to",
              "Return void.");
    }
  }

  @Test
  void acceptsAnyNumberOfTimes() {
    members(
            """
            @OnIdle("10s") void warn() {}
            @OnIdle("20s") void close() {}
            @Every("1s") void one() {}
            @Every("1s") void two() {}
            @Every("1s") String one(Connection me) { return null; }""")
        .isClean();
  }

  @Test
  void rejectsEqualIdleTimes() {
    members(
            """
            @OnIdle("60s") void warn() {} // !
            @OnIdle("60s") void close() {} // !
            @OnIdle("61s") void late() {}""")
        .fails(
            DUPLICATE_EVENT,
            "@OnIdle(\"60s\") is declared by 'warn' and 'close', and nothing tells them apart",
            "Keep one of them.");
    members("@OnIdle(\"60s\") void warn() {}\n@OnIdle(\"1m\") void close() {}")
        .finds("2 DuplicateEvent", "3 DuplicateEvent");
  }

  @Test
  void rejectsSecondShutdown() {
    members("@OnShutdown void one() {} // !\n@OnShutdown void two(Connection me) {} // !")
        .fails(
            DUPLICATE_EVENT,
            "@OnShutdown is declared by 'one' and 'two', and nothing tells them apart",
            "Keep one of them.");
  }

  @Test
  void rejectsOverloadsOfOneEvent() {
    members(
            """
            @Every("1s") void act(Channel me) {} // !
            @Every("2s") void act(Connection me) {}""")
        .fails(
            HIDDEN_BY_OVERLOAD,
            "@Every method 'act(Channel)' cannot be told from 'act(Connection)' by a call with the"
                + " connection",
            "Rename one of them.");
  }

  @Test
  void rejectsTwoTimesOnOneMethod() {
    members("@Every(\"1s\")\n@OnIdle(\"30s\") // !\nvoid act() {}")
        .fails(
            TWO_EVENTS,
            "Method 'act' carries both @Every and @OnIdle",
            "Split it in two that call a shared method.");
  }

  @Test
  void rejectsInputOfTimers() {
    members("@Every(\"1s\") void act(java.nio.ByteBuffer data) {}")
        .fails(
            UNBOUND_PARAMETER,
            "@Every cannot supply parameter 'data' of type 'ByteBuffer'. It can supply: Connection",
            "Change the type, or remove the parameter.");
  }

  @Test
  void rejectsCheckedExceptionsOfTimers() {
    members("@Every(\"1s\") void act() throws InterruptedException {}")
        .fails(
            CHECKED_EXCEPTION,
            "@Every method 'act' throws 'InterruptedException', but event methods may throw only"
                + " IOException and unchecked exceptions",
            "Catch it, or wrap it.");
  }

  @Test
  void doesNotReplaceTimersOfOtherPackages() {
    source(
            "package app; class Echo extends base.Base {"
                + " @dev.pollen.annotation.Every(\"1s\") void beat() {} }",
            JavaFileObjects.forSourceString(
                "base.Base",
                "package base; public class Base {"
                    + " @dev.pollen.annotation.Every(\"2s\") void act() {} }"))
        .finds("1 InaccessibleInherited");
  }
}
