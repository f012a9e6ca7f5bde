/**
 * The transports {@code epoll}, {@code poll} and {@code io_uring}, in pure Java. A loop finds them
 * by itself and prefers the first where it works; what is exported are options of sockets, and
 * files that are opened without waiting.
 */
module dev.pollen.linux {
  requires dev.pollen;
  requires static org.jspecify;

  exports dev.pollen.linux;

  provides dev.pollen.transport.TransportProvider with
      dev.pollen.linux.epoll.EpollTransportProvider,
      dev.pollen.linux.poll.PollTransportProvider,
      dev.pollen.linux.uring.UringTransportProvider;
}
