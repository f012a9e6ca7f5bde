package dev.pollen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * A program for a network namespace of its own, in which it may break the network: says {@code ok}
 * for what went well.
 */
final class OnABrokenNetwork {
  private static final int MUCH = 8 * 1024 * 1024;
  private static final int OUTAGES = 3;

  private OnABrokenNetwork() {}

  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "silence" -> connectToSilence();
      case "outages" -> sendThroughOutages();
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Packets to this address are lost. */
  private static void connectToSilence() throws IOException {
    Limits limits = Limits.DEFAULT.with(l -> l.connectTimeout(Duration.ofMillis(200)));
    try (Loop loop = Loop.open(limits)) {
      Recorder recorder = new Recorder();
      loop.connect(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 9, 9, 9}), 80), recorder);
      loop.run();
      say(
          recorder.events().equals(List.of("error:SocketTimeoutException", "close:CONNECT_FAILED"))
              && recorder.journal.errors.get(0) instanceof SocketTimeoutException);
    }
  }

  /** The network goes away and comes back while bytes are under way. */
  private static void sendThroughOutages() throws IOException {
    try (Loop loop = Loop.open(Limits.DEFAULT.with(l -> l.maxOutput(2 * MUCH)))) {
      Recorder sender = new Recorder();
      Counter receiver = new Counter();
      Listener listener =
          loop.listen(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0),
              () -> receiver);
      Connection connection = loop.connect(listener.localAddress(), sender);
      byte[] bytes = new byte[MUCH];
      for (int i = 0; i < MUCH; i++) {
        bytes[i] = expected(i);
      }
      connection.send(bytes);
      for (int i = 1; i <= OUTAGES; i++) {
        receive(loop, sender, receiver, (long) i * MUCH / (OUTAGES + 1));
        setLoopback("down");
        loop.run(Duration.ofMillis(50), 4);
        setLoopback("up");
      }
      receive(loop, sender, receiver, MUCH);
      listener.close();
      connection.close();
      loop.run();
      say(
          receiver.isIntact
              && receiver.count == MUCH
              && sender.reason().equals(new CloseReason(CloseReason.Kind.LOCAL, null, 0)));
    }
  }

  private static void receive(Loop loop, Recorder sender, Counter receiver, long count) {
    while (receiver.count < count && !sender.isClosed()) {
      loop.run(Duration.ofSeconds(10), 1);
    }
  }

  private static byte expected(long position) {
    return (byte) ((position * 31) >>> 8);
  }

  private static void setLoopback(String state) throws IOException {
    try {
      new ProcessBuilder("ip", "link", "set", "lo", state).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("SystemOut") // how it tells
  private static void say(boolean isWell) {
    System.out.println(isWell ? "ok" : "not ok");
  }

  private static final class Counter extends ConnectionDispatcher {
    long count;
    boolean isIntact = true;

    @Override
    protected void handleRead() {
      ByteBuffer input = recv();
      while (input.hasRemaining()) {
        isIntact &= input.get() == expected(count++);
      }
    }
  }
}
