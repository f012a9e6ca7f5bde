package dev.pollen.linux.datagram;

import static dev.pollen.linux.datagram.DatagramBed.loopback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.pollen.DatagramDispatcher;
import dev.pollen.Datagrams;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;

/** What many datagrams do not cost. */
final class EconomyTest {
  private static final int BURST = 50;
  private static final int BURSTS = 800;

  private static final class Echo extends DatagramDispatcher {
    private int told;

    @Override
    protected void handleDatagram(SocketAddress from) {
      told++;
      reply(recv());
    }
  }

  /** An address for each sender is what the JDK allocates, too, but not for each datagram. */
  @OnEachTransport
  void anEchoAllocatesNothing(String transport) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocation");
    try (DatagramBed bed = new DatagramBed(transport)) {
      Echo echo = new Echo();
      Datagrams socket = bed.loop.bind(loopback(), echo);
      DatagramChannel client = bed.channel().connect(socket.localAddress());
      ByteBuffer message = ByteBuffer.allocateDirect(64);
      echo(bed, echo, client, message);
      long before = threads.getCurrentThreadAllocatedBytes();
      echo(bed, echo, client, message);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat((double) allocated / (BURSTS * BURST)).as("bytes per echo").isLessThan(32);
    }
  }

  private static void echo(DatagramBed bed, Echo echo, DatagramChannel client, ByteBuffer message)
      throws IOException {
    for (int burst = 0; burst < BURSTS; burst++) {
      for (int i = 0; i < BURST; i++) {
        client.write(message.clear());
      }
      for (echo.told = 0; echo.told < BURST; ) {
        bed.loop.poll(Duration.ofSeconds(1));
      }
      for (int i = 0; i < BURST; i++) {
        client.read(message.clear());
      }
    }
  }
}
