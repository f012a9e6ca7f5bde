package dev.pollen.behaviour;

import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportProvider;
import java.io.IOException;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The transports that the suite runs on, each by the name of its provider. What no provider offers
 * on this machine is left out; the build runs all of it a second time with the JDK's own selector
 * on poll(2) in place of epoll.
 */
enum TransportUnderTest {
  NIO("nio");

  final String provider;

  TransportUnderTest(String provider) {
    this.provider = provider;
  }

  boolean isAvailable() {
    return installed().anyMatch(TransportProvider::isAvailable);
  }

  /** Whether it can tell that an urgent (out-of-band) byte has arrived. */
  boolean reportsUrgentData() {
    try (Transport transport = installed().findFirst().orElseThrow().open()) {
      return transport.reportsUrgentData();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Stream<TransportProvider> installed() {
    return ServiceLoader.load(TransportProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(installed -> installed.name().equals(provider));
  }
}
