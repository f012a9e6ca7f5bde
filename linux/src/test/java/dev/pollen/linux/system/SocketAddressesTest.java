package dev.pollen.linux.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SocketAddressesTest {
  private final SocketAddresses addresses = new SocketAddresses(Arena.ofAuto());

  private static InetSocketAddress address(String host, int port) throws Exception {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 7000",
    "0.0.0.0, 0",
    "1.2.3.4, 1",
    "128.0.0.1, 32768",
    "255.255.255.255, 65535"
  })
  void anAddressOfIpv4IsANumber(String host, int port) throws Exception {
    for (int family : new int[] {SocketAddresses.AF_INET, SocketAddresses.AF_INET6}) {
      addresses.write(address(host, port), family);
      boolean isWildcard = host.equals("0.0.0.0") && family == SocketAddresses.AF_INET6;
      if (!isWildcard) {
        assertThat(SocketAddresses.ofNumber(addresses.readNumber())).isEqualTo(address(host, port));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "2001:db8::ffff:102:304", "::", "fe80::1", "::fffe:1.2.3.4"})
  void anAddressOfIpv6IsNone(String host) throws Exception {
    addresses.write(address(host, 7000), SocketAddresses.AF_INET6);

    assertThat(addresses.readNumber()).isEqualTo(SocketAddresses.NO_NUMBER);
  }

  @Test
  void otherAddressesAreNone() {
    SocketAddress path = UnixDomainSocketAddress.of("/tmp/socket");
    addresses.write(path, SocketAddresses.AF_UNIX);
    assertThat(addresses.readNumber()).isEqualTo(SocketAddresses.NO_NUMBER);

    assertThat(addresses.clear().readNumber()).isEqualTo(SocketAddresses.NO_NUMBER);
  }
}
