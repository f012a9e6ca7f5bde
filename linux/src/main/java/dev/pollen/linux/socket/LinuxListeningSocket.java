package dev.pollen.linux.socket;

import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.SocketAddresses;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A socket that listens. */
public class LinuxListeningSocket extends DescriptorSocket implements ListeningSocket {
  private final int family;

  /** One that does not listen yet. */
  public LinuxListeningSocket(ReadinessTransport transport, int descriptor, int family) {
    super(transport, descriptor);
    this.family = family;
  }

  @Override
  public void listen(SocketAddress address, int backlog) throws IOException {
    transport.bind(descriptor(), address, family);
    int answer = transport.calls().listen(descriptor(), backlog);
    if (answer < 0) {
      throw Errors.exception("listen", answer);
    }
  }

  /** Options such as TCP_NODELAY are inherited from this socket, so none has to be set here. */
  @Override
  public @Nullable StreamSocket accept() throws IOException {
    while (true) {
      SocketAddresses addresses = transport.addresses().clear();
      int answer =
          transport
              .calls()
              .accept4(
                  descriptor(),
                  addresses.address(),
                  addresses.length(),
                  ReadinessTransport.NONBLOCK | ReadinessTransport.CLOEXEC);
      if (answer >= 0) {
        return transport.accepted(answer, family, addresses);
      }
      if (answer == -Errors.EAGAIN) {
        return null;
      }
      if (!concernsOnePeer(answer)) {
        throw Errors.exception("accept4", answer);
      }
    }
  }

  /** Errors of the network for a connection that is gone already are told here (accept(2)). */
  public static boolean concernsOnePeer(int answer) {
    return switch (-answer) {
      case Errors.EINTR,
          Errors.ECONNABORTED,
          Errors.EPERM,
          Errors.EPROTO,
          Errors.ENOPROTOOPT,
          Errors.EOPNOTSUPP,
          Errors.ENETDOWN,
          Errors.ENETUNREACH,
          Errors.EHOSTUNREACH ->
          true;
      default -> false;
    };
  }
}
