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
import java.net.SocketTimeoutException;
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
  /** More than all connections together need. */
  private static final long PLENTY = 10_000_000;

  private final Contract contract;
  private final Limits limits;
  private final Life life;
  private final Incoming incoming;
  private final Outgoing outgoing;
  private final Partner partner;
  private final Moves moves;
  private final Set<Kind> explained = EnumSet.noneOf(Kind.class);
  private @Nullable Connection connection;
  private @Nullable CloseReason reason;
  private Duration lastRead = Duration.ZERO;
  private Duration since = Duration.ZERO;
  private boolean wasPaused;
  private boolean urgentTold;
  private @Nullable Duration closingSince;
  private long queuedThen;
  private @Nullable Duration activeSince;
  private long trafficThen;

  Subject(Contract contract, Limits limits, Partner partner) {
    this.contract = contract;
    this.limits = limits;
    this.partner = partner;
    String name = "subject of " + partner.name();
    life = new Life(contract, name);
    incoming = new Incoming(contract, life, partner.toSubject(), limits.maxInput());
    outgoing = new Outgoing(contract, life, partner.fromSubject(), limits);
    moves = new Moves(contract, this);
    contract.add(this);
    partner.servedBy(this);
  }

  /** A dispatcher that tells it everything. */
  ConnectionDispatcher dispatcher() {
    return switch (contract.choose(life.name() + " style", 5)) {
      case 1 -> new GeneratedSubjectDispatcher(new GeneratedSubject(this));
      case 2 -> new PolledSubject(this);
      case 3 -> new FramedSubject(this, incoming.inFrames());
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

  /** Its connection is known before its first event. */
  void registered(Connection by) {
    connection = by;
    life.registered(by);
    since = contract.network().elapsed();
  }

  /** Does something outside of any event. */
  void poke() {
    if (life.isOpen()) {
      try {
        moves.make("outside");
      } catch (Planted ignored) {
        // Nobody is hurt by what is thrown outside.
      }
    }
  }

  void close() {
    explain(Kind.LOCAL);
    connection().close();
    life.closeCalled();
  }

  void abort() {
    explain(Kind.ABORTED);
    connection().abort();
    life.closeCalled();
  }

  /** Whether its peer may have seen the end of its stream. */
  boolean hasEndedOutput() {
    return outgoing.isEnded() || isLeaving();
  }

  /** Whether it is closing or closed. */
  boolean isLeaving() {
    return life.state() == ChannelState.CLOSING || life.state() == ChannelState.CLOSED;
  }

  /** Whether it is closed, but not told so yet, nor how much it has not delivered. */
  boolean isEndUntold() {
    return reason == null && life.state() == ChannelState.CLOSED;
  }

  /** How many bytes have gone to the system. */
  long handedOver() {
    return reason != null ? outgoing.delivered() : outgoing.taken() - connection().queuedBytes();
  }

  // ---- what it is told ----

  private void tell(Connection by, Event event, Life.Body body) {
    connection = by;
    life.during(by, event, body);
  }

  void opened(Connection by) {
    tell(by, Event.OPEN, () -> moves.make("open"));
  }

  void accepted(Connection by) {
    tell(by, Event.ACCEPT, () -> moves.make("accept"));
  }

  void connected(Connection by) {
    tell(by, Event.CONNECT, () -> moves.make("connect"));
  }

  void read(Connection by, ByteBuffer data) {
    tell(
        by,
        Event.READ,
        () -> {
          long before = incoming.seen();
          incoming.presented(data, contract.choose(life.name() + " takes", 6));
          if (incoming.seen() > before) {
            lastRead = contract.network().elapsed();
          }
          if (data.remaining() > limits.maxInput()) {
            explain(Kind.LIMIT);
          }
          moves.make("read");
        });
  }

  /** Bytes are told, in frames. */
  void framed(Connection by, Life.Body check) {
    tell(
        by,
        Event.READ,
        () -> {
          check.run();
          if (incoming.isTooLong()) {
            explain(Kind.LIMIT);
          }
          lastRead = contract.network().elapsed();
          moves.make("read");
        });
  }

  /** The stream has ended in the middle of a frame. */
  void truncated(ByteBuffer tail) {
    incoming.truncated(tail, partner.sent(), partner.isCut());
  }

  void wrote(Connection by, boolean isPolled) {
    outgoing.wrote(isPolled);
    tell(by, Event.WRITE, () -> moves.make("write"));
  }

  void urgent(Connection by, byte value) {
    contract.require(value == '!' && !urgentTold, () -> life + " is told urgent byte " + value);
    urgentTold = true;
    lastRead = contract.network().elapsed();
    tell(by, Event.URGENT, () -> moves.make("urgent"));
  }

  /** Says whether it goes on, although the peer has finished. */
  boolean eof(Connection by) {
    contract.require(
        incoming.hasAllOf(partner.sent()) || partner.isCut(),
        () -> life + " has got " + incoming.seen() + " of " + partner.sent() + " bytes at the end");
    contract.require(partner.explains(Kind.PEER), () -> life + " is told an end that nobody sent");
    explain(Kind.PEER);
    tell(by, Event.EOF, () -> moves.make("eof"));
    return contract.choose(life.name() + " goes on", 3) == 1;
  }

  /** Says whether it lets the default happen. */
  boolean failed(Connection by, Throwable cause) {
    contract.require(
        cause instanceof Planted || cause instanceof IOException,
        () -> life + " is told something unexpected" + ": " + cause);
    if (cause instanceof LimitExceededException exceeded) {
      contract.require(
          explained.contains(Kind.LIMIT) || outgoing.hasExceeded() || isShortOfMemory(),
          () -> life + " is told a limit that it keeps" + ": " + exceeded);
    }
    if (cause instanceof SocketTimeoutException && life.hasBegun()) {
      contract.require(hasBeenSilent(), () -> life + " is told " + cause + ", but was not silent");
      explain(Kind.TIMED_OUT);
    }
    connection = by;
    life.failed(by, cause, () -> moves.make("error"));
    return contract.choose(life.name() + " forgives", 3) != 1;
  }

  void shutDown(Connection by) {
    tell(by, Event.SHUTDOWN, () -> moves.make("shutdown"));
  }

  void closed(Connection by, CloseReason why) {
    reason = why;
    contract.require(isExplained(why.kind()), () -> life + " was closed for no reason: " + why);
    outgoing.closed(why);
    contract.require(
        why.kind() != Kind.CONNECT_FAILED || (!life.hasBegun() && outgoing.delivered() == 0),
        () -> life + " was connected, but is told " + why);
    if (isBrokenByPeer(why)) {
      contract.require(
          incoming.hasAllOf(partner.sent()),
          () -> life + " has got " + incoming.seen() + " of " + partner.sent() + " before a reset");
    }
    tell(by, Event.CLOSE, () -> moves.makeLast());
  }

  private boolean isShortOfMemory() {
    return limits.maxMemory() < PLENTY;
  }

  /** Whether this side was reading until the end came, and that in its turn. */
  private boolean isBrokenByPeer(CloseReason why) {
    return why.kind() == Kind.BROKEN
        && explained.isEmpty()
        && !outgoing.hasExceeded()
        && !life.isLeft()
        && !wasPaused
        && partner.arrivesBeforeReset();
  }

  private boolean isExplained(Kind kind) {
    return explained.contains(kind)
        || switch (kind) {
          case LOCAL, LOOP_CLOSED -> contract.isClosing();
          case LIMIT -> outgoing.hasExceeded() || isShortOfMemory();
          default -> partner.explains(kind);
        };
  }

  /** Whether nothing has come for as long as a limit wants it. */
  private boolean hasBeenSilent() {
    Duration silence = contract.network().elapsed().minus(lastRead);
    // Frames may be told long after their bytes have come.
    return incoming.isInFrames()
        || silence.compareTo(limits.idleTimeout()) >= 0
        || (incoming.isUntouched() && silence.compareTo(limits.firstByteTimeout()) >= 0);
  }

  boolean readable(Connection by) {
    tell(by, Event.READABLE, () -> {});
    boolean answer = contract.choose(life.name() + " readable", 8) != 7;
    wasPaused |= !answer;
    return answer;
  }

  boolean writable(Connection by) {
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

  /** For when everybody had time: no deadline has passed without an end. */
  void checkDeadlines() {
    Duration now = contract.network().elapsed();
    if (life.state() == ChannelState.CONNECTING) {
      contract.require(
          now.minus(since).compareTo(limits.connectTimeout()) < 0,
          () -> life + " still connects, since " + since);
    }
    if (life.isOpen()) {
      checkSilence(now);
    }
    if (life.state() == ChannelState.CLOSING) {
      long queued = connection().queuedBytes();
      if (closingSince == null || queued != queuedThen) {
        closingSince = now;
        queuedThen = queued;
      }
      Duration begin = closingSince;
      // What leaves between two looks at it counts from the second one, which is late after a jump.
      contract.require(
          now.minus(begin).compareTo(limits.drainTimeout().multipliedBy(2)) <= 0
              || contract.hasSteps(Set.of("CLOCK_JUMP")),
          () -> life + " still closes, without a byte since " + begin);
    }
  }

  private void checkSilence(Duration now) {
    long traffic = incoming.seen() + handedOver() + (urgentTold ? 1 : 0);
    if (activeSince == null || traffic != trafficThen) {
      activeSince = now;
      trafficThen = traffic;
    }
    Duration begin = activeSince;
    contract.require(
        now.minus(begin).compareTo(limits.idleTimeout()) <= 0 || incoming.isInFrames(),
        () -> life + " is open, but silent since " + begin);
  }

  /** Nothing holds it back any more. */
  void calm() {
    if (connection != null && life.isOpen()) {
      connection.resumeReading();
      connection.producerReady();
      if (connection.state() == ChannelState.HALF_CLOSED) {
        // Its peer may be gone, of which nobody will tell who does not want to send anything.
        close();
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
        !life.isOpen() || connection().queuedBytes() > 0 || !outgoing.isSlow(),
        () -> life + " is never told that there is room again");
    contract.require(
        !life.isOpen() || !partner.isGone(),
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
