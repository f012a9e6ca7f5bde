package dev.pollen;

import dev.pollen.transport.Descriptor;
import dev.pollen.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for sockets and calls their dispatchers, on the thread that runs it. That thread owns the
 * channels, timers and buffers of the loop; other threads hand it work with {@link #execute}.
 *
 * <pre>{@code
 * try (Loop loop = Loop.open()) {
 *   loop.listen(new InetSocketAddress(7000), () -> new EchoDispatcher(new Echo()));
 *   loop.run();
 * }
 * }</pre>
 *
 * <p>One pass: wait, handle the sockets that are ready, run timers that are due and tasks, send
 * what was queued, and tell what was closed. What one of these may do before the others have their
 * turn is bounded by {@link Limits}.
 *
 * <p>While no thread runs the loop, any one thread may use it.
 */
public final class Loop implements Endpoints, Executor, AutoCloseable {
  private static final long WITHOUT_LIMIT = -1;

  private final Transport transport;
  private final Limits limits;
  private final LoopRecords records;
  private final ChannelRegistry channels = new ChannelRegistry();
  private final TimerQueue timers = new TimerQueue();
  private final TaskQueue tasks;
  private final MemoryBudget memory;
  private final Pools pools;
  private final ConnectionPermits permits;
  private final Agenda agenda = new Agenda(channels);
  private final RunState state = new RunState();
  private final Pass pass;
  private final ChannelOpener opener;
  private final Resolver resolver;
  private final Inspection inspection;
  private final ForgottenLoop forgotten;
  private @Nullable Executor offloads;

  private Loop(Transport transport, Limits limits) {
    this.records = LoopRecords.open(transport::nanoTime);
    this.transport = transport;
    this.limits = Objects.requireNonNull(limits, "limits");
    this.memory = new MemoryBudget(limits.maxMemory());
    this.pools = new Pools(memory, state, transport::nanoTime);
    this.permits = new ConnectionPermits(limits.maxConnections());
    this.tasks = new TaskQueue(transport::wakeup);
    this.pass = new Pass(transport, limits, state, channels, agenda, timers, tasks, records, pools);
    this.opener = new ChannelOpener(this, transport);
    this.resolver = new Resolver(transport, this::onLoopThread);
    this.inspection = new Inspection(this, state, transport.name(), channels, timers, tasks);
    this.forgotten = ForgottenLoop.watch(this, transport);
  }

  /**
   * Opens a loop with the default limits on the best transport that works here, as {@link
   * #open(Limits)} does.
   *
   * @return the loop
   * @throws IOException if the system refuses a resource it needs
   */
  public static Loop open() throws IOException {
    return open(Limits.DEFAULT);
  }

  /**
   * Opens a loop on the best transport that works here, or on the one that the system property
   * {@code dev.pollen.transport} names. Where that one does not work, the logger {@code dev.pollen}
   * says why, once, as a warning, and the loop takes the best.
   *
   * @param limits what applies to its channels unless a listener says otherwise
   * @return the loop
   * @throws IOException if the system refuses a resource it needs
   */
  public static Loop open(Limits limits) throws IOException {
    Objects.requireNonNull(limits, "limits");
    return open(Transports.openBest(), limits);
  }

  /**
   * Opens a loop on a transport by its name, and on no other.
   *
   * @param transport the name, such as {@code nio}
   * @param limits what applies to its channels unless a listener says otherwise
   * @return the loop
   * @throws IOException if the system refuses a resource it needs, or the transport does not work
   *     here; the message says why
   * @throws IllegalArgumentException if no transport of this name is installed
   */
  public static Loop open(String transport, Limits limits) throws IOException {
    Objects.requireNonNull(limits, "limits");
    return open(Transports.openNamed(transport), limits);
  }

  /**
   * Opens a loop on a transport of its own.
   *
   * @param transport the transport, which the loop closes
   * @param limits what applies to its channels unless a listener says otherwise
   * @return the loop
   */
  public static Loop open(Transport transport, Limits limits) {
    return new Loop(transport, limits);
  }

  @Override
  public Listener listen(
      SocketAddress address, Supplier<? extends ConnectionDispatcher> dispatchers)
      throws IOException {
    return listen(address, dispatchers, limits);
  }

  @Override
  public Listener listen(
      SocketAddress address, Supplier<? extends ConnectionDispatcher> dispatchers, Limits limits)
      throws IOException {
    return listen(address, new SuppliedListenerDispatcher(dispatchers), limits);
  }

  @Override
  public Listener listen(SocketAddress address, ListenerDispatcher dispatcher) throws IOException {
    return listen(address, dispatcher, limits);
  }

  @Override
  public Listener listen(SocketAddress address, ListenerDispatcher dispatcher, Limits limits)
      throws IOException {
    state.checkListening("Loop.listen");
    return opener.listen(address, dispatcher, limits);
  }

  @Override
  public Listener listen(ServerSocketChannel channel, ListenerDispatcher dispatcher)
      throws IOException {
    state.checkListening("Loop.listen");
    return opener.adopt(channel, dispatcher);
  }

  @Override
  public Connection serve(SocketChannel channel, ConnectionDispatcher dispatcher)
      throws IOException {
    state.checkUsable("Loop.serve");
    return opener.adopt(channel, dispatcher, Event.ACCEPT);
  }

  @Override
  public Connection connect(SocketAddress address, ConnectionDispatcher dispatcher) {
    return connect(address, dispatcher, limits);
  }

  @Override
  public Connection connect(SocketAddress address, ConnectionDispatcher dispatcher, Limits limits) {
    state.checkUsable("Loop.connect");
    return opener.connect(address, dispatcher, limits);
  }

  @Override
  public Connection connect(SocketChannel channel, ConnectionDispatcher dispatcher)
      throws IOException {
    state.checkUsable("Loop.connect");
    return opener.adopt(channel, dispatcher, Event.CONNECT);
  }

  @Override
  public Connection connect(Pipe.SourceChannel source, ConnectionDispatcher dispatcher)
      throws IOException {
    state.checkUsable("Loop.connect");
    return opener.adopt(transport.adopt(source), dispatcher, Event.CONNECT);
  }

  @Override
  public Connection connect(Pipe.SinkChannel sink, ConnectionDispatcher dispatcher)
      throws IOException {
    state.checkUsable("Loop.connect");
    return opener.adopt(transport.adopt(sink), dispatcher, Event.CONNECT);
  }

  @Override
  public Connection connect(Descriptor descriptor, ConnectionDispatcher dispatcher)
      throws IOException {
    state.checkUsable("Loop.connect");
    return opener.adopt(descriptor, dispatcher);
  }

  @Override
  public Datagrams bind(SocketAddress address, DatagramDispatcher dispatcher) throws IOException {
    return bind(address, dispatcher, limits);
  }

  @Override
  public Datagrams bind(SocketAddress address, DatagramDispatcher dispatcher, Limits limits)
      throws IOException {
    state.checkListening("Loop.bind");
    return opener.bind(address, dispatcher, limits);
  }

  @Override
  public Datagrams bind(DatagramChannel channel, DatagramDispatcher dispatcher) throws IOException {
    state.checkListening("Loop.bind");
    return opener.adopt(channel, dispatcher);
  }

  @Override
  public Datagrams connect(SocketAddress address, DatagramDispatcher dispatcher)
      throws IOException {
    state.checkUsable("Loop.connect");
    return opener.connect(address, dispatcher);
  }

  /**
   * The channels that are registered now.
   *
   * @return a copy
   */
  public List<Channel> channels() {
    checkThread("Loop.channels");
    return channels.snapshot();
  }

  /**
   * Describes this loop and its channels, for people: what it is doing, what it has done, and every
   * channel with its state, its addresses, its queues and its age, a line each of {@code key=value}
   * parts. Beyond ten thousand channels, the rest is counted only.
   *
   * <p>May be called from any thread. If another thread runs the loop, that one is asked; if it
   * does not answer within a second, because an event method keeps it, the text shows where that
   * thread is instead of the channels.
   *
   * @return several lines, each with its end
   */
  public String dump() {
    return inspection.dump();
  }

  /**
   * What this loop has done so far. May be called from any thread and never waits; on another
   * thread than the loop's, the numbers may be those of a moment ago.
   *
   * @return the numbers since the loop was opened
   */
  public LoopStatistics statistics() {
    return records.counters().snapshot();
  }

  /**
   * Closes all channels at once. Each gets its close event: before this method returns, or, if it
   * is called in an event, when that has been handled.
   */
  public void closeAll() {
    checkThread("Loop.closeAll");
    if (state.isRunning()) {
      channels.snapshot().forEach(Channel::closeForLoop);
    } else if (!state.isClosed()) {
      state.enter();
      closeAllAndTell();
    }
  }

  private void closeAllAndTell() {
    try {
      channels.snapshot().forEach(Channel::closeForLoop);
      pass.settleAll();
    } finally {
      leave();
    }
  }

  /**
   * Runs until nothing is left to do — no channel, no timer, no task — or {@link #stop()} is
   * called, or the thread is interrupted. Channels that are still registered stay so, and a later
   * run goes on with them.
   *
   * @throws IllegalStateException if the loop is running already
   * @throws UncheckedIOException if waiting itself failed
   */
  public void run() {
    runPasses(WITHOUT_LIMIT, Long.MAX_VALUE);
  }

  /**
   * Runs at most a number of passes.
   *
   * @param timeout how long each pass may wait for something to happen
   * @param count how many passes; a pass in which nothing happens counts too
   * @throws IllegalStateException if the loop is running already
   * @throws IllegalArgumentException if an argument is negative
   * @throws UncheckedIOException if waiting itself failed
   */
  public void run(Duration timeout, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count must not be negative, but is " + count);
    }
    runPasses(TimerQueue.nanos(timeout), count);
  }

  /**
   * Makes one pass.
   *
   * @param timeout how long it may wait for something to happen; zero does not wait
   * @return how many sockets were ready
   * @throws IllegalStateException if the loop is running already
   * @throws IllegalArgumentException if the timeout is negative
   * @throws UncheckedIOException if waiting itself failed
   */
  public int poll(Duration timeout) {
    long nanos = TimerQueue.nanos(timeout);
    state.enter();
    try {
      return pass.run(nanos);
    } finally {
      state.forgetStop();
      leave();
    }
  }

  /**
   * Ends {@link #run()} after the current pass, or, if the loop is not running, as soon as it does.
   * May be called from any thread.
   */
  public void stop() {
    state.requestStop();
    tasks.wakeIfAsleep();
  }

  /**
   * Ends everything in good order: listeners are closed, each dispatcher is told ({@link
   * Dispatcher#handleShutdown()}), and what it leaves open may finish. When the last channel is
   * closed, or the time is over and the rest was closed at once, {@link #run()} returns, whatever
   * timers are left. From the deadline on, connecting is refused, and further tasks do not keep the
   * loop running either. May be called from any thread; takes effect soon, when the loop runs.
   * Calling it once more only sets another deadline: the earliest counts.
   *
   * @param deadline how much time the channels have, from when they are told
   * @throws IllegalArgumentException if the deadline is negative
   * @throws IllegalStateException if the loop is closed
   */
  public void shutdown(Duration deadline) {
    // A wrong deadline is refused here, on the thread that says it.
    TimerQueue.nanos(deadline);
    Shutdown shutdown = new Shutdown(this, state, channels);
    execute(() -> shutdown.begin(deadline));
  }

  private void runPasses(long waitNanos, long count) {
    state.enter();
    try {
      boolean interrupted = false;
      for (long i = 0;
          i < count && pass.hasWork() && !state.isStopRequested() && !interrupted;
          i++) {
        pass.run(waitNanos);
        // The flag stays set for the caller; while it is, no wait would wait.
        interrupted = Thread.currentThread().isInterrupted();
      }
    } finally {
      state.forgetStop();
      leave();
    }
  }

  private void leave() {
    try {
      pass.forgetTime();
      pass.flush();
      pass.releaseClosed();
      forgotten.hasChannels(!channels.isEmpty());
    } finally {
      // Last: somebody else may run the loop from then on.
      state.leave();
    }
    state.throwFatal();
  }

  /**
   * Runs a task on the loop thread, soon. May be called from any thread; tasks of one thread keep
   * their order.
   *
   * @param task what to run; what it throws is logged
   * @throws IllegalStateException if the loop is closed
   */
  @Override
  public void execute(Runnable task) {
    Objects.requireNonNull(task, "task");
    if (state.isClosed()) {
      throw new IllegalStateException("This loop is closed, so the task would never run");
    }
    handOver(task);
  }

  /** Runs as a task; on a closed loop, not at all. */
  void handOver(Runnable task) {
    if (isLoopThread()) {
      tasks.addFromLoop(task);
    } else if (!state.isClosed()) {
      tasks.add(task);
    }
  }

  boolean isLoopThread() {
    return state.isRunner(Thread.currentThread());
  }

  /**
   * Sets who runs the methods that may block. Without this, each runs on a virtual thread of its
   * own, and before JDK 21 in a pool of 64 threads that all loops share.
   *
   * @param executor who runs them; what it rejects is an error event. The loop never closes it
   */
  public void offloadTo(Executor executor) {
    checkThread("Loop.offloadTo");
    offloads = Objects.requireNonNull(executor, "executor");
  }

  Executor offloads() {
    return offloads != null ? offloads : OffloadThreads.shared();
  }

  /**
   * Runs a task on the loop thread after a delay. May be called from any thread. Timers run in the
   * order of their deadlines, those with the same deadline in the order in which they were
   * scheduled.
   *
   * @param delay how long to wait
   * @param task what to run; what it throws is logged
   * @return the timer, to cancel or reschedule it
   * @throws IllegalArgumentException if the delay is negative
   * @throws IllegalStateException if the loop is closed
   */
  public Timer schedule(Duration delay, Runnable task) {
    Timer timer = Timer.once(this, new TaskHook(task), null);
    requireTimers();
    timer.reschedule(delay);
    return timer;
  }

  /**
   * Runs a task on the loop thread again and again, until the timer is cancelled. May be called
   * from any thread. As long as there is such a timer, {@link #run()} does not end by itself.
   *
   * <p>The task keeps its beat: however late it runs, the next deadline is a whole number of
   * periods after the first. Periods that were missed are left out. It runs at most once in each
   * pass, so with a period of zero it runs once in each, and the loop does not sleep.
   *
   * @param period how long from one run to the next, and to the first; zero for every pass
   * @param task what to run; what it throws is logged, and the timer goes on
   * @return the timer, to cancel or reschedule it
   * @throws IllegalArgumentException if the period is negative
   * @throws IllegalStateException if the loop is closed
   */
  public Timer every(Duration period, Runnable task) {
    Timer timer = Timer.every(period, this, new TaskHook(task), null);
    requireTimers();
    return timer.start();
  }

  private void requireTimers() {
    if (state.isClosed()) {
      throw new IllegalStateException("This loop is closed, so the timer would never run");
    }
  }

  /** Runs now if this is the loop thread, else as a task; on a closed loop, not at all. */
  void onLoopThread(Runnable task) {
    if (isLoopThread()) {
      task.run();
    } else {
      handOver(task);
    }
  }

  /**
   * Closes all channels, as {@link #closeAll()} does, and the loop. Tasks and timers that have not
   * run never will. Closing again does nothing.
   *
   * @throws IllegalStateException if the loop is running: {@link #stop()} it first
   */
  @Override
  public void close() {
    if (state.isClosed()) {
      return;
    }
    state.requireStopped();
    state.enter();
    // First: what a close event opens now would stay.
    state.close();
    forgotten.closed();
    try {
      closeAllAndTell();
    } finally {
      records.failures().tellSuppressed();
      closeTransport();
    }
  }

  private void closeTransport() {
    try {
      transport.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The loop cannot close its transport", e);
    }
  }

  void add(Channel channel) {
    forgotten.hasChannels(true);
    channel.openedNanos = nanoTime();
    channels.add(channel);
    pass.opened(channel);
  }

  Agenda agenda() {
    return agenda;
  }

  void closed(Channel channel) {
    pass.closed(channel);
    if (!state.isRunning()) {
      // Nobody knows when the next wait will be.
      pass.releaseClosed();
    }
  }

  ChannelOpener opener() {
    return opener;
  }

  MemoryBudget memory() {
    return memory;
  }

  /** Those of all listeners together. */
  ConnectionPermits permits() {
    return permits;
  }

  LoopRecords records() {
    return records;
  }

  Limits limits() {
    return limits;
  }

  void resolve(InetSocketAddress unresolved, Resolver.Answer answer) {
    resolver.resolve(unresolved, answer);
  }

  Pools pools() {
    return pools;
  }

  /** The clock of all deadlines; from any thread. */
  long nanoTime() {
    return transport.nanoTime();
  }

  /** When bytes that pass now did so, as exactly as once per pass tells. */
  long trafficNanos() {
    return pass.trafficNanos();
  }

  TimerQueue timers() {
    return timers;
  }

  void checkThread(String what) {
    state.checkThread(what);
  }

  void checkUsable(String what) {
    state.checkUsable(what);
  }

  void checkListening(String what) {
    state.checkListening(what);
  }

  void noteFatal(Throwable cause) {
    state.noteFatal(cause);
  }
}
