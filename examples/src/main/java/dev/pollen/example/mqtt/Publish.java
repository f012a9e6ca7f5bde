package dev.pollen.example.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pollen.wire.WireWriter;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteOrder;

/**
 * A message (section 3.3).
 *
 * @param topic what it is about
 * @param qos how sure its delivery is to be: 0 at most once, 1 at least once
 * @param retain whether it is to be kept for later subscribers; or, to such a one, that it was
 * @param packetId tells what is acknowledged, unless the QoS is 0
 * @param payload the message itself
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Publish(String topic, int qos, boolean retain, int packetId, byte[] payload) {
  private static final int TYPE = 0x30;
  private static final int DUPLICATE = 0x08;
  private static final int RETAIN = 0x01;

  static Publish read(int flags, byte[] body) throws IOException {
    int qos = flags >> 1 & 3;
    if (qos > 1) {
      throw new ProtocolException("QoS " + qos + " is not served");
    }
    if (qos == 0 && (flags & DUPLICATE) != 0) {
      throw new ProtocolException("Nothing is sent again with QoS 0");
    }
    Fields fields = new Fields(body);
    String topic = Topics.requireName(fields.text());
    int packetId = qos == 0 ? 0 : fields.packetId();
    return new Publish(topic, qos, (flags & RETAIN) != 0, packetId, fields.rest());
  }

  /** The same message for a subscriber. */
  Publish to(int maxQos, boolean wasRetained, int newPacketId) {
    return new Publish(topic, Math.min(qos, maxQos), wasRetained, newPacketId, payload);
  }

  void write(WireWriter out) {
    byte[] name = topic.getBytes(UTF_8);
    int length = 2 + name.length + (qos == 0 ? 0 : 2) + payload.length;
    Packets.writeHead(TYPE | qos << 1 | (retain ? RETAIN : 0), length, out);
    out.putShort(name.length, ByteOrder.BIG_ENDIAN);
    out.putBytes(name);
    if (qos > 0) {
      out.putShort(packetId, ByteOrder.BIG_ENDIAN);
    }
    out.putBytes(payload);
  }
}
