package dev.pollen.testkit.contract;

import dev.pollen.ChannelState;
import dev.pollen.CloseReason;
import dev.pollen.CloseReason.Kind;
import dev.pollen.Connection;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Event;
import dev.pollen.LimitExceededException;
import dev.pollen.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection under test: its dispatcher tells it everything, it checks that, and does what
 * chance wants. It talks to a {@link RawPeer}.
 */
final class Subject {
  /** How much may arrive at once on top of what was left unread. */
  private static final int LARGEST_RECEIVE = 64 * 1024;

  private final Contract contract;
  private final Limits limits;
  private final Life life;
  private final Incoming incoming;
  private final Outgoing outgoing;
  private final RawPeer partner;
  private final Moves moves;
  private final Set<Kind> explained = EnumSet.noneOf(Kind.class);
  private @Nullable Connection connection;
  private @Nullable CloseReason reason;
  private Duration lastRead = Duration.ZERO;
  private boolean wasPaused;
  private boolean urgentTold;

  Subject(Contract contract, Limits limits, RawPeer partner) {
    this.contract = contract;
    this.limits = limits;
    this.partner = partner;
    String name = "subject of " + partner.peer().name();
    life = new Life(contract, name);
    incoming =
        new Incoming(contract, life, partner.toSubject(), limits.maxInput() + LARGEST_RECEIVE);
    outgoing = new Outgoing(contract, life, partner.fromSubject(), limits);
    moves = new Moves(contract, this);
    contract.add(this);
    partner.servedBy(this);
  }

  /** A dispatcher that tells it everything. */
  ConnectionDispatcher dispatcher() {
    return switch (contract.choose(life.name() + " style", 2)) {
      case 1 -> new PolledSubject(this);
      default -> new SubjectByHand(this);
    };
  }

  Life life() {
    return life;
  }

  Incoming incoming() {
    return incoming;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  Connection connection() {
    return Objects.requireNonNull(connection);
  }

  /** Its connection may be closed for this reason. */
  void explain(Kind kind) {
    explained.add(kind);
  }

  void paused() {
    wasPaused = true;
  }

  // ---- what it is told ----

  private void tell(Connection by, Event event, Life.Body body) throws Exception {
    connection = by;
    life.during(by, event, body);
  }

  void opened(Connection by) throws Exception {
    tell(by, Event.OPEN, () -> moves.make("open"));
  }

  void accepted(Connection by) throws Exception {
    tell(by, Event.ACCEPT, () -> moves.make("accept"));
  }

  void connected(Connection by) throws Exception {
    tell(by, Event.CONNECT, () -> moves.make("connect"));
  }

  void read(Connection by, ByteBuffer data) throws Exception {
    tell(
        by,
        Event.READ,
        () -> {
          lastRead = contract.network().elapsed();
          incoming.presented(data, contract.choose(life.name() + " takes", 6));
          if (data.remaining() > limits.maxInput()) {
            explain(Kind.LIMIT);
          }
          moves.make("read");
        });
  }

  void wrote(Connection by, boolean isPolled) throws Exception {
    if (!isPolled) {
      outgoing.wrote();
    }
    tell(by, Event.WRITE, () -> moves.make("write"));
  }

  void urgent(Connection by, byte value) throws Exception {
    contract.require(value == '!' && !urgentTold, () -> life + " is told urgent byte " + value);
    urgentTold = true;
    tell(by, Event.URGENT, () -> moves.make("urgent"));
  }

  /** Says whether it goes on, although the peer has finished. */
  boolean eof(Connection by) throws Exception {
    contract.require(
        incoming.seen() == partner.sent() || partner.isCut(),
        () -> life + " has got " + incoming.seen() + " of " + partner.sent() + " bytes at the end");
    contract.require(partner.explains(Kind.PEER), () -> life + " is told an end that nobody sent");
    explain(Kind.PEER);
    tell(by, Event.EOF, () -> moves.make("eof"));
    return contract.choose(life.name() + " goes on", 3) == 1;
  }

  /** Says whether it lets the default happen. */
  boolean failed(Connection by, Throwable cause) throws Exception {
    contract.require(
        cause instanceof Planted || cause instanceof IOException,
        () -> life + " is told something unexpected" + ": " + cause);
    if (cause instanceof LimitExceededException exceeded) {
      contract.require(
          explained.contains(Kind.LIMIT) || outgoing.hasExceeded(),
          () -> life + " is told a limit that it keeps" + ": " + exceeded);
    }
    connection = by;
    life.failed(by, cause, () -> moves.make("error"));
    return contract.choose(life.name() + " forgives", 3) != 1;
  }

  void shutDown(Connection by) throws Exception {
    tell(by, Event.SHUTDOWN, () -> moves.make("shutdown"));
  }

  void closed(Connection by, CloseReason why) throws Exception {
    reason = why;
    contract.require(isExplained(why.kind()), () -> life + " was closed for no reason: " + why);
    outgoing.closed(why);
    if (why.kind() == Kind.BROKEN && !life.isLeft() && !wasPaused && partner.arrivesBeforeReset()) {
      contract.require(
          incoming.seen() == partner.sent(),
          () -> life + " has got " + incoming.seen() + " of " + partner.sent() + " before a reset");
    }
    tell(by, Event.CLOSE, () -> moves.makeLast());
  }

  private boolean isExplained(Kind kind) {
    return explained.contains(kind)
        || switch (kind) {
          case LOOP_CLOSED -> contract.isClosing();
          case LIMIT -> outgoing.hasExceeded();
          case TIMED_OUT ->
              contract.network().elapsed().minus(lastRead).compareTo(limits.idleTimeout()) >= 0;
          default -> partner.explains(kind);
        };
  }

  boolean readable(Connection by) throws Exception {
    tell(by, Event.READABLE, () -> {});
    boolean answer = contract.choose(life.name() + " readable", 8) != 7;
    wasPaused |= !answer;
    return answer;
  }

  boolean writable(Connection by) throws Exception {
    tell(by, Event.WRITABLE, () -> {});
    return contract.choose(life.name() + " writable", 6) == 5;
  }

  // ---- for the contract ----

  /** Whether the system still has a socket for it. */
  boolean isOpenToSystem() {
    return connection != null && connection.state() != ChannelState.CLOSED;
  }

  void check() {
    life.observe();
    if (connection != null) {
      outgoing.check(connection);
    }
  }

  /** Nothing holds it back any more. */
  void calm() {
    if (connection != null && life.isOpen()) {
      connection.resumeReading();
      connection.producerReady();
      if (connection.state() == ChannelState.HALF_CLOSED) {
        // Its peer may be gone, of which nobody will tell who does not want to send anything.
        explain(Kind.LOCAL);
        connection.close();
        life.closeCalled();
      }
    }
  }

  void sayMore() {
    if (connection != null && life.isOpen()) {
      outgoing.send(connection, 5);
    }
  }

  /** When everybody has had time. */
  void checkNothingIsStuck() {
    contract.require(
        !life.isOpen() || !partner.hasLeftForGood(),
        () -> life + " does not notice that its peer has gone");
  }

  void checkAccounts() {
    outgoing.checkProducersAreClosed();
    if (reason != null) {
      partner.checkEnd(this);
    }
  }

  @Override
  public String toString() {
    return life.toString();
  }
}
