package dev.pollen.linux.stress;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;

/** A client that knows nothing of Pollen, and waits for each answer. */
final class BlockingClient implements Runnable {
  private static final int BUFFER_BYTES = 8192;

  private final Load load;
  private final Random random;

  BlockingClient(Load load, Random random) {
    this.load = load;
    this.random = random;
  }

  /** One life after the other, as long as the load goes on. */
  @Override
  public void run() {
    while (load.tryBegin()) {
      Script script = load.script(random);
      try {
        live(script);
      } catch (IOException | AssertionError failure) {
        load.failed(script, failure);
      } finally {
        load.ended();
      }
    }
  }

  private static void live(Script script) throws IOException {
    SocketAddress address = script.address();
    try (SocketChannel channel = SocketChannel.open(address)) {
      int received = 0;
      try {
        received = talk(script, channel);
      } catch (IOException brokenByTheServer) {
        if (script.isComplete()) {
          throw brokenByTheServer;
        }
      }
      if (script.isComplete() && received != script.bytes()) {
        throw new AssertionError("Only " + received + " have come back");
      }
    }
  }

  /** Answers how many bytes have come back. */
  private static int talk(Script script, SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    int received = 0;
    for (int piece = 0; piece < script.pieces(); piece++) {
      int sent = piece * script.pieceBytes();
      if (piece == script.urgentPiece() && !(script.address() instanceof UnixDomainSocketAddress)) {
        channel.socket().sendUrgentData(Load.URGENT_BYTE);
      }
      writeAll(channel, ByteBuffer.wrap(script.stream().bytes(sent, script.pieceBytes())));
      sent += script.pieceBytes();
      while (received < sent && channel.read(buffer.clear()) >= 0) {
        received = script.stream().check(received, buffer.flip());
      }
    }
    switch (script.ending()) {
      case HALF_CLOSE -> {
        channel.shutdownOutput();
        while (channel.read(buffer.clear()) >= 0) {
          received = script.stream().check(received, buffer.flip());
        }
      }
      case CLOSE -> {}
      case RESET -> reset(channel, script.address());
    }
    return received;
  }

  private static void writeAll(SocketChannel channel, ByteBuffer data) throws IOException {
    while (data.hasRemaining()) {
      channel.write(data);
    }
  }

  private static void reset(SocketChannel channel, SocketAddress address) throws IOException {
    // Others than those of TCP cannot.
    if (!(address instanceof UnixDomainSocketAddress)) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
  }
}
