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

  private void assertIsNumber(InetSocketAddress told, int family) {
    addresses.write(told, family);
    assertThat(SocketAddresses.ofNumber(addresses.readNumber())).isEqualTo(told);
  }

  private void assertIsNone(SocketAddress told, int family) {
    addresses.write(told, family);
    assertThat(addresses.readNumber()).isEqualTo(SocketAddresses.NO_NUMBER);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 7000", "1.2.3.4, 1", "128.0.0.1, 32768", "255.255.255.255, 65535"})
  void anAddressOfIpv4IsANumber(String host, int port) throws Exception {
    assertIsNumber(address(host, port), SocketAddresses.AF_INET);
    assertIsNumber(address(host, port), SocketAddresses.AF_INET6);
  }

  @Test
  void theWildcardOfIpv4IsANumberUnlessItStandsForTheOneOfIpv6() throws Exception {
    assertIsNumber(address("0.0.0.0", 0), SocketAddresses.AF_INET);
    assertIsNone(address("0.0.0.0", 0), SocketAddresses.AF_INET6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "2001:db8::ffff:102:304", "::", "fe80::1", "::fffe:1.2.3.4"})
  void anAddressOfIpv6IsNone(String host) throws Exception {
    assertIsNone(address(host, 7000), SocketAddresses.AF_INET6);
  }

  @Test
  void otherAddressesAreNone() {
    assertIsNone(UnixDomainSocketAddress.of("a.socket"), SocketAddresses.AF_UNIX);
    assertThat(addresses.clear().readNumber()).isEqualTo(SocketAddresses.NO_NUMBER);
  }
}
