package golden.failures;

import dev.pollen.Connection;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnConnect;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnWrite;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;

/** Declares failures of every kind, and takes some of them. */
public final class Careful {
  @OnConnect
  void connected() throws SocketException, EOFException {}

  @OnRead
  void read() throws IOException, IllegalStateException {}

  @OnWrite
  void write() throws UncheckedIOException, StackOverflowError {}

  @OnClose
  @SuppressWarnings("pollen:BroadThrows")
  void closed() throws Exception {}

  @OnError
  void failed(Connection connection, IOException cause) {}
}
