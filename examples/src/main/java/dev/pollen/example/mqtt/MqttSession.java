package dev.pollen.example.mqtt;

import dev.pollen.Connection;
import dev.pollen.Reply;
import dev.pollen.Timer;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.Decode;
import dev.pollen.annotation.In;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnWrite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client. Whatever it does wrong ends its connection (section 4.8). */
@Decode(value = Packets.class, max = Packets.MAX_BYTES)
@In("CONNECTED")
final class MqttSession {
  enum State {
    /** Nothing but CONNECT is allowed. */
    CONNECTING,
    CONNECTED
  }

  private static final Duration CONNECT_TIME = Duration.ofSeconds(10);
  private static final int MAX_CLIENT_ID = 256;
  private static final int MAX_SUBSCRIPTIONS = 100;
  private static final int MAX_PACKET_ID = 0xffff;

  private static final int CONNACK = 0x20;
  private static final int PUBACK = 0x40;
  private static final int UNSUBACK = 0xb0;
  private static final int PINGRESP = 0xd0;

  private static final int ACCEPTED = 0;
  private static final int UNACCEPTABLE_LEVEL = 1;
  private static final int IDENTIFIER_REJECTED = 2;
  private static final int SERVER_UNAVAILABLE = 3;
  private static final int SUBSCRIPTION_FAILED = 0x80;

  private final MqttServer server;
  private @Nullable Connection connection;

  /** Runs out if the client says nothing. */
  private @Nullable Timer silence;

  private Duration patience = CONNECT_TIME;
  private String clientId = "";
  private @Nullable Publish will;
  private final Set<String> filters = new HashSet<>();

  /** What was sent with QoS 1 and not acknowledged: only the numbers, nothing is sent again. */
  private final BitSet unacknowledged = new BitSet();

  private int lastPacketId;

  /** Whether it does not read as fast as others publish. */
  private boolean isSlow;

  MqttSession(MqttServer server) {
    this.server = server;
  }

  @OnAccept
  void begin(Connection client) {
    connection = client;
    silence = client.schedule(patience, this::leave);
  }

  @OnRead
  @Command("CONNECT")
  @In("CONNECTING")
  Reply<State> connect(byte[] body) throws IOException {
    Fields fields = new Fields(body);
    if (Connect.readLevel(fields) != Connect.LEVEL) {
      return connack(UNACCEPTABLE_LEVEL).close();
    }
    Connect request = Connect.read(fields);
    clientId = request.clientId();
    if (clientId.length() > MAX_CLIENT_ID || (clientId.isEmpty() && !request.cleanSession())) {
      return connack(IDENTIFIER_REJECTED).close();
    }
    if (request.will() != null && !server.keepWill(clientId, request.will())) {
      return connack(SERVER_UNAVAILABLE).close();
    }
    will = request.will();
    if (clientId.isEmpty()) {
      clientId = server.newClientId();
    }
    patience = request.keepAlive().multipliedBy(3).dividedBy(2);
    if (patience.isZero() && silence != null) {
      silence.cancel();
    }
    heard();
    server.enter(clientId, this);
    return connack(ACCEPTED).enter(State.CONNECTED);
  }

  private static Reply<State> connack(int code) {
    return Reply.of(new byte[] {CONNACK, 2, 0, (byte) code});
  }

  @OnRead
  @Command("PUBLISH")
  byte @Nullable [] publish(int flags, byte[] body) throws IOException {
    heard();
    Publish message = Publish.read(flags, body);
    if (message.retain() && !server.retain(message)) {
      throw new IOException("No room to retain a message");
    }
    server.publish(message);
    return message.qos() == 0 ? null : acknowledge(PUBACK, message.packetId());
  }

  @OnRead
  @Command("PUBACK")
  void puback(byte[] body) throws IOException {
    heard();
    Fields fields = new Fields(body);
    unacknowledged.clear(fields.packetId());
    fields.end();
  }

  @OnRead
  @Command("SUBSCRIBE")
  void subscribe(Connection client, byte[] body) throws IOException {
    heard();
    Fields fields = new Fields(body);
    int packetId = fields.packetId();
    ByteArrayOutputStream codes = new ByteArrayOutputStream();
    Map<String, Integer> granted = new LinkedHashMap<>();
    do {
      String filter = Topics.requireFilter(fields.text());
      int qos = fields.octet();
      if (qos > 2) {
        throw new ProtocolException("SUBSCRIBE with the QoS " + qos);
      }
      int code = subscribe(filter, Math.min(qos, 1));
      if (code != SUBSCRIPTION_FAILED) {
        granted.put(filter, code);
      }
      codes.write(code);
    } while (fields.hasMore());
    client.send(codes.toByteArray(), (all, out) -> Packets.writeSuback(packetId, all, out));
    granted.forEach(
        (filter, qos) -> server.retained(filter, message -> deliver(message, qos, true)));
  }

  private int subscribe(String filter, int qos) {
    boolean isAllowed = filters.contains(filter) || filters.size() < MAX_SUBSCRIPTIONS;
    if (!isAllowed || !server.subscribe(this, filter, qos)) {
      return SUBSCRIPTION_FAILED;
    }
    filters.add(filter);
    return qos;
  }

  @OnRead
  @Command("UNSUBSCRIBE")
  byte[] unsubscribe(byte[] body) throws IOException {
    heard();
    Fields fields = new Fields(body);
    int packetId = fields.packetId();
    do {
      String filter = Topics.requireFilter(fields.text());
      if (filters.remove(filter)) {
        server.unsubscribe(this, filter);
      }
    } while (fields.hasMore());
    return acknowledge(UNSUBACK, packetId);
  }

  @OnRead
  @Command("PINGREQ")
  byte[] pingreq() {
    heard();
    return new byte[] {(byte) PINGRESP, 0};
  }

  @OnRead
  @Command("DISCONNECT")
  void disconnect() {
    dropWill();
    leave();
  }

  @OnRead
  @Command
  @In({"CONNECTING", "CONNECTED"})
  @SuppressWarnings("DoNotCallSuggester") // only Pollen does
  void outOfPlace() throws ProtocolException {
    throw new ProtocolException("The first packet must be CONNECT, and no other");
  }

  @OnError
  void violation(IOException cause) {
    leave();
  }

  /** Sends it a message, if it has asked for such. */
  void deliver(Publish message, int maxQos, boolean wasRetained) {
    boolean isSure = Math.min(message.qos(), maxQos) > 0;
    if (connection == null || (isSlow && !isSure)) {
      return;
    }
    int packetId = isSure ? nextPacketId() : 0;
    if (packetId > MAX_PACKET_ID) {
      connection.abort();
      return;
    }
    isSlow = !connection.send(message.to(maxQos, wasRetained, packetId), Publish::write);
  }

  /** One that is not in use; more than {@link #MAX_PACKET_ID} if there is none. */
  private int nextPacketId() {
    int next = unacknowledged.nextClearBit(lastPacketId + 1);
    lastPacketId = next > MAX_PACKET_ID ? unacknowledged.nextClearBit(1) : next;
    unacknowledged.set(lastPacketId);
    return lastPacketId;
  }

  @OnWrite
  void drained() {
    isSlow = false;
  }

  /** What it is sent does not count: it has promised to say something itself (section 3.1.2.10). */
  private void heard() {
    if (silence != null && !patience.isZero()) {
      silence.reschedule(patience);
    }
  }

  private static byte[] acknowledge(int type, int packetId) {
    return new byte[] {(byte) type, 2, (byte) (packetId >> 8), (byte) packetId};
  }

  /** Ends its session at once, and its connection when all was sent. */
  void leave() {
    end();
    if (connection != null) {
      connection.close();
    }
  }

  @OnClose
  void end() {
    server.leave(clientId, this);
    filters.forEach(filter -> server.unsubscribe(this, filter));
    filters.clear();
    Publish last = will;
    // Before it is retained, which may need the room that it had.
    dropWill();
    if (last != null) {
      if (last.retain()) {
        server.retain(last);
      }
      server.publish(last);
    }
  }

  @Nullable Publish will() {
    return will;
  }

  private void dropWill() {
    if (will != null) {
      server.dropWill(will);
      will = null;
    }
  }
}
