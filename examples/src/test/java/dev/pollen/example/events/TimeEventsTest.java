package dev.pollen.example.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.Listener;
import dev.pollen.annotation.Every;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnIdle;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnShutdown;
import dev.pollen.example.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Times and the shutdown of connections and listeners, from the annotation to the wire. */
final class TimeEventsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** Gives every peer a session, and tells of itself. */
  static final class Door {
    private final RunningLoop.Log log;

    Door(RunningLoop.Log log) {
      this.log = log;
    }

    @OnAccept
    Session open() {
      return new Session();
    }

    @Every("30ms")
    void look(Listener me) {
      log.add("the door is " + me.state());
    }
  }

  /** Says something on its own. */
  static final class Session {
    private int ticks;

    @Every("10ms")
    String tick() {
      return ++ticks <= 3 ? "tick " + ticks + "\r\n" : null;
    }

    @OnIdle("100ms")
    String ask() {
      return "are you there?\r\n";
    }
  }

  /** Is patient once. */
  static final class Silent {
    private final RunningLoop.Log log;

    Silent(RunningLoop.Log log) {
      this.log = log;
    }

    @OnIdle("50ms")
    void warn() throws IOException {
      log.add("warned");
      throw new IOException("nobody is there");
    }

    @OnIdle("PT0.12S")
    void end(Connection me) {
      me.close();
    }

    @OnError
    void failed(Throwable cause) {
      log.add(cause.getMessage());
    }

    @OnClose
    void closed(CloseReason reason) {
      log.add("closed: " + reason.kind());
    }
  }

  /** Finishes when it is told to by the peer. */
  static final class Polite {
    private final RunningLoop.Log log;
    private boolean leaving;

    Polite(RunningLoop.Log log) {
      this.log = log;
    }

    @OnShutdown
    String goodbye(Connection me) {
      leaving = true;
      return "anything else?\r\n";
    }

    @OnRead
    void read(Connection me, byte[] input) {
      me.send("ok\r\n");
      if (leaving) {
        me.close();
      }
    }

    @OnClose
    void closed(CloseReason reason) {
      log.add("closed: " + reason.kind());
    }
  }

  @Test
  void listenersAndConnectionsAreCalledOnTime() throws Exception {
    RunningLoop.Log log = new RunningLoop.Log();
    try (RunningLoop running = new RunningLoop();
        Client client = connect(running, log)) {
      assertThat(client.line()).isEqualTo("tick 1");
      assertThat(client.line()).isEqualTo("tick 2");
      assertThat(client.line()).isEqualTo("tick 3");
      assertThat(client.line()).isEqualTo("are you there?");
      assertThat(client.line()).isEqualTo("are you there?");
      assertThat(log.next()).isEqualTo("the door is LISTENING");
      assertThat(log.next()).isEqualTo("the door is LISTENING");
    }
  }

  private static Client connect(RunningLoop running, RunningLoop.Log log) throws IOException {
    Listener listener =
        running.call(
            loop -> loop.listen(ANY_PORT, new TimeEventsTest_DoorDispatcher(new Door(log))));
    return Client.connect((InetSocketAddress) listener.localAddress());
  }

  @Test
  void idleConnectionsAreToldInTheOrderOfTheirTimes() throws Exception {
    RunningLoop.Log log = new RunningLoop.Log();
    try (RunningLoop running = new RunningLoop()) {
      Listener listener =
          running.call(
              loop ->
                  loop.listen(
                      ANY_PORT, () -> new TimeEventsTest_SilentDispatcher(new Silent(log))));
      try (Client client = Client.connect((InetSocketAddress) listener.localAddress())) {
        client.expectEnd();
      }
      assertThat(log.next()).isEqualTo("warned");
      assertThat(log.next()).isEqualTo("nobody is there");
      String line = log.next();
      while (line.equals("warned")) { // If the machine is fast enough, there is time for another.
        assertThat(log.next()).isEqualTo("nobody is there");
        line = log.next();
      }
      assertThat(line).isEqualTo("closed: LOCAL");
    }
  }

  @Test
  void shutdownIsLeftToTheHandler() throws Exception {
    RunningLoop.Log log = new RunningLoop.Log();
    try (RunningLoop running = new RunningLoop();
        Client client = polite(running, log)) {
      running.shutdown();
      assertThat(client.line()).isEqualTo("anything else?");
      client.send("no");
      assertThat(client.line()).isEqualTo("ok");
      client.expectEnd();
      client.hangUp();
      running.awaitEnd();
      assertThat(log.next()).isEqualTo("closed: LOCAL");
    }
  }

  @Test
  void whatIsLeftAtTheDeadlineIsCutOff() throws Exception {
    RunningLoop.Log log = new RunningLoop.Log();
    try (RunningLoop running = new RunningLoop();
        Client client = polite(running, log)) {
      running.shutdown(Duration.ofMillis(50));
      assertThat(client.line()).isEqualTo("anything else?");
      running.awaitEnd();
      assertThat(log.next()).isEqualTo("closed: LOOP_CLOSED");
    }
  }

  /** A client that is being served. */
  private static Client polite(RunningLoop running, RunningLoop.Log log) throws IOException {
    Listener listener =
        running.call(
            loop ->
                loop.listen(ANY_PORT, () -> new TimeEventsTest_PoliteDispatcher(new Polite(log))));
    Client client = Client.connect((InetSocketAddress) listener.localAddress());
    client.send("hello");
    assertThat(client.line()).isEqualTo("ok");
    return client;
  }
}
