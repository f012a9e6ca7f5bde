package dev.pollen.testkit.contract;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.LoopStatistics;
import dev.pollen.testkit.SimulatedNetwork;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Pollen promises, watched over on one network: {@link Life} for the order of events, {@link
 * Incoming} and {@link Outgoing} for the bytes, {@link Alarms} for time, and this class for loops
 * as a whole. What is violated in an event, where the runtime would catch it, is thrown at the end
 * of the round.
 */
final class Contract {
  /** Nobody needs so many rounds to find out that there is nothing to do. */
  private static final int MOST_IDLE_ROUNDS = 300;

  private static final Set<String> CUTS = Set.of("FIN", "RESET");

  private static final int MOST_ATTEMPTS = 100;

  /** So often a listener may find the system out of descriptors when all else is calm. */
  private static final int MOST_PAUSES = 20;

  private final SimulatedNetwork network;
  private final Thread thread = Thread.currentThread();
  private final List<Loop> loops = new ArrayList<>();
  private final List<Life> lives = new ArrayList<>();
  private final List<Subject> subjects = new ArrayList<>();
  private final List<RawPeer> peers = new ArrayList<>();
  private final List<Host> hosts = new ArrayList<>();
  private final Alarms alarms = new Alarms(this);
  private @Nullable AssertionError violation;
  private boolean isCalm;
  private boolean isClosing;
  private int streams;
  private long eventsTold;
  private long lastProgress;
  private int idleRounds;

  Contract(SimulatedNetwork network) {
    this.network = network;
    // What is sent is to be refused often.
    network.sendBuffer(0);
    network.afterEachRound(this::check);
  }

  SimulatedNetwork network() {
    return network;
  }

  Alarms alarms() {
    return alarms;
  }

  Loop openLoop(Limits limits) {
    Loop loop = network.openLoop(limits);
    loops.add(loop);
    return loop;
  }

  List<Subject> subjects() {
    return subjects;
  }

  List<RawPeer> peers() {
    return peers;
  }

  /** A number for a stream of bytes that no other has. */
  int nextStream() {
    return ++streams;
  }

  void add(Subject subject) {
    subjects.add(subject);
  }

  void add(RawPeer peer) {
    peers.add(peer);
  }

  void add(Host host) {
    hosts.add(host);
  }

  String nextHost() {
    return "host-" + (hosts.size() + 1);
  }

  void registered(Life life) {
    lives.add(life);
  }

  /** The peer with this address. */
  RawPeer peerAt(SocketAddress address) {
    return peers.stream()
        .filter(peer -> address.equals(peer.peer().localAddress()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nobody has connected from " + address));
  }

  // ---- what is watched ----

  boolean isOtherThread() {
    return Thread.currentThread() != thread;
  }

  void told() {
    eventsTold++;
  }

  /** The first one counts: what follows may follow from it. */
  void violated(AssertionError what) {
    if (violation == null) {
      violation = what;
    }
  }

  /** Requires something to be true. Who asks is who fails, so that failures can be told apart. */
  void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      AssertionError failure = new AssertionError(otherwise.get());
      StackTraceElement[] trace = failure.getStackTrace();
      failure.setStackTrace(Arrays.copyOfRange(trace, 1, trace.length));
      violated(failure);
    }
  }

  /** After every round: what is true at any moment. */
  private void check() {
    lives.forEach(Life::observe);
    subjects.forEach(Subject::check);
    peers.forEach(RawPeer::check);
    checkProgress();
    throwViolation();
  }

  /** A loop that makes passes in which nothing happens burns the processor (I-8). */
  private void checkProgress() {
    long progress = eventsTold + network.elapsed().toNanos();
    for (Loop loop : loops) {
      LoopStatistics done = loop.statistics();
      progress += done.bytesReceived() + done.bytesSent() + done.accepted() + done.refused();
      progress += done.failures();
    }
    for (RawPeer peer : peers) {
      progress += peer.progress();
    }
    idleRounds = progress == lastProgress ? idleRounds + 1 : 0;
    lastProgress = progress;
    require(
        idleRounds < MOST_IDLE_ROUNDS,
        () -> "Nothing has happened in " + idleRounds + " rounds, but they go on");
  }

  private void throwViolation() {
    if (violation != null) {
      throw violation;
    }
  }

  // ---- what happens ----

  /** After something was done: lets all of it be handled, or some, or none, or time pass. */
  void goOn(int longestMillis) {
    switch (choose("then", 4)) {
      case 1 -> network.round();
      case 2 -> {}
      case 3 -> advance(Duration.ofMillis(choose("time", longestMillis)));
      default -> settle();
    }
  }

  /** Something that may fail for want of descriptors, which passes. */
  @FunctionalInterface
  interface Opening<T> {
    T open() throws IOException;
  }

  /** Tries until it has succeeded. */
  <T> T insist(Opening<T> opening) {
    IOException failure = null;
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      try {
        return opening.open();
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new AssertionError(failure);
  }

  /** Leaves something to chance, until all is to become calm. */
  int choose(String what, int bound) {
    return isCalm ? 0 : network.choose(what, bound);
  }

  /** Whether chance plays no part any more. */
  boolean isCalm() {
    return isCalm;
  }

  /** Whether the loops are being closed. */
  boolean isClosing() {
    return isClosing;
  }

  void settle() {
    network.settle();
    alarms.checkNothingIsLate();
    subjects.forEach(Subject::checkDeadlines);
    throwViolation();
  }

  void advance(Duration time) {
    network.advance(time);
    settle();
  }

  /** Whether the network itself has ended this connection in mid-stream. */
  boolean isCut(String peer) {
    return hasSteps(connection(peer), CUTS);
  }

  /** Whether the network has ended any connection in mid-stream. */
  boolean isAnythingCut() {
    return hasSteps("", CUTS);
  }

  /** Whether something was late, so that a reset may have overtaken it. */
  boolean isDelayed(String peer) {
    return hasSteps(connection(peer), Set.of("DELAY"));
  }

  /** Whether something of these kinds has happened anywhere. */
  boolean hasSteps(Set<String> kinds) {
    return hasSteps("", kinds);
  }

  private static String connection(String peer) {
    return peer.substring(0, peer.indexOf('.') + 1);
  }

  private boolean hasSteps(String place, Set<String> kinds) {
    return network.steps().stream()
        .anyMatch(step -> step.place().startsWith(place) && kinds.contains(step.kind()));
  }

  /**
   * Ends it: when everybody only does what is expected, all that was sent has to arrive; then
   * everything is closed, and has to be told so.
   */
  void end() {
    calm();
    checkNothingIsStuck();
    // Not one round only: what a fault in that sets going, like a clock that jumps, is no rest.
    settle();
    checkRest();
    close();
  }

  /** Ends it in good order: whatever is open when the time is over is closed then. */
  void shutDown(Duration deadline) {
    calm();
    isClosing = true;
    loops.forEach(loop -> loop.shutdown(deadline));
    settle();
    advance(deadline);
    requireNoChannels();
    close();
  }

  /** Closes all channels of a loop at once; perhaps in an event. */
  void closeAll(Loop loop) {
    isClosing = true;
    loop.closeAll();
    lives.stream().filter(life -> life.isOf(loop)).forEach(Life::closeCalled);
  }

  private void requireNoChannels() {
    for (Loop loop : loops) {
      require(loop.channels().isEmpty(), () -> "There still is " + loop.channels());
    }
  }

  /** From now on chance plays no part any more. */
  void calmDown() {
    isCalm = true;
  }

  private void calm() {
    calmDown();
    network.limitDescriptors(Integer.MAX_VALUE);
    subjects.forEach(Subject::calm);
    network.atOnce(() -> peers.forEach(RawPeer::calm));
    settle();
    letListenersWork();
    subjects.forEach(Subject::sayMore);
    network.atOnce(() -> peers.forEach(RawPeer::sayMore));
    letListenersWork();
  }

  /** A listener may have to make several pauses, each shorter than this. */
  private void letListenersWork() {
    int pauses = 0;
    do {
      advance(Duration.ofSeconds(10));
    } while (hosts.stream().anyMatch(Host::letsWait) && ++pauses < MOST_PAUSES);
  }

  private void checkNothingIsStuck() {
    subjects.forEach(Subject::checkNothingIsStuck);
    peers.forEach(RawPeer::checkNothingIsStuck);
    hosts.forEach(Host::checkNobodyWaits);
    throwViolation();
  }

  /** Where nothing is left to do, nothing is done. */
  private void checkRest() {
    List<Long> passes = loops.stream().map(loop -> loop.statistics().passes()).toList();
    int steps = network.steps().size();
    network.settle();
    for (int i = 0; i < loops.size(); i++) {
      long made = loops.get(i).statistics().passes() - passes.get(i);
      require(
          made <= 1 || network.steps().size() > steps,
          () -> made + " passes of a loop that has nothing to do");
    }
    throwViolation();
  }

  private void close() {
    loops.forEach(this::closeAll);
    requireNoChannels();
    network.settle();
    network.close();
    lives.forEach(Life::observe);
    for (Life life : lives) {
      require(life.hasEnded(), () -> life + " was never told its end");
    }
    subjects.forEach(Subject::checkAccounts);
    loops.forEach(this::checkSent);
    require(
        network.openSockets() == 0,
        () -> network.openSockets() + " sockets are open when all is closed");
    throwViolation();
  }

  /** What the system has taken is what all say that they have delivered, if all are known. */
  private void checkSent(Loop loop) {
    List<Subject> known = subjects.stream().filter(one -> one.life().isOf(loop)).toList();
    long listeners = hosts.stream().filter(host -> host.life().isOf(loop)).count();
    boolean isAll =
        known.size() + listeners == lives.stream().filter(life -> life.isOf(loop)).count();
    long delivered = known.stream().mapToLong(one -> one.outgoing().delivered()).sum();
    long sent = loop.statistics().bytesSent();
    require(
        known.isEmpty() || !isAll || delivered == sent,
        () -> "The system has taken " + sent + " bytes, but " + delivered + " were delivered");
  }
}
