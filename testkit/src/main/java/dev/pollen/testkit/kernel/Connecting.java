package dev.pollen.testkit.kernel;

import dev.pollen.testkit.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt to connect. On TCP the answer comes later, on a Unix socket at once. */
final class Connecting {
  /** When TCP asks again if the peer's queue was full (TCP_TIMEOUT_INIT of Linux). */
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  /** How often it does, each time after twice the time (tcp_syn_retries). */
  private static final int RETRIES = 6;

  private static final SocketAddress UNNAMED = UnixDomainSocketAddress.of("");

  private final Kernel kernel;
  private final StreamEnd client;
  private final SocketAddress remote;

  Connecting(Kernel kernel, StreamEnd client, SocketAddress remote) {
    this.kernel = kernel;
    this.client = client;
    this.remote = remote;
  }

  /** Says whether the attempt goes on or has succeeded; {@code false} if there is no room. */
  boolean start() throws IOException {
    if (client.isTcp()) {
      startTcp(AddressTable.reachable(AddressTable.internet(remote)));
      return true;
    }
    if (!(remote instanceof UnixDomainSocketAddress unix)) {
      throw new UnsupportedAddressTypeException();
    }
    return connectUnix(unix);
  }

  private boolean connectUnix(UnixDomainSocketAddress address) throws IOException {
    if (!Files.exists(address.getPath())) {
      throw new SocketException("No such file or directory");
    }
    ListeningEnd listener = kernel.addresses().listenerAt(address);
    if (listener == null || client.site().happens(Fault.REFUSAL)) {
      throw new ConnectException("Connection refused");
    }
    if (!listener.hasRoom()) {
      return false;
    }
    listener.add(client.connected(UNNAMED, address));
    return true;
  }

  private void startTcp(InetSocketAddress address) {
    client.connecting();
    if (client.site().happens(Fault.HANG)) {
      return;
    }
    boolean refused = client.site().happens(Fault.REFUSAL);
    kernel.at(kernel.arrivalNanos(client.site()), () -> answer(address, refused, 0));
  }

  private void answer(InetSocketAddress address, boolean refused, int retries) {
    if (!client.isWaitingToConnect()) {
      return;
    }
    @Nullable ListeningEnd listener = kernel.addresses().listenerAt(address);
    if (listener == null || refused) {
      client.connectFails(new ConnectException("Connection refused"));
    } else if (listener.hasRoom()) {
      InetSocketAddress local =
          new InetSocketAddress(address.getAddress(), kernel.addresses().ephemeralPort());
      listener.add(client.connected(local, address));
    } else if (retries <= RETRIES) {
      kernel.after(RETRY_NANOS << retries, () -> answer(address, refused, retries + 1));
    } else {
      client.connectFails(new ConnectException("Connection timed out"));
    }
  }
}
