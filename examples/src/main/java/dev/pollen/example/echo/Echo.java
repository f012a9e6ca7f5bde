package dev.pollen.example.echo;

import dev.pollen.Connection;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnWrite;
import java.nio.ByteBuffer;

/**
 * Sends back what it gets, at the pace of whoever reads it: a peer that sends and does not read is
 * not read from either, so it cannot fill the memory of this process.
 */
public final class Echo {

  /** Creates the handler of one connection. */
  public Echo() {}

  @OnRead
  void echo(Connection peer, ByteBuffer data) {
    if (!peer.send(data)) {
      peer.pauseReading();
    }
  }

  @OnWrite
  void drained(Connection peer) {
    peer.resumeReading();
  }
}
