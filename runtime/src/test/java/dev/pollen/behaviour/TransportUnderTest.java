package dev.pollen.behaviour;

import dev.pollen.transport.TransportProvider;
import java.util.ServiceLoader;

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
    return ServiceLoader.load(TransportProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .anyMatch(installed -> installed.name().equals(provider) && installed.isAvailable());
  }
}
