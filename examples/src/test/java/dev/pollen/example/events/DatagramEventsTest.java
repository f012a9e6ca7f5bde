package dev.pollen.example.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason;
import dev.pollen.Datagrams;
import dev.pollen.annotation.Every;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnDatagram;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnShutdown;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The events of a datagram socket, from the annotation to the wire. */
final class DatagramEventsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** Answers in words. */
  static final class Greeter {
    private final RunningLoop.Log log;
    private final Set<SocketAddress> peers = new LinkedHashSet<>();

    Greeter(RunningLoop.Log log) {
      this.log = log;
    }

    @OnDatagram
    String greet(byte[] name, SocketAddress from) throws IOException {
      peers.add(from);
      String text = new String(name, StandardCharsets.UTF_8);
      if (text.equals("fail")) {
        throw new IOException("asked to");
      }
      return text.isEmpty() ? null : "hello " + text;
    }

    @Every("20ms")
    void remind(Datagrams socket) {
      peers.forEach(peer -> socket.send("still here", peer));
      peers.clear();
    }

    @OnError
    void failed(IOException cause) {
      log.add("failed: " + cause.getMessage());
    }

    @OnShutdown
    void finish(Datagrams socket) {
      log.add("shutdown");
      socket.close();
    }

    @OnClose
    void closed(CloseReason reason) {
      log.add("closed: " + reason.kind());
    }
  }

  /** Sends back what it is lent. */
  static final class Mirror {
    @OnDatagram
    ByteBuffer mirror(ByteBuffer data) {
      return data;
    }
  }

  @Test
  void repliesToTheSenderAndOnTime() throws Exception {
    RunningLoop.Log log = new RunningLoop.Log();
    try (RunningLoop running = new RunningLoop();
        DatagramSocket first = client();
        DatagramSocket second = client()) {
      SocketAddress server = running.call(loop -> loop.bind(ANY_PORT, greeter(log))).localAddress();

      send(first, "one", server);
      assertThat(receive(first)).isEqualTo("hello one");
      assertThat(receive(first)).isEqualTo("still here");
      send(second, "two", server);
      assertThat(receive(second)).isEqualTo("hello two");
      assertThat(receive(second)).isEqualTo("still here");
      send(first, "fail", server);
      assertThat(log.next()).isEqualTo("failed: asked to");
      assertThat(receive(first)).isEqualTo("still here");
      send(first, "", server);
      assertThat(receive(first)).isEqualTo("still here");

      running.shutdown();
      assertThat(log.next()).isEqualTo("shutdown");
      assertThat(log.next()).isEqualTo("closed: LOCAL");
    }
  }

  @Test
  void repliesWithWhatItIsLent() throws Exception {
    try (RunningLoop running = new RunningLoop();
        DatagramSocket client = client()) {
      SocketAddress server =
          running
              .call(
                  loop ->
                      loop.bind(ANY_PORT, new DatagramEventsTest_MirrorDispatcher(new Mirror())))
              .localAddress();

      send(client, "abc", server);

      assertThat(receive(client)).isEqualTo("abc");
    }
  }

  private static DatagramEventsTest_GreeterDispatcher greeter(RunningLoop.Log log) {
    return new DatagramEventsTest_GreeterDispatcher(new Greeter(log));
  }

  private static DatagramSocket client() throws IOException {
    DatagramSocket socket = new DatagramSocket(ANY_PORT);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(DatagramSocket client, String text, SocketAddress to)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    client.send(new DatagramPacket(bytes, bytes.length, to));
  }

  private static String receive(DatagramSocket client) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    client.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }
}
