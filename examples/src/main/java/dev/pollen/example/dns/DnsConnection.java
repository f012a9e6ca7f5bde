package dev.pollen.example.dns;

import dev.pollen.Connection;
import dev.pollen.annotation.Decode;
import dev.pollen.annotation.Encode;
import dev.pollen.annotation.LengthPrefixed;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnIdle;
import dev.pollen.annotation.OnRead;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** DNS over TCP: each message stands behind its length, which takes two bytes (section 4.2.2). */
public final class DnsConnection {
  private static final int MAX_BYTES = 0xffff;

  private final Zone zone;

  DnsConnection(Zone zone) {
    this.zone = zone;
  }

  @OnRead
  @LengthPrefixed(width = 2, max = MAX_BYTES)
  @Decode(QueryDecoder.class)
  @Encode(ResponseEncoder.class)
  @Nullable Response answer(Query query) {
    return zone.answer(query, MAX_BYTES);
  }

  @OnError
  void garbage(Connection client, IOException cause) {
    client.close();
  }

  @OnIdle("10s")
  void silent(Connection client) {
    client.close();
  }
}
