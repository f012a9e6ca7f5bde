package dev.pollen.linux.uring;

import dev.pollen.linux.socket.LinuxListeningSocket;
import dev.pollen.linux.socket.LinuxStreamSocket;
import dev.pollen.linux.socket.ReadinessTransport;
import dev.pollen.linux.system.SocketAddresses;
import java.io.IOException;
import java.time.Duration;

/** A transport whose poller is a ring, to which its streams and listeners leave their work. */
final class UringTransport extends ReadinessTransport {
  UringTransport(String name) throws IOException {
    this(name, BufferCounts.DEFAULT, Patience.DEFAULT);
  }

  UringTransport(String name, BufferCounts buffers, Duration patience) throws IOException {
    super(name, (calls, arena) -> new RingPoller(calls, arena, buffers, patience));
  }

  RingPoller ring() {
    return (RingPoller) poller();
  }

  @Override
  protected LinuxListeningSocket listening(int descriptor, int family) {
    return new RingListeningSocket(this, descriptor, family);
  }

  @Override
  protected LinuxStreamSocket connecting(int descriptor, int family) {
    return new RingStreamSocket(this, descriptor, family);
  }

  @Override
  protected LinuxStreamSocket accepted(int descriptor, int family, SocketAddresses told) {
    return new RingStreamSocket(this, descriptor, family, told);
  }
}
