package dev.pollen;

import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportProvider;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** Finds the transports that are installed. */
final class Transports {
  private Transports() {}

  /** The one with the highest priority that works here. */
  static Transport openBest() throws IOException {
    for (TransportProvider provider : installed()) {
      if (provider.isAvailable()) {
        return provider.open();
      }
    }
    throw new IOException("No transport works on this machine; installed are: " + names());
  }

  static Transport openNamed(String name) throws IOException {
    for (TransportProvider provider : installed()) {
      if (provider.name().equals(name)) {
        return provider.open();
      }
    }
    throw new IllegalArgumentException(
        "There is no transport '" + name + "'; installed are: " + names());
  }

  private static List<TransportProvider> installed() {
    return ServiceLoader.load(TransportProvider.class, TransportProvider.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .sorted(
            Comparator.comparingInt(TransportProvider::priority)
                .reversed()
                .thenComparing(TransportProvider::name))
        .toList();
  }

  private static List<String> names() {
    return installed().stream().map(TransportProvider::name).toList();
  }
}
