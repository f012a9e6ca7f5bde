package dev.pollen.behaviour;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportProvider;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.spi.SelectorProvider;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A transport to the sockets of the system.
 *
 * @param provider the name of its provider
 */
public record InstalledTransport(String provider) implements TransportUnderTest {

  @Override
  public boolean isAvailable() {
    return installed().anyMatch(TransportProvider::isAvailable);
  }

  @Override
  public boolean reportsUrgentData() {
    try (Transport transport = installed().findFirst().orElseThrow().open()) {
      return transport.reportsUrgentData();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public boolean hasUnixDatagrams() {
    try (Transport transport = installed().findFirst().orElseThrow().open()) {
      transport.openDatagrams(StandardProtocolFamily.UNIX).close();
      transport.releaseClosed();
      return true;
    } catch (UnsupportedOperationException noneOfThisFamily) {
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Stream<TransportProvider> installed() {
    return ServiceLoader.load(TransportProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(installed -> installed.name().equals(provider));
  }

  @Override
  public Network open() {
    return new Network() {
      @Override
      public Loop openLoop(Limits limits) throws IOException {
        return Loop.open(provider, limits);
      }

      @Override
      public SelectorProvider channels() {
        return SelectorProvider.provider();
      }
    };
  }

  @Override
  public String toString() {
    return provider;
  }
}
