package dev.pollen.testkit.transport;

import dev.pollen.testkit.kernel.Options;
import dev.pollen.testkit.kernel.Site;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.ReadinessListener;
import dev.pollen.transport.TransportSocket;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** A registration, and what all sockets of the simulated transport have in common. */
abstract class SimulatedSocket implements TransportSocket {
  private static final int NONE = -1;

  final SimulatedTransport transport;

  /**
   * The number by which the simulated process knows it; free again, and given away, when closed.
   */
  private int descriptor = NONE;

  /** What it was made of, if somebody else has opened that. */
  private @Nullable Channel channel;

  private @Nullable ReadinessListener listener;
  private int interest;

  SimulatedSocket(SimulatedTransport transport) {
    this.transport = transport;
  }

  /** An operation that may find its address taken. */
  interface Binding {
    void run() throws IOException;
  }

  /** Says which address is taken, as the transport on {@code java.nio} does. */
  static void bind(SocketAddress address, Binding binding) throws IOException {
    try {
      binding.run();
    } catch (BindException e) {
      BindException named = new BindException(e.getMessage() + ": " + address);
      named.initCause(e);
      throw named;
    }
  }

  /** Holds a descriptor from now on. */
  final void opened(int number) {
    descriptor = number;
  }

  /** Is made of this channel, which it closes. */
  final void adopted(Channel made) {
    channel = made;
  }

  final @Nullable Channel channel() {
    return channel;
  }

  /** What it is ready for, of all that there is. */
  abstract int readiness();

  /** Where decisions about it fall. */
  abstract Site site();

  abstract Options options();

  abstract boolean isClosed();

  /** Closes what is behind it. */
  abstract void closeEnd();

  @Override
  public final void register(ReadinessListener newListener, int newInterest) {
    if (listener != null) {
      throw new IllegalStateException("Registered already: " + site().name());
    }
    if (channel != null) {
      if (transport.serves(channel)) {
        throw new IllegalStateException("This loop serves the channel already: " + channel);
      }
      // The descriptor is there already, so none has to be free.
      opened(transport.descriptors().takeOver());
    }
    listener = newListener;
    interest = newInterest;
    transport.registered(this);
  }

  @Override
  public final void interest(int newInterest) {
    interest = newInterest;
  }

  final int interest() {
    return interest;
  }

  /** What its listener would be told now. */
  final int ready() {
    return readiness() & interest;
  }

  /** An event that was collected before another listener closed this socket reaches nobody. */
  final void tell(int readiness) {
    if (listener != null && !isClosed() && readiness != Readiness.NONE) {
      listener.ready(readiness);
    }
  }

  @Override
  public final <T> void setOption(SocketOption<T> option, T value) {
    options().set(option, value);
  }

  @Override
  public final <T> T option(SocketOption<T> option) {
    return options().get(option);
  }

  @Override
  public final void close() {
    closeEnd();
    released();
  }

  final void released() {
    closeChannel();
    transport.closed(this);
    if (descriptor != NONE) {
      transport.descriptors().release(descriptor);
      descriptor = NONE;
    }
  }

  private void closeChannel() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // What is behind it is closed already.
      }
    }
  }

  @Override
  public final String toString() {
    return site().name() + " as descriptor " + descriptor;
  }
}
