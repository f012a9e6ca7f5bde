package dev.pollen.example.echo;

import dev.pollen.annotation.OnAccept;

/** Lets everybody in, each with an echo of their own. */
public final class EchoServer {

  /** Creates the handler of one listener. */
  public EchoServer() {}

  @OnAccept
  Echo accept() {
    return new Echo();
  }
}
