package golden.datagrams;

import dev.pollen.Channel;
import dev.pollen.annotation.OnDatagram;
import java.net.SocketAddress;

/** Takes a copy, and a supertype. */
final class Sink {
  @OnDatagram
  void take(Channel socket, byte[] data, SocketAddress from) {}
}
