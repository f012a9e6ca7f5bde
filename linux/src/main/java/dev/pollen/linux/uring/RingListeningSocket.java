package dev.pollen.linux.uring;

import dev.pollen.linux.socket.LinuxListeningSocket;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.SocketAddresses;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A socket that listens; the ring accepts. */
final class RingListeningSocket extends LinuxListeningSocket {
  private final UringTransport ringTransport;
  private final int family;
  private final Acceptance acceptance;

  RingListeningSocket(UringTransport transport, int descriptor, int family) {
    super(transport, descriptor, family);
    ringTransport = transport;
    this.family = family;
    acceptance = new Acceptance(transport.ring(), descriptor, this);
  }

  @Override
  protected int serve(int interest) {
    acceptance.turn((interest & Readiness.READ) != 0);
    return 0;
  }

  @Override
  public @Nullable StreamSocket accept() throws IOException {
    descriptor();
    int accepted = acceptance.take();
    if (accepted != Acceptance.NONE) {
      return new RingStreamSocket(ringTransport, accepted, family, peer(accepted));
    }
    int failure = acceptance.takeFailure();
    if (failure != 0) {
      throw Errors.exception("accept", failure);
    }
    return acceptance.isInKernel() ? null : super.accept();
  }

  /** Who is gone already has no address; what is left of the connection tells that it broke. */
  private SocketAddresses peer(int descriptor) {
    SocketAddresses addresses = transport.addresses().clear();
    int answer = transport.calls().getpeername(descriptor, addresses.address(), addresses.length());
    return answer < 0 ? addresses.clear() : addresses;
  }

  void resetOnClose(int descriptor) {
    transport.resetOnClose(descriptor, family);
  }

  @Override
  protected void release(int closing) {
    acceptance.close();
    ringTransport.ring().release(closing);
  }
}
