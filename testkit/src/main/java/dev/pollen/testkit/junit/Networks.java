package dev.pollen.testkit.junit;

import dev.pollen.testkit.SimulatedNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Which network a test gets: that of the run, or, outside of one, an ideal one of its own. */
final class Networks {
  private static final Namespace NAMESPACE = Namespace.create(Networks.class);

  private @Nullable SimulatedNetwork ofRun;
  private @Nullable SimulatedNetwork ideal;

  /** Those of a test; for one thread, as a test is. */
  static Networks of(ExtensionContext test) {
    Store store = test.getStore(NAMESPACE);
    Networks networks = store.get(test.getUniqueId(), Networks.class);
    if (networks == null) {
      networks = new Networks();
      store.put(test.getUniqueId(), networks);
    }
    return networks;
  }

  SimulatedNetwork current() {
    if (ofRun != null) {
      return ofRun;
    }
    if (ideal == null) {
      ideal = SimulatedNetwork.ideal();
    }
    return ideal;
  }

  void runBegins(SimulatedNetwork network) {
    ofRun = network;
  }

  void runEnds() {
    ofRun = null;
  }

  void close() {
    if (ideal != null) {
      ideal.closeWithNothingLeft();
    }
  }
}
