package dev.pollen.linux.stress;

import dev.pollen.Limits;
import dev.pollen.Listener;
import dev.pollen.Loop;
import dev.pollen.behaviour.Family;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A program that puts a transport under load, and fails if a byte is wrong or something is left of
 * a connection. Its arguments are the transport, how long, a seed, and a directory for sockets.
 */
final class Stress {
  private static final int POLLEN_CLIENTS = 700;
  private static final int BLOCKING_CLIENTS = 300;
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(20);
  private static final Duration GUARD = Duration.ofSeconds(30);

  /** The server throws on purpose, and clients break connections. */
  private static final Logger QUIET = Logger.getLogger("dev.pollen");

  private final Loop serverLoop;
  private final Loop clientLoop;
  private final Random random;
  private final Load load;
  private final int listeners;

  private Stress(String transport, Loop serverLoop, Loop clientLoop, long seed, Path directory)
      throws IOException {
    this.serverLoop = serverLoop;
    this.clientLoop = clientLoop;
    random = new Random(seed);
    List<Map.Entry<Service, SocketAddress>> servers = new ArrayList<>();
    for (Service service : Service.values()) {
      if (service == Service.URGENT && transport.equals("nio")) {
        // java.nio does not tell of urgent data, so who wants it is refused.
        continue;
      }
      for (Family family : Family.values()) {
        if (family.isAvailable()) {
          Listener listener =
              serverLoop.listen(
                  family.freshAddress(directory, servers.size()),
                  service::dispatcher,
                  service.limits());
          servers.add(Map.entry(service, listener.localAddress()));
        }
      }
    }
    listeners = servers.size();
    // A multishot receive may stop at one; see docs/adr/0024.
    load = new Load(servers, !transport.equals("io_uring"));
  }

  public static void main(String[] arguments) throws Exception {
    QUIET.setLevel(Level.OFF);
    Duration time = Duration.parse("PT" + arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    say("Stress of " + arguments[0] + ", seed " + seed);
    Loop serverLoop = Loop.open(arguments[0], Limits.DEFAULT);
    Loop clientLoop = Loop.open(arguments[0], Limits.DEFAULT);
    // A loop ends when it has nothing left to do.
    clientLoop.every(GUARD, () -> {});
    Stress stress = new Stress(arguments[0], serverLoop, clientLoop, seed, Path.of(arguments[3]));
    Thread.ofPlatform().daemon().name("server").start(serverLoop::run);
    Thread.ofPlatform().daemon().name("client").start(clientLoop::run);
    Thread.ofPlatform().daemon().name("garbage").start(Stress::collect);
    List<String> wrong = stress.run(time);
    wrong.forEach(Stress::say);
    if (!wrong.isEmpty()) {
      System.exit(1);
    }
  }

  private static void collect() {
    while (true) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private List<String> run(Duration time) throws IOException, InterruptedException {
    Duration third = time.dividedBy(3);
    Duration warmUp = third.compareTo(LONGEST_WARM_UP) < 0 ? third : LONGEST_WARM_UP;
    // Told, too, so that what the JVM needs to count and to tell is not counted later.
    say("0 connections: " + Resources.held());
    play(warmUp);
    Resources warm = Resources.held();
    int before = load.begun();
    say(before + " connections: " + warm);
    play(time.minus(warmUp));
    Resources end = Resources.held();
    say(load.begun() + " connections: " + end);
    List<String> wrong = new ArrayList<>(load.failures());
    wrong.addAll(end.since(warm, load.begun() - before));
    return wrong;
  }

  /** Lets clients come and go for some time, and waits until the last one has gone. */
  private void play(Duration time) throws InterruptedException {
    load.goOn(true);
    for (int i = 0; i < POLLEN_CLIENTS; i++) {
      Random own = new Random(random.nextLong());
      clientLoop.execute(() -> PollenClient.begin(load, clientLoop, own));
    }
    for (int i = 0; i < BLOCKING_CLIENTS; i++) {
      Random own = new Random(random.nextLong());
      Thread.startVirtualThread(new BlockingClient(load, own));
    }
    Thread.sleep(time);
    load.goOn(false);
    until(() -> load.active() == 0);
    until(() -> channels(serverLoop) == listeners && channels(clientLoop) == 0);
  }

  private static int channels(Loop loop) {
    return CompletableFuture.supplyAsync(() -> loop.channels().size(), loop).join();
  }

  private void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > GUARD.toNanos()) {
        throw new AssertionError(
            String.join("\n", load.failures())
                + load.active()
                + " clients are still there\n"
                + serverLoop.dump()
                + clientLoop.dump());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  @SuppressWarnings("SystemOut") // how it tells what it has seen
  private static void say(String what) {
    System.out.println(what);
  }
}
