package dev.pollen.example;

import dev.pollen.Channel;
import dev.pollen.Listener;
import dev.pollen.Loop;
import java.io.IOException;
import java.net.SocketAddress;

/** What a server does for those who connect. */
@FunctionalInterface
public interface Service {

  /**
   * Starts.
   *
   * @param loop who runs it
   * @param address where to listen
   * @return the one listener
   * @throws IOException if it cannot listen there
   */
  Listener listen(Loop loop, SocketAddress address) throws IOException;

  /**
   * Ends every connection as soon as what is under way on it is done. The listener is closed
   * already. If it is not overridden, everything is closed that is open, which still delivers what
   * has been sent.
   *
   * @param loop who runs it, and calls this
   */
  default void finish(Loop loop) {
    loop.channels().forEach(Channel::close);
  }
}
