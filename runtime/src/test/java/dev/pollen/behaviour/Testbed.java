package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Connection;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.Listener;
import dev.pollen.Loop;
import dev.pollen.behaviour.subject.HostScript;
import dev.pollen.behaviour.subject.Role;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import dev.pollen.behaviour.subject.protocol.Diary;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A loop, dispatchers and peers for one run of one test. The thread of the test drives the loop, so
 * the test sees every state in between and needs no synchronisation.
 *
 * <p>At the end everything is closed and must be gone: every channel, descriptor and thread; and
 * each dispatcher that was registered has been told its end, once and last.
 */
final class Testbed implements AutoCloseable {
  private static final long HANG_GUARD_NANOS = Duration.ofSeconds(20).toNanos();
  private static final Duration STEP = Duration.ofMillis(1);
  private static final int BACKLOG = 128;

  private final Variant variant;
  private final Network network;
  private final List<AutoCloseable> outside = new ArrayList<>();
  private final List<Script> scripts = new ArrayList<>();
  private final List<HostScript> hostScripts = new ArrayList<>();
  private final List<Diary> diaries = new ArrayList<>();
  private Limits limits = Limits.DEFAULT;
  private @Nullable Leftovers before;
  private @Nullable Reports reports;
  private @Nullable Loop loop;
  private @Nullable Path directory;
  private int addresses;

  Testbed(Variant variant) {
    this.variant = variant;
    this.network = variant.transport().open();
  }

  Family family() {
    return variant.family();
  }

  Style style() {
    return variant.style();
  }

  boolean reportsUrgentData() {
    return variant.transport().reportsUrgentData();
  }

  boolean hasUnixDatagrams() {
    return variant.transport().hasUnixDatagrams();
  }

  @Override
  public String toString() {
    return variant.toString();
  }

  // ---- the loop ----

  /** The limits of the loop; before it is used. */
  void limits(Limits.Changes changes) {
    assertThat(loop).as("the loop is open already").isNull();
    limits = limits.with(changes);
  }

  Loop loop() {
    if (loop == null) {
      prepare();
      loop = openLoop();
    }
    return loop;
  }

  /** A loop of its own, which the test closes. */
  Loop openLoop() {
    try {
      return network.openLoop(limits);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs the loop on a thread of its own, for what is about threads. */
  LoopThread runOnThread() {
    followRealTime();
    return new LoopThread(loop());
  }

  /** For what is about threads other than that of the test. */
  void followRealTime() {
    network.followRealTime();
  }

  /** The clock by which the loop waits. */
  long nanoTime() {
    return network.nanoTime();
  }

  /** What the library has reported. */
  Reports reports() {
    prepare();
    assert reports != null;
    return reports;
  }

  private void prepare() {
    if (before == null) {
      before = new Leftovers();
      reports = new Reports();
    }
  }

  /** Lets the loop run until something is so. */
  void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    long networkStart = network.nanoTime();
    while (!condition.getAsBoolean()) {
      // By both clocks: simulated time may fly, or stand still while there is work without end.
      if (System.nanoTime() - start > HANG_GUARD_NANOS
          || network.nanoTime() - networkStart > HANG_GUARD_NANOS) {
        throw new AssertionError(
            "It never came to that. Events: "
                + scripts.stream().map(Script::events).toList()
                + diaries.stream().map(Diary::told).toList());
      }
      loop().poll(STEP);
    }
  }

  /** Lets the loop do all that is to be done now. */
  void settle() {
    int quietPasses = 0;
    while (quietPasses < 3) {
      quietPasses = loop().poll(STEP) == 0 && network.isQuiet() ? quietPasses + 1 : 0;
    }
  }

  // ---- dispatchers ----

  Script script() {
    return script(Role.ATTENTIVE);
  }

  Script script(Role role) {
    Script script = new Script(variant.style(), role);
    scripts.add(script);
    return script;
  }

  HostScript hostScript(HostScript.Chooser chooser) {
    HostScript script = new HostScript(variant.style(), chooser);
    hostScripts.add(script);
    return script;
  }

  // ---- channels of the loop ----

  SocketAddress freshAddress() {
    prepare();
    try {
      if (directory == null) {
        directory = Files.createTempDirectory("pollen");
      }
      return family().freshAddress(directory, addresses++);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Listener listen(HostScript host) {
    try {
      return loop().listen(freshAddress(), host.dispatcher());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Listens, and has its one peer served so. */
  Listener listenFor(Script script) {
    return listen(hostScript((listener, from) -> script.dispatcher()));
  }

  /** Has a peer accepted, and returns when the dispatcher has been told. */
  Peer accept(Script script) {
    Listener listener = listenFor(script);
    Peer peer = connectTo(listener);
    until(script::isOpen);
    listener.close();
    return peer;
  }

  /** Has a peer accepted by the handler of a protocol, and returns when that has been told. */
  Peer accept(Diary handler, ConnectionDispatcher dispatcher) {
    diaries.add(handler);
    Listener listener = listen(hostScript((unused, from) -> dispatcher));
    Peer peer = connectTo(listener);
    until(handler::isOpen);
    listener.close();
    return peer;
  }

  Connection connect(SocketAddress address, Script script) {
    return loop().connect(address, script.dispatcher());
  }

  /** Connects to a peer, and returns when both sides know. */
  Peer connect(Script script) {
    PlainServer server = server();
    connect(server.address(), script);
    Peer peer = server.accept();
    until(script::isOpen);
    server.close();
    return peer;
  }

  // ---- the outside ----

  /** Connects from outside; that does not take the loop. */
  Peer connectTo(Listener listener) {
    return connectTo(listener.localAddress());
  }

  Peer connectTo(SocketAddress address) {
    try {
      return peer(openChannel(address));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A channel that is connected, by somebody else than the loop. */
  SocketChannel openChannel(SocketAddress address) throws IOException {
    SocketChannel channel = channels().openSocketChannel(family().protocol);
    channel.connect(address);
    return channel;
  }

  /** The JDK's channels on the network of the loop. */
  SelectorProvider channels() {
    return network.channels();
  }

  Peer peer(SocketChannel channel) {
    Peer peer = new Peer(this, channel);
    outside.add(peer);
    return peer;
  }

  PlainServer server() {
    return server(BACKLOG);
  }

  PlainServer server(int backlog) {
    PlainServer server = new PlainServer(this, freshAddress(), backlog);
    outside.add(server);
    return server;
  }

  /** An address at which nobody listens any more, so that it refuses. */
  SocketAddress refusingAddress() {
    try (PlainServer server = server()) {
      return server.address();
    }
  }

  /** Closes something at the end of the test, after the loop. */
  void closeLater(AutoCloseable resource) {
    outside.add(resource);
  }

  // ---- the end ----

  @Override
  public void close() {
    try {
      if (loop != null) {
        loop.closeAll();
        assertThat(loop.channels()).as("channels after closeAll").isEmpty();
        loop.close();
      }
    } finally {
      outside.forEach(Testbed::closeNow);
      if (reports != null) {
        reports.close();
      }
      deleteDirectory();
    }
    scripts.forEach(script -> assertThat(script.violations()).isEmpty());
    hostScripts.forEach(script -> assertThat(script.violations()).isEmpty());
    diaries.forEach(diary -> assertThat(diary.violations()).isEmpty());
    network.close();
    if (before != null) {
      assertThat(before.found()).as("left behind").isEmpty();
    }
  }

  private static void closeNow(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void deleteDirectory() {
    if (directory != null) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
