package dev.pollen.linux.datagram;

import static dev.pollen.linux.datagram.DatagramBed.loopback;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Datagrams;
import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sockets of UDP have the options that those of the JDK have, with the same values. */
final class OptionsTest {
  private static final List<SocketOption<Boolean>> FLAGS =
      List.of(
          StandardSocketOptions.SO_BROADCAST,
          StandardSocketOptions.SO_REUSEADDR,
          StandardSocketOptions.SO_REUSEPORT,
          StandardSocketOptions.IP_MULTICAST_LOOP);

  private static final Map<SocketOption<Integer>, Integer> NUMBERS =
      Map.of(
          StandardSocketOptions.IP_TOS, 0x10,
          StandardSocketOptions.IP_MULTICAST_TTL, 7,
          StandardSocketOptions.SO_RCVBUF, 50_000,
          StandardSocketOptions.SO_SNDBUF, 60_000);

  private static Map<SocketOption<?>, Object> set(String transport, String address)
      throws IOException {
    Map<SocketOption<?>, Object> told = new LinkedHashMap<>();
    try (DatagramBed bed = new DatagramBed(transport)) {
      Datagrams socket = bed.loop.bind(loopback(address), new Mailbox());
      for (SocketOption<Boolean> flag : FLAGS) {
        boolean before = socket.option(flag);
        socket.setOption(flag, !before);
        told.put(flag, before + " to " + socket.option(flag));
      }
      for (Map.Entry<SocketOption<Integer>, Integer> number : NUMBERS.entrySet()) {
        socket.setOption(number.getKey(), number.getValue());
        told.put(number.getKey(), socket.option(number.getKey()));
      }
    }
    return told;
  }

  @OnEachTransport
  void areThoseOfTheJdk(String transport) throws IOException {
    for (String address : List.of("127.0.0.1", "::1")) {
      assertThat(set(transport, address)).isEqualTo(set("nio", address));
    }
  }
}
