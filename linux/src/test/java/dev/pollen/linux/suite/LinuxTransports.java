package dev.pollen.linux.suite;

import dev.pollen.behaviour.InstalledTransport;
import dev.pollen.behaviour.TransportUnderTest;
import dev.pollen.behaviour.TransportsUnderTest;
import java.util.stream.Stream;

/** The transports of this module. */
public final class LinuxTransports implements TransportsUnderTest {

  /** Called by {@link java.util.ServiceLoader}. */
  public LinuxTransports() {}

  @Override
  public Stream<TransportUnderTest> all() {
    return Stream.of("epoll", "poll", "io_uring").map(InstalledTransport::new);
  }
}
