package dev.pollen;

import java.net.SocketAddress;
import java.util.Objects;
import java.util.function.Supplier;

/** A listener that accepts everybody and takes their dispatchers from a supplier. */
final class SuppliedListenerDispatcher extends ListenerDispatcher {
  private final Supplier<? extends ConnectionDispatcher> supplier;

  SuppliedListenerDispatcher(Supplier<? extends ConnectionDispatcher> supplier) {
    this.supplier = Objects.requireNonNull(supplier, "supplier");
  }

  @Override
  protected ConnectionDispatcher handleAccepted(SocketAddress from) {
    return Objects.requireNonNull(supplier.get(), "The supplier of dispatchers returned null");
  }

  @Override
  protected String methodFor(Event event) {
    return event == Event.ACCEPT ? "The supplier of dispatchers" : super.methodFor(event);
  }
}
