package dev.pollen.testkit.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The hosts that the simulated network knows by name. */
public final class NameTable {
  private final Map<String, List<InetAddress>> hosts = new HashMap<>();

  /** Knows this host only. */
  public NameTable() {
    try {
      put("localhost", List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes a host known. */
  public void put(String host, List<InetAddress> addresses) {
    hosts.put(host, List.copyOf(addresses));
  }

  /** Finds the addresses of a host. */
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    List<InetAddress> found = hosts.get(host);
    if (found == null || found.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return found;
  }
}
