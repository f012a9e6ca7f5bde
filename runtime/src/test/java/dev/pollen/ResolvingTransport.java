package dev.pollen;

import dev.pollen.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** A transport that knows the addresses that the test tells it. */
final class ResolvingTransport extends DelegatingTransport {
  private final Answer answer;

  /** Finds the addresses of a host, on the thread that looks them up. */
  interface Answer {
    List<InetAddress> addressesOf(String host) throws IOException;
  }

  ResolvingTransport(Transport transport, Answer answer) {
    super(transport);
    this.answer = answer;
  }

  @Override
  public List<InetAddress> resolve(String host) throws IOException {
    return answer.addressesOf(host);
  }
}
