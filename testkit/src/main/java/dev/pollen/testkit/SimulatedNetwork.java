package dev.pollen.testkit;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.DatagramDispatcher;
import dev.pollen.Limits;
import dev.pollen.ListenerDispatcher;
import dev.pollen.Loop;
import dev.pollen.testkit.channel.SimulatedChannels;
import dev.pollen.testkit.kernel.Decisions;
import dev.pollen.testkit.kernel.Kernel;
import dev.pollen.testkit.kernel.Site;
import dev.pollen.testkit.transport.NameTable;
import dev.pollen.testkit.transport.SimulatedTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A network in memory, with a clock of its own: loops, and peers that know nothing of Pollen, talk
 * over it without a socket, a thread or a moment of real time.
 *
 * <pre>{@code
 * try (SimulatedNetwork network = SimulatedNetwork.ideal()) {
 *   Peer peer = network.servedBy(new EchoDispatcher(new Echo()));
 *   peer.send("hello");
 *   assertThat(peer.received()).isEqualTo("hello");
 * }
 * }</pre>
 *
 * <p>Nothing happens by itself: {@link #settle()} lets everything arrive and be handled, {@link
 * #advance} lets time pass. The methods of peers that send or close do the former. A loop of this
 * network may also be run as usual, by {@link Loop#run()}; its waits then let time pass.
 *
 * <p>The network is one host, which answers at every address. It has TCP, UDP and Unix sockets,
 * which behave as those of Linux. With {@link Faults}, everything that a network may do happens, as
 * a seed decides.
 *
 * <p>For one thread at a time, except for what {@link Loop} allows other threads.
 */
public final class SimulatedNetwork implements AutoCloseable {
  /** Faults that hit so often in a row are meant to hit always. */
  private static final int MOST_ATTEMPTS = 100;

  private final Decisions decisions;
  private final Kernel kernel;
  private final Drive drive;
  private final Workers workers;
  private final NameTable names = new NameTable();
  private final Map<String, Site> choices = new HashMap<>();
  private final List<Loop> loops = new ArrayList<>();
  private final List<SimulatedTransport> transports = new ArrayList<>();
  private final SelectorProvider channels;

  /** What opens a socket of a loop. */
  @FunctionalInterface
  private interface Opening {
    SocketAddress open() throws IOException;
  }

  SimulatedNetwork(Decisions decisions) {
    this.decisions = decisions;
    kernel = new Kernel(decisions);
    channels = new SimulatedChannels(kernel);
    drive = new Drive(kernel);
    workers = new Workers(drive, kernel);
    drive.add(workers);
  }

  /**
   * A network on which nothing goes wrong and everything arrives at once.
   *
   * @return a new network
   */
  public static SimulatedNetwork ideal() {
    return of(0, Faults.none());
  }

  /**
   * A network with faults.
   *
   * @param seed decides on all of them: the same seed makes the same program do the same again
   * @param faults how often each happens
   * @return a new network
   */
  public static SimulatedNetwork of(long seed, Faults faults) {
    return new SimulatedNetwork(Decisions.of(seed, faults));
  }

  /**
   * A network on which exactly these faults happen.
   *
   * @param seed the seed, for what is {@linkplain #random drawn} from it
   * @param steps what happens other than on an ideal network
   * @return a new network
   */
  public static SimulatedNetwork replaying(long seed, Collection<Step> steps) {
    return new SimulatedNetwork(Decisions.of(seed, steps));
  }

  Kernel kernel() {
    return kernel;
  }

  // ---- loops ----

  /**
   * The first loop of this network, which is opened when it is asked for.
   *
   * @return the loop, with the default limits unless {@link #openLoop(Limits)} was called before
   */
  public Loop loop() {
    return loops.isEmpty() ? openLoop() : loops.get(0);
  }

  /**
   * Opens a loop.
   *
   * @return a new loop with the default limits, which is closed together with this network
   */
  public Loop openLoop() {
    return openLoop(Limits.DEFAULT);
  }

  /**
   * Opens a loop.
   *
   * @param limits its limits
   * @return a new loop, which is closed together with this network
   */
  public Loop openLoop(Limits limits) {
    SimulatedTransport transport = openTransport();
    Loop loop = Loop.open(transport, limits);
    loop.offloadTo(workers);
    loops.add(loop);
    drive.add(new LoopParticipant(loop, transport));
    return loop;
  }

  private SimulatedTransport openTransport() {
    String name = "loop-" + (transports.size() + 1);
    SimulatedTransport transport =
        new SimulatedTransport(kernel, name, names, workers::executeInPlace);
    transports.add(transport);
    return transport;
  }

  /**
   * Limits how many sockets the loops may have open, each for itself, as {@code ulimit -n} does.
   *
   * @param most how many; further ones fail with "Too many open files"
   */
  public void limitDescriptors(int most) {
    transports.forEach(transport -> transport.limitDescriptors(most));
  }

  /**
   * How much the system holds of what is sent on TCP while there is no room for it on the other
   * side, so that it is refused the earlier. Holds for sockets that are opened from now on.
   *
   * @param bytes how many; with 0, there is only the buffer of the receiver
   * @see Peer#receiveBuffer
   */
  public void sendBuffer(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("A buffer cannot have " + bytes + " bytes");
    }
    kernel.sendBufferBytes(bytes);
  }

  /**
   * How many sockets the loops have open.
   *
   * @return the number, listening ones included
   */
  public int openSockets() {
    return transports.stream().mapToInt(SimulatedTransport::openSockets).sum();
  }

  /**
   * Makes a host known by its name. At first there is {@code localhost} only.
   *
   * @param host its name
   * @param addresses its addresses, the preferred one first
   */
  public void nameHost(String host, InetAddress... addresses) {
    names.put(host, List.of(addresses));
  }

  /**
   * Stands in for a pool of threads: what it is given is done between the passes of the loops, in
   * its order. The loops have it for names and offloaded methods; for handlers that want an
   * executor, so that what they do with it is the same in every run.
   *
   * @return the executor
   */
  public Executor workers() {
    return workers;
  }

  // ---- peers ----

  /**
   * Has a dispatcher serve a new peer.
   *
   * @param dispatcher the dispatcher of an accepted connection
   * @return the peer, connected unless a fault has prevented it
   */
  public Peer servedBy(ConnectionDispatcher dispatcher) {
    return servedBy(new OnePeer(dispatcher));
  }

  /**
   * Has a listener accept a new peer.
   *
   * @param dispatcher the dispatcher of the listener
   * @return the peer, connected unless a fault has prevented it
   */
  public Peer servedBy(ListenerDispatcher dispatcher) {
    return connect(serve(dispatcher));
  }

  /**
   * Has the first loop listen, for peers to {@linkplain #connect connect}.
   *
   * @param dispatcher the dispatcher of the listener
   * @return where it listens
   */
  public SocketAddress serve(ListenerDispatcher dispatcher) {
    return opened(() -> loop().listen(kernel.freshAddress(), dispatcher).localAddress());
  }

  /**
   * Has a dispatcher serve a new peer with datagrams.
   *
   * @param dispatcher the dispatcher of a datagram socket for everybody
   * @return the peer, which sends to it
   */
  public DatagramPeer servedBy(DatagramDispatcher dispatcher) {
    return DatagramPeer.sendingTo(this, serve(dispatcher));
  }

  /**
   * Has the first loop bind a datagram socket, for peers to {@linkplain #openDatagrams send} to.
   *
   * @param dispatcher the dispatcher of a datagram socket for everybody
   * @return where it is bound
   */
  public SocketAddress serve(DatagramDispatcher dispatcher) {
    return opened(() -> loop().bind(kernel.freshAddress(), dispatcher).localAddress());
  }

  /**
   * Connects a datagram socket to a new peer.
   *
   * @param dispatcher the dispatcher of a datagram socket for one peer
   * @return the peer, which sends to it
   */
  public DatagramPeer serving(DatagramDispatcher dispatcher) {
    DatagramPeer peer = openDatagrams();
    peer.sendTo(opened(() -> loop().connect(peer.address(), dispatcher).localAddress()));
    settle();
    return peer;
  }

  /**
   * Connects a dispatcher to a new peer.
   *
   * @param dispatcher the dispatcher of an outgoing connection
   * @return the peer, connected unless a fault has prevented it
   */
  public Peer serving(ConnectionDispatcher dispatcher) {
    PeerServer server = listen();
    loop().connect(server.address(), dispatcher);
    settle();
    Peer peer = server.poll();
    server.close();
    return peer == null ? Peer.ofNobody(this) : peer;
  }

  /** Opens what a test needs to begin, even if a fault leaves no descriptor for it at first. */
  private static SocketAddress opened(Opening opening) {
    @Nullable IOException failure = null;
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      try {
        return opening.open();
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new AssertionError("A simulated socket cannot be opened", failure);
  }

  /**
   * Connects a new peer.
   *
   * @param address where somebody listens
   * @return the peer, connected unless nobody listens there or a fault has prevented it
   */
  public Peer connect(SocketAddress address) {
    Peer peer = Peer.connecting(this, address);
    settle();
    return peer;
  }

  /**
   * Opens a server that knows nothing of Pollen.
   *
   * @return the server, at an address that the network chooses
   */
  public PeerServer listen() {
    return listen(kernel.freshAddress());
  }

  /**
   * Opens a server that knows nothing of Pollen.
   *
   * @param address where it listens; port 0 lets the system choose one
   * @return the server
   */
  public PeerServer listen(SocketAddress address) {
    return new PeerServer(this, address);
  }

  /**
   * Opens a socket for datagrams that knows nothing of Pollen.
   *
   * @return the peer, at an address that the network chooses
   */
  public DatagramPeer openDatagrams() {
    return openDatagrams(kernel.freshAddress());
  }

  /**
   * Opens a socket for datagrams that knows nothing of Pollen.
   *
   * @param address where it is bound; port 0 lets the system choose one
   * @return the peer
   */
  public DatagramPeer openDatagrams(SocketAddress address) {
    return new DatagramPeer(this, address);
  }

  /**
   * The JDK's channels on this network, for those who know nothing of Pollen, or bring their own
   * channels to a loop.
   *
   * <p>They are used non-blocking. In blocking mode the time of the network passes in a call,
   * although no loop runs meanwhile, until it can be answered; one that never could fails. There
   * are no selectors.
   *
   * @return what opens them
   */
  public SelectorProvider channels() {
    return channels;
  }

  void add(Participant participant) {
    drive.add(participant);
  }

  // ---- time and chance ----

  /**
   * Lets everything that is under way arrive and be handled. Only as much time passes as the
   * network takes for it: timers of the loops that are due later do not run.
   *
   * @throws AssertionError if it never ends, because somebody is busy for ever
   */
  public void settle() {
    drive.settle();
  }

  /**
   * Lets every loop and peer have one turn, while no time passes: a step of {@link #settle()},
   * after which something else may happen.
   *
   * @return whether anybody had something to do
   */
  public boolean round() {
    return drive.round();
  }

  /**
   * Has several things done at the same moment: what peers send and close meanwhile is not handled
   * before all of it is said, by the next {@link #settle()} or {@link #round()}.
   *
   * @param actions what to do
   */
  public void atOnce(Runnable actions) {
    drive.holdDuring(actions);
  }

  /**
   * Lets time pass, and happen what happens meanwhile, in its order.
   *
   * @param time how much
   */
  public void advance(Duration time) {
    drive.advance(time.toNanos());
  }

  /**
   * From now on time passes on this network as it does outside, for what is about several threads.
   */
  public void followRealTime() {
    kernel.followRealTime();
  }

  /**
   * Whether nothing that was sent is under way any more.
   *
   * @return whether only loops and peers can make something happen
   */
  public boolean isQuiet() {
    return kernel.nextEventNanos() == Kernel.NEVER;
  }

  /**
   * How much time has passed on this network.
   *
   * @return the time since it was opened
   */
  public Duration elapsed() {
    return Duration.ofNanos(kernel.elapsedNanos());
  }

  /**
   * Leaves to chance what a test does next. What is chosen becomes a {@linkplain #steps() step}, so
   * let 0 be what is easiest to understand, such as to do nothing.
   *
   * @param what a name for it
   * @param bound how many possibilities there are
   * @return one of them, from 0
   */
  public int choose(String what, int bound) {
    return (int) choices.computeIfAbsent(what, kernel::site).choose(bound);
  }

  /**
   * Random numbers that come from the seed, for what a test makes up, such as contents. Unlike
   * {@linkplain #choose choices}, they are no steps: they stay the same when steps are left out.
   *
   * @param what a name for them: each has numbers of its own
   * @return the numbers, the same for the same seed
   */
  public RandomGenerator random(String what) {
    return new SplittableRandom(decisions.seed() * 31 + what.hashCode());
  }

  /**
   * Has something checked whenever every loop and peer has had a turn, such as what must always be
   * true.
   *
   * @param check fails by throwing
   */
  public void afterEachRound(Runnable check) {
    drive.afterEachRound(check);
  }

  /**
   * What has happened so far other than on an ideal network, and what was {@linkplain #choose
   * chosen}.
   *
   * @return the steps in their order
   */
  public List<Step> steps() {
    return decisions.steps();
  }

  /**
   * Closes the loops, with all their channels, and looks at what is left.
   *
   * @throws AssertionError if a socket is open after that: somebody has created and forgotten it
   */
  public void closeWithNothingLeft() {
    close();
    if (openSockets() > 0) {
      throw new AssertionError(openSockets() + " sockets are open when all is closed");
    }
  }

  /** Closes the loops, with all their channels. */
  @Override
  public void close() {
    @Nullable RuntimeException failed = null;
    for (Loop loop : loops) {
      try {
        loop.closeAll();
        loop.close();
      } catch (RuntimeException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
