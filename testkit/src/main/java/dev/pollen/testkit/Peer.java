package dev.pollen.testkit;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.ListenerDispatcher;
import dev.pollen.testkit.kernel.StreamEnd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection, which knows nothing of Pollen: a test says what it sends, and
 * looks at what it has got. It takes everything that arrives, unless it is {@linkplain
 * #pauseReading() told not to}.
 *
 * <pre>{@code
 * Peer peer = Peer.servedBy(new EchoDispatcher(new Echo()));
 * peer.send("hello");
 * assertThat(peer.received()).isEqualTo("hello");
 * }</pre>
 *
 * <p>What it sends and closes has arrived and been handled when the method returns; see {@link
 * SimulatedNetwork#settle()}. Text is UTF-8.
 */
public final class Peer implements AutoCloseable {
  private static final int AT_A_TIME = 16 * 1024;

  private final SimulatedNetwork network;
  private final StreamEnd end;
  private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final ByteBuffer buffer = ByteBuffer.allocate(AT_A_TIME);
  private int taken;
  private long sentBytes;
  private boolean paused;
  private boolean finishing;
  private boolean finished;
  private boolean closing;
  private boolean ended;
  private @Nullable IOException failure;

  Peer(SimulatedNetwork network, StreamEnd end) {
    this.network = network;
    this.end = end;
    network.add(this::work);
  }

  static Peer connecting(SimulatedNetwork network, SocketAddress address) {
    StreamEnd end = StreamEnd.open(network.kernel(), address instanceof UnixDomainSocketAddress);
    Peer peer = new Peer(network, end);
    try {
      if (!end.connect(address)) {
        peer.failure = new IOException("The queue of " + address + " is full");
      }
    } catch (IOException e) {
      peer.failure = e;
    }
    return peer;
  }

  /** A peer to whom nobody has connected. */
  static Peer ofNobody(SimulatedNetwork network) {
    Peer peer = new Peer(network, StreamEnd.open(network.kernel(), false));
    peer.failure = new IOException("Nobody has connected");
    return peer;
  }

  /**
   * Has a dispatcher serve a peer, on an ideal network of its own.
   *
   * @param dispatcher the dispatcher of an accepted connection
   * @return the peer, connected
   */
  public static Peer servedBy(ConnectionDispatcher dispatcher) {
    return SimulatedNetwork.ideal().servedBy(dispatcher);
  }

  /**
   * Has a listener accept a peer, on an ideal network of its own. More peers {@linkplain
   * SimulatedNetwork#connect connect} to its {@link #remoteAddress()}.
   *
   * @param dispatcher the dispatcher of the listener
   * @return the peer, connected
   */
  public static Peer servedBy(ListenerDispatcher dispatcher) {
    return SimulatedNetwork.ideal().servedBy(dispatcher);
  }

  /**
   * Connects a dispatcher to a peer, on an ideal network of its own.
   *
   * @param dispatcher the dispatcher of an outgoing connection
   * @return the peer, connected
   */
  public static Peer serving(ConnectionDispatcher dispatcher) {
    return SimulatedNetwork.ideal().serving(dispatcher);
  }

  /**
   * Where it is connected.
   *
   * @return the network
   */
  public SimulatedNetwork network() {
    return network;
  }

  /**
   * Where it has connected to, or who has connected to it.
   *
   * @return the address
   * @throws IllegalStateException if it is not connected
   */
  public SocketAddress remoteAddress() {
    try {
      SocketAddress address = end.remoteAddress();
      if (address != null) {
        return address;
      }
      throw new IllegalStateException("This peer is not connected");
    } catch (IOException e) {
      throw new IllegalStateException("This peer is closed", e);
    }
  }

  // ---- what it does ----

  /**
   * Sends text.
   *
   * @param text what to send, in UTF-8
   * @return this peer
   */
  public Peer send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends bytes.
   *
   * @param bytes what to send
   * @return this peer
   */
  public Peer send(byte... bytes) {
    write(bytes);
    network.settle();
    return this;
  }

  /**
   * Sends pieces, each of which has been handled before the next one leaves.
   *
   * @param pieces what to send, piece by piece
   * @return this peer
   */
  public Peer sendEach(Iterable<byte[]> pieces) {
    pieces.forEach(this::send);
    return this;
  }

  /**
   * Sends bytes when the network goes on, so that several peers can send at the same time.
   *
   * @param bytes what to send
   * @return this peer
   */
  public Peer write(byte... bytes) {
    if (finishing || closing) {
      throw new IllegalStateException("This peer has finished sending");
    }
    unsent.add(ByteBuffer.wrap(bytes.clone()));
    return this;
  }

  /**
   * Sends an urgent (out-of-band) byte, behind what was sent before; on TCP only.
   *
   * @param value the byte
   * @return this peer
   */
  public Peer sendUrgent(byte value) {
    try {
      end.sendUrgent(value);
    } catch (IOException e) {
      fails(e);
    }
    network.settle();
    return this;
  }

  /**
   * Ends its side of the stream, behind what was sent, and goes on reading.
   *
   * @return this peer
   */
  public Peer finish() {
    finishing = true;
    network.settle();
    return this;
  }

  /** Closes the connection, behind what was sent. */
  @Override
  public void close() {
    closing = true;
    network.settle();
  }

  /** Resets the connection at once; on a Unix socket, closes it. */
  public void reset() {
    unsent.clear();
    end.abort();
    network.settle();
  }

  /**
   * Takes nothing more, so that what is sent to it piles up.
   *
   * @return this peer
   */
  public Peer pauseReading() {
    paused = true;
    return this;
  }

  /**
   * Takes what arrives again.
   *
   * @return this peer
   */
  public Peer resumeReading() {
    paused = false;
    network.settle();
    return this;
  }

  /**
   * Sets how much may pile up until who sends to it has to wait: small buffers are soon full.
   *
   * @param bytes how many, of which one always fits
   * @return this peer
   */
  public Peer receiveBuffer(int bytes) {
    end.options().set(StandardSocketOptions.SO_RCVBUF, bytes);
    return this;
  }

  /**
   * Lets time pass on its network.
   *
   * @param time how much
   * @return this peer
   */
  public Peer advance(Duration time) {
    network.advance(time);
    return this;
  }

  private boolean work() {
    try {
      if (failure != null || end.isClosed() || !end.finishConnect()) {
        return false;
      }
      boolean worked = !paused && receive();
      worked |= send();
      return worked;
    } catch (IOException e) {
      fails(e);
      return true;
    }
  }

  private boolean receive() throws IOException {
    if (ended) {
      return false;
    }
    int count = end.receive(buffer.clear());
    ended = count == StreamEnd.END;
    received.write(buffer.array(), 0, buffer.position());
    return count != 0;
  }

  private boolean send() throws IOException {
    boolean worked = false;
    while (!unsent.isEmpty()) {
      worked |= end.canSend();
      ByteBuffer first = unsent.element();
      int sent = first.hasRemaining() ? end.send(first) : 0;
      sentBytes += sent;
      if (sent == 0 && first.hasRemaining()) {
        return worked;
      }
      if (!first.hasRemaining()) {
        unsent.remove();
      }
    }
    if (closing) {
      end.close();
    } else if (finishing && !finished) {
      finished = true;
      end.shutdownOutput();
    } else {
      return worked;
    }
    return true;
  }

  private void fails(IOException cause) {
    failure = cause;
    unsent.clear();
    end.close();
  }

  // ---- what it has got ----

  /**
   * All that has arrived.
   *
   * @return the text, in UTF-8
   */
  public String received() {
    return received.toString(StandardCharsets.UTF_8);
  }

  /**
   * All that has arrived.
   *
   * @return a copy of the bytes
   */
  public byte[] receivedBytes() {
    return received.toByteArray();
  }

  /**
   * What has arrived since this was asked last.
   *
   * @return the text, in UTF-8
   */
  public String take() {
    return new String(takeBytes(), StandardCharsets.UTF_8);
  }

  /**
   * What has arrived since this was asked last.
   *
   * @return the bytes
   */
  public byte[] takeBytes() {
    if (taken == received.size()) {
      return new byte[0];
    }
    byte[] all = received.toByteArray();
    byte[] fresh = Arrays.copyOfRange(all, taken, all.length);
    taken = all.length;
    return fresh;
  }

  /**
   * How many bytes it was told to send and could not, because nobody makes room for them.
   *
   * @return the bytes that are still here
   */
  public int unsent() {
    return unsent.stream().mapToInt(ByteBuffer::remaining).sum();
  }

  /**
   * How many of the bytes it was told to send have not been read by the other side: those {@link
   * #unsent()}, and those that have arrived there.
   *
   * @return the number, which does not count what is under way; see {@link
   *     SimulatedNetwork#settle()}
   */
  public int unread() {
    StreamEnd other = end.peer();
    return unsent() + (other == null ? 0 : other.unread());
  }

  /**
   * How many bytes have arrived.
   *
   * @return the number since the beginning
   */
  public int receivedCount() {
    return received.size();
  }

  /**
   * How much of what it was told to send has left; the rest waits for room.
   *
   * @return the number of bytes since the beginning
   */
  public long sentCount() {
    return sentBytes;
  }

  /**
   * Its own address.
   *
   * @return the address, also when the connection is closed; {@code null} if it never was connected
   */
  public @Nullable SocketAddress localAddress() {
    return end.boundTo();
  }

  /**
   * Its name in the {@linkplain Step#place() places} of steps.
   *
   * @return the name, such as {@code tcp-1.client}
   */
  public String name() {
    return end.site().name();
  }

  /**
   * Whether the connection stands: it was made, and nobody has closed or broken it. The other side
   * may have {@linkplain #hasEnded() finished}.
   *
   * @return whether it can still send
   */
  public boolean isConnected() {
    return failure == null && !end.isClosed() && end.peer() != null;
  }

  /**
   * Whether the other side has finished, and all that it sent was taken.
   *
   * @return whether the end of the stream was read
   */
  public boolean hasEnded() {
    return ended;
  }

  /**
   * Why the connection could not be made, or was broken.
   *
   * @return the failure; {@code null} if there was none
   */
  public @Nullable IOException failure() {
    return failure;
  }

  /**
   * Whether the connection was made, and then broken by the other side or by a fault.
   *
   * @return whether it was reset while this peer had something to send or to take
   */
  public boolean wasReset() {
    return failure != null && end.peer() != null;
  }

  @Override
  public String toString() {
    String state = ended ? "ended" : isConnected() ? "connected" : "not connected";
    return end.site().name() + " (" + (failure == null ? state : failure.toString()) + ")";
  }
}
