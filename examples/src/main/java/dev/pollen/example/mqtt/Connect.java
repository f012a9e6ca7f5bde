package dev.pollen.example.mqtt;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about itself (section 3.1). Its name and password are read and forgotten.
 *
 * @param clientId what it calls itself; may be empty
 * @param cleanSession whether it wants nothing of an earlier connection
 * @param keepAlive how often it says something; zero if it promises nothing
 * @param will what is to be published if it goes without DISCONNECT
 */
record Connect(String clientId, boolean cleanSession, Duration keepAlive, @Nullable Publish will) {
  static final int LEVEL = 4;

  private static final int USER = 0x80;
  private static final int PASSWORD = 0x40;
  private static final int WILL_RETAIN = 0x20;
  private static final int WILL_QOS = 0x18;
  private static final int WILL = 0x04;
  private static final int CLEAN_SESSION = 0x02;
  private static final int RESERVED = 0x01;
  private static final int MAX_QOS = 2;

  /**
   * The level of the protocol; that of MQTT 3.1, which had another name, can be refused politely.
   */
  static int readLevel(Fields fields) throws IOException {
    String protocol = fields.text();
    if (!protocol.equals("MQTT") && !protocol.equals("MQIsdp")) {
      throw new ProtocolException("Speaks another protocol");
    }
    return fields.octet();
  }

  /** What follows the level {@value #LEVEL}. */
  static Connect read(Fields fields) throws IOException {
    int flags = fields.octet();
    boolean hasWill = (flags & WILL) != 0;
    int willQos = (flags & WILL_QOS) >> 3;
    if ((flags & RESERVED) != 0
        || (flags & (USER | PASSWORD)) == PASSWORD
        || willQos > MAX_QOS
        || (!hasWill && (flags & (WILL_QOS | WILL_RETAIN)) != 0)) {
      throw new ProtocolException("CONNECT with the flags " + flags);
    }
    Duration keepAlive = Duration.ofSeconds(fields.number());
    String clientId = fields.text();
    Publish will = null;
    if (hasWill) {
      String topic = Topics.requireName(fields.text());
      will = new Publish(topic, willQos, (flags & WILL_RETAIN) != 0, 0, fields.bytes());
    }
    if ((flags & USER) != 0) {
      fields.text();
    }
    if ((flags & PASSWORD) != 0) {
      fields.bytes();
    }
    fields.end();
    return new Connect(clientId, (flags & CLEAN_SESSION) != 0, keepAlive, will);
  }
}
