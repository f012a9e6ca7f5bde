package golden.echo;

import dev.pollen.Connection;
import dev.pollen.annotation.OnRead;
import java.nio.ByteBuffer;

/** Sends back what it reads. */
public final class Echo {
  @OnRead
  void echo(Connection peer, ByteBuffer data) {
    peer.send(data);
  }
}
