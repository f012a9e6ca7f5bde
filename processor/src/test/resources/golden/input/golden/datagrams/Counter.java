package golden.datagrams;

import dev.pollen.annotation.OnDatagram;

/** Wants to know nothing but that there was a datagram. */
public final class Counter {
  private int count;

  @OnDatagram
  String count() {
    return "datagram " + ++count;
  }
}
