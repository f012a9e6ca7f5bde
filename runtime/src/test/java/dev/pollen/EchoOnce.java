package dev.pollen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A program for processes of their own: echoes to itself, by a handler that fails at the end, and
 * tells the names of the modules it has.
 */
final class EchoOnce extends ConnectionDispatcher {
  @Override
  protected void handleRead() {
    send(recv());
  }

  @Override
  protected void handleEof() {
    throw new IllegalStateException("as it should");
  }

  @Override
  protected void handleClose(CloseReason reason) {
    connection().loop().stop();
  }

  @SuppressWarnings("SystemOut") // how it tells what it has seen
  public static void main(String[] args) throws IOException {
    try (Loop loop = Loop.open()) {
      Listener listener =
          loop.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), EchoOnce::new);
      SocketChannel client = SocketChannel.open(listener.localAddress());
      loop.execute(
          () -> {
            try {
              client.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
              client.shutdownOutput();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });
      loop.run();
      ByteBuffer answer = ByteBuffer.allocate(5);
      while (answer.hasRemaining() && client.read(answer) >= 0) {}
      client.close();
      System.out.println("answer: " + new String(answer.array(), StandardCharsets.US_ASCII));
      System.out.println("recorder: " + ModuleLayer.boot().findModule("jdk.jfr").isPresent());
      System.out.println("module: " + EchoOnce.class.getModule().isNamed());
      System.out.print(loop.dump());
    }
  }
}
