package dev.pollen.example.echo;

import dev.pollen.annotation.OnDatagram;
import java.nio.ByteBuffer;

/**
 * Sends back every datagram. Not for the Internet: who sends may have forged the address, so that
 * somebody else gets the answer, and two such servers can be made to answer each other for ever.
 */
public final class EchoDatagrams {

  /** Creates the handler of one socket. */
  public EchoDatagrams() {}

  @OnDatagram
  ByteBuffer echo(ByteBuffer data) {
    return data;
  }
}
