package dev.pollen.example;

import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportProvider;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;

/** The clock of a loop that can be put forward, so that no test has to wait for minutes. */
final class TestClock {
  private final AtomicLong aheadNanos = new AtomicLong();

  void skip(Duration time) {
    aheadNanos.addAndGet(time.toNanos());
  }

  /** A transport with this clock, and else like any other. */
  Transport transport() throws IOException {
    Transport real = ServiceLoader.load(TransportProvider.class).findFirst().orElseThrow().open();
    return (Transport)
        Proxy.newProxyInstance(
            Transport.class.getClassLoader(),
            new Class<?>[] {Transport.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("nanoTime")) {
                return real.nanoTime() + aheadNanos.get();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
