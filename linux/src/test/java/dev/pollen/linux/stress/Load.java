package dev.pollen.linux.stress;

import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Who calls whom, and what went wrong. Used by all threads of a run. */
final class Load {
  static final byte URGENT_BYTE = '!';

  private final List<Map.Entry<Service, SocketAddress>> servers;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final boolean surprises;
  private volatile boolean goesOn;

  /**
   * Calls servers.
   *
   * @param surprises whether urgent bytes are sent to those, too, that do not want them
   */
  Load(List<Map.Entry<Service, SocketAddress>> servers, boolean surprises) {
    this.servers = servers;
    this.surprises = surprises;
  }

  Script script(Random random) {
    Map.Entry<Service, SocketAddress> server = servers.get(random.nextInt(servers.size()));
    boolean mayBeUrgent = surprises || server.getKey() == Service.URGENT;
    return Script.by(random, server.getKey(), server.getValue(), mayBeUrgent);
  }

  /** Lets clients begin, or lets those that have begun be the last. */
  void goOn(boolean on) {
    goesOn = on;
  }

  boolean tryBegin() {
    // Counted first: whoever stops the load and then sees nobody active is right.
    active.incrementAndGet();
    if (!goesOn) {
      active.decrementAndGet();
      return false;
    }
    begun.incrementAndGet();
    return true;
  }

  void ended() {
    active.decrementAndGet();
  }

  int active() {
    return active.get();
  }

  /** How many connections there have been. */
  int begun() {
    return begun.get();
  }

  void failed(Script script, Throwable cause) {
    failures.add(script + ": " + cause);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }
}
