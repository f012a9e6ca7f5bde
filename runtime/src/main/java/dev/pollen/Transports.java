package dev.pollen;

import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportProvider;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the transports that are installed. */
final class Transports {
  /** By this, who runs a program prefers a transport wherever the code names none. */
  static final String PREFERRED = "dev.pollen.transport";

  private static final Logger LOGGER = System.getLogger("dev.pollen");

  /** What was told already: it would be the same for each loop. */
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private Transports() {}

  /**
   * The one that is preferred by the property, if it works here, or else the one with the highest
   * priority that does.
   */
  static Transport openBest() throws IOException {
    List<TransportProvider> installed = installed();
    TransportProvider best =
        installed.stream().filter(TransportProvider::isAvailable).findFirst().orElse(null);
    if (best == null) {
      throw new IOException("No transport works on this machine; installed are: " + names());
    }
    String preferred = System.getProperty(PREFERRED);
    if (preferred == null) {
      return best.open();
    }
    TransportProvider named = named(preferred, installed);
    if (named != null && named.isAvailable()) {
      return named.open();
    }
    String reason = named == null ? noSuch(preferred) : whyNot(named);
    tellOnce(Level.WARNING, reason + ". Taken instead: " + best.name());
    return best.open();
  }

  static Transport openNamed(String name) throws IOException {
    TransportProvider provider = named(name, installed());
    if (provider == null) {
      throw new IllegalArgumentException(noSuch(name));
    }
    return provider.open();
  }

  private static @Nullable TransportProvider named(String name, List<TransportProvider> providers) {
    return providers.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String noSuch(String name) {
    return "There is no transport '" + name + "'; installed are: " + names();
  }

  /** Nobody but a provider knows, and it says so to who opens it all the same. */
  private static String whyNot(TransportProvider unavailable) {
    try {
      unavailable.open().close();
      return "The transport '" + unavailable.name() + "' says that it does not work here";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static List<TransportProvider> installed() {
    List<TransportProvider> providers = new ArrayList<>();
    Iterator<TransportProvider> services =
        ServiceLoader.load(TransportProvider.class, TransportProvider.class.getClassLoader())
            .iterator();
    boolean hasMore = true;
    while (hasMore) {
      try {
        hasMore = services.hasNext();
        if (hasMore) {
          providers.add(services.next());
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        // Such as a class for a newer Java than this. The loader goes on with the next one.
        tellOnce(Level.DEBUG, "A transport is not installed: " + e);
      }
    }
    providers.sort(
        Comparator.comparingInt(TransportProvider::priority)
            .reversed()
            .thenComparing(TransportProvider::name));
    return providers;
  }

  private static void tellOnce(Level level, String message) {
    if (TOLD.add(message)) {
      LOGGER.log(level, message);
    }
  }

  private static List<String> names() {
    return installed().stream().map(TransportProvider::name).toList();
  }
}
