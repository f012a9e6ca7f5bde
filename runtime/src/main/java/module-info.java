/**
 * The loop, the dispatchers, the messages and the transports of Pollen.
 *
 * <p>Depends on nothing but {@code java.base}; where there is {@code jdk.jfr}, loops leave events
 * in flight recordings. Further transports are found as services.
 */
module dev.pollen {
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.pollen;
  exports dev.pollen.transport;
  exports dev.pollen.wire;

  uses dev.pollen.transport.TransportProvider;

  provides dev.pollen.transport.TransportProvider with
      dev.pollen.transport.nio.NioTransportProvider;
}
