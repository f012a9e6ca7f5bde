package dev.pollen.testkit;

import dev.pollen.testkit.kernel.DatagramEnd;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A socket for datagrams that knows nothing of Pollen. It takes everything that arrives. */
public final class DatagramPeer implements AutoCloseable {
  private final SimulatedNetwork network;
  private final DatagramEnd end;
  private final List<Arrived> received = new ArrayList<>();
  private int taken;

  /**
   * A datagram that has arrived.
   *
   * @param from who has sent it
   * @param bytes what is in it
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  public record Arrived(SocketAddress from, byte[] bytes) {}

  DatagramPeer(SimulatedNetwork network, SocketAddress address) {
    this.network = network;
    InetSocketAddress internet = (InetSocketAddress) address;
    end = new DatagramEnd(network.kernel(), internet.getAddress());
    try {
      end.bind(address);
    } catch (IOException e) {
      throw new AssertionError("A peer cannot be bound to " + address, e);
    }
    network.add(this::work);
  }

  /**
   * Where it is bound.
   *
   * @return the address, with the actual port
   */
  public SocketAddress address() {
    try {
      return Objects.requireNonNull(end.localAddress());
    } catch (IOException e) {
      throw new IllegalStateException("This peer is closed", e);
    }
  }

  /**
   * Sends a datagram.
   *
   * @param text what is in it, in UTF-8
   * @param to the receiver
   * @return this peer
   */
  public DatagramPeer send(String text, SocketAddress to) {
    return send(text.getBytes(StandardCharsets.UTF_8), to);
  }

  /**
   * Sends a datagram.
   *
   * @param bytes what is in it
   * @param to the receiver
   * @return this peer
   */
  public DatagramPeer send(byte[] bytes, SocketAddress to) {
    try {
      ByteBuffer datagram = ByteBuffer.wrap(bytes);
      while (!end.send(datagram, to)) {
        network.settle();
      }
    } catch (IOException e) {
      throw new IllegalStateException("This datagram cannot be sent", e);
    }
    network.settle();
    return this;
  }

  private boolean work() {
    try {
      DatagramEnd.Datagram datagram = end.isClosed() ? null : end.receive();
      if (datagram == null) {
        return false;
      }
      byte[] bytes = new byte[datagram.bytes().remaining()];
      datagram.bytes().get(bytes);
      received.add(new Arrived(datagram.from(), bytes));
      return true;
    } catch (IOException e) {
      throw new AssertionError("A peer that is not connected hears of no failure", e);
    }
  }

  /**
   * The datagrams that have arrived.
   *
   * @return what was in each, as text in UTF-8
   */
  public List<String> received() {
    return receivedBytes().stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  /**
   * The datagrams that have arrived.
   *
   * @return what was in each
   */
  public List<byte[]> receivedBytes() {
    return received.stream().map(arrived -> arrived.bytes().clone()).toList();
  }

  /**
   * Who sent the datagram that arrived last.
   *
   * @return its address
   */
  public SocketAddress lastSender() {
    return received.isEmpty() ? new InetSocketAddress(0) : received.get(received.size() - 1).from();
  }

  /**
   * What has arrived since this was asked last.
   *
   * @return the datagrams, in the order in which they have come
   */
  public List<Arrived> take() {
    List<Arrived> fresh = List.copyOf(received.subList(taken, received.size()));
    taken = received.size();
    return fresh;
  }

  /** Closes it. */
  @Override
  public void close() {
    end.close();
    network.settle();
  }
}
