package dev.pollen.testkit;

import dev.pollen.DatagramDispatcher;
import dev.pollen.testkit.kernel.DatagramEnd;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A socket for datagrams that knows nothing of Pollen. It takes everything that arrives.
 *
 * <pre>{@code
 * DatagramPeer peer = DatagramPeer.servedBy(new PresenceDispatcher(new Presence()));
 * peer.send("here");
 * assertThat(peer.received()).containsExactly("ok");
 * }</pre>
 */
public final class DatagramPeer implements AutoCloseable {
  private final SimulatedNetwork network;
  private final DatagramEnd end;
  private final List<Arrived> received = new ArrayList<>();
  private @Nullable SocketAddress receiver;
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

  static DatagramPeer sendingTo(SimulatedNetwork network, SocketAddress receiver) {
    DatagramPeer peer = network.openDatagrams();
    peer.sendTo(receiver);
    return peer;
  }

  /** Has a receiver from now on. */
  void sendTo(SocketAddress address) {
    receiver = address;
  }

  /**
   * Has a dispatcher serve a peer, on an ideal network of its own.
   *
   * @param dispatcher the dispatcher of a datagram socket for everybody
   * @return the peer, which sends to it
   */
  public static DatagramPeer servedBy(DatagramDispatcher dispatcher) {
    return SimulatedNetwork.ideal().servedBy(dispatcher);
  }

  /**
   * Connects a datagram socket to a peer, on an ideal network of its own.
   *
   * @param dispatcher the dispatcher of a datagram socket for one peer
   * @return the peer, which sends to it
   */
  public static DatagramPeer serving(DatagramDispatcher dispatcher) {
    return SimulatedNetwork.ideal().serving(dispatcher);
  }

  /**
   * Where it is.
   *
   * @return the network
   */
  public SimulatedNetwork network() {
    return network;
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
   * Sends a datagram to the one that serves this peer, or is served by it.
   *
   * @param text what is in it, in UTF-8
   * @return this peer
   * @throws IllegalStateException if the peer was opened without one
   */
  public DatagramPeer send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends a datagram to the one that serves this peer, or is served by it.
   *
   * @param bytes what is in it
   * @return this peer
   * @throws IllegalStateException if the peer was opened without one
   */
  public DatagramPeer send(byte... bytes) {
    if (receiver == null) {
      throw new IllegalStateException("To whom? This peer was opened without a receiver");
    }
    return send(bytes, receiver);
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

  /**
   * Lets time pass on its network.
   *
   * @param time how much
   * @return this peer
   */
  public DatagramPeer advance(Duration time) {
    network.advance(time);
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
    return receivedBytes().stream().map(DatagramPeer::text).toList();
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
   * The datagrams that have arrived since this was asked last.
   *
   * @return what was in each, as text in UTF-8
   */
  public List<String> take() {
    return takeBytes().stream().map(DatagramPeer::text).toList();
  }

  /**
   * The datagrams that have arrived since this was asked last.
   *
   * @return what was in each
   */
  public List<byte[]> takeBytes() {
    return takeArrived().stream().map(Arrived::bytes).toList();
  }

  /**
   * The datagrams that have arrived since this was asked last, with their senders.
   *
   * @return what was in each, in the order in which they have come
   */
  public List<Arrived> takeArrived() {
    List<Arrived> fresh = List.copyOf(received.subList(taken, received.size()));
    taken = received.size();
    return fresh;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Who sent the datagram that arrived last.
   *
   * @return its address
   */
  public SocketAddress lastSender() {
    return received.isEmpty() ? new InetSocketAddress(0) : received.get(received.size() - 1).from();
  }

  /** Closes it. */
  @Override
  public void close() {
    end.close();
    network.settle();
  }

  @Override
  public String toString() {
    return end.site().name();
  }
}
