package dev.pollen.example.dns;

import dev.pollen.Limits;
import dev.pollen.annotation.OnAccept;

/** DNS over TCP: lets everybody in. */
public final class DnsServer {
  /** What the loop of a server needs. */
  public static final Limits LIMITS = Limits.DEFAULT.with(limits -> limits.maxConnections(500));

  private final Zone zone;

  /**
   * Creates the handler of one listener.
   *
   * @param zone what it knows
   */
  public DnsServer(Zone zone) {
    this.zone = zone;
  }

  @OnAccept
  DnsConnection accept() {
    return new DnsConnection(zone);
  }
}
