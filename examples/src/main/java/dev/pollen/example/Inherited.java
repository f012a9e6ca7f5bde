package dev.pollen.example;

import java.io.IOException;
import java.nio.channels.Channel;

/** What this process has as its standard input if somebody else has opened its socket. */
final class Inherited {
  private Inherited() {}

  /**
   * The socket that is inherited.
   *
   * @param <T> what kind of socket
   * @param kind what kind of socket
   * @param name the kind, for people
   * @return the socket
   * @throws IOException if there is none, or one of another kind
   */
  static <T extends Channel> T channel(Class<T> kind, String name) throws IOException {
    Channel channel = System.inheritedChannel();
    if (kind.isInstance(channel)) {
      return kind.cast(channel);
    }
    throw new IOException(
        "The standard input is no "
            + name
            + (channel == null ? "" : ", but a socket of another kind"));
  }
}
