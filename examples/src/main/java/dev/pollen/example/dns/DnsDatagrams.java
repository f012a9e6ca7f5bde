package dev.pollen.example.dns;

import dev.pollen.annotation.Decode;
import dev.pollen.annotation.Encode;
import dev.pollen.annotation.OnDatagram;
import dev.pollen.annotation.OnError;
import dev.pollen.wire.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/** DNS over UDP. */
public final class DnsDatagrams {
  /** What everybody can receive (section 4.2.1). */
  private static final int MAX_BYTES = 512;

  private final Zone zone;

  /**
   * Creates the handler of one socket.
   *
   * @param zone what it knows
   */
  public DnsDatagrams(Zone zone) {
    this.zone = zone;
  }

  @OnDatagram
  @Decode(QueryDecoder.class)
  @Encode(ResponseEncoder.class)
  @Nullable Response answer(Query query) {
    return zone.answer(query, MAX_BYTES);
  }

  /** Garbage is not worth an answer: the address of its sender is probably forged. */
  @OnError
  void garbage(MalformedMessageException cause) {}
}
