package dev.pollen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

/** Tells every peer that asks how often accepting has failed, in eight digits. */
final class ShortOfDescriptors extends ConnectionDispatcher {
  private final CountingTransport transport;

  private ShortOfDescriptors(CountingTransport transport) {
    this.transport = transport;
  }

  @Override
  protected void handleRead() {
    discardInput();
    send(String.format(Locale.ROOT, "%08d", transport.failedAccepts));
  }

  @SuppressWarnings("SystemOut") // how it tells its port
  public static void main(String[] args) throws IOException {
    CountingTransport transport = new CountingTransport(Transports.openBest());
    try (Loop loop = Loop.open(transport, Limits.DEFAULT)) {
      Listener listener =
          loop.listen(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              () -> new ShortOfDescriptors(transport));
      System.out.println(((InetSocketAddress) listener.localAddress()).getPort());
      loop.run();
    }
  }
}
