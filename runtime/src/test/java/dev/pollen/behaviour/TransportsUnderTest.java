package dev.pollen.behaviour;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The transports that the suite runs on. A module that brings transports takes the suite from here
 * and provides this service; without one, these are the transports of the runtime itself.
 */
@FunctionalInterface
public interface TransportsUnderTest {

  /** All of them, whether available or not. */
  Stream<TransportUnderTest> all();

  /** Those that can be had. */
  static List<TransportUnderTest> available() {
    return ServiceLoader.load(TransportsUnderTest.class)
        .findFirst()
        .orElse(TransportsUnderTest::ofTheRuntime)
        .all()
        .filter(TransportUnderTest::isAvailable)
        .toList();
  }

  /** The build runs them a second time with the JDK's selector on poll(2) in place of epoll. */
  private static Stream<TransportUnderTest> ofTheRuntime() {
    return Stream.of(new InstalledTransport("nio"));
  }
}
