/** The runtime as its tests see it: with what they use of the JDK beyond {@code java.base}. */
@SuppressWarnings({"module", "requires-automatic"})
open module dev.pollen {
  requires static org.jspecify;
  requires java.logging;
  requires jdk.management;
  requires org.junit.jupiter.api;
  requires org.junit.jupiter.params;
  requires org.assertj.core;
  requires com.tngtech.archunit;
  requires com.tngtech.archunit.junit5.api;

  exports dev.pollen;
  exports dev.pollen.transport;

  uses dev.pollen.transport.TransportProvider;

  provides dev.pollen.transport.TransportProvider with
      dev.pollen.transport.nio.NioTransportProvider;
}
