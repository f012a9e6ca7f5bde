package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class AllocationTest {
  @RegisterExtension final Net net = new Net();

  /** The JDK itself allocates nothing for a select, a read or a write once it is warm. */
  @Test
  void anEchoAllocatesNothing() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocation");
    try (Loop loop = Loop.open()) {
      Listener listener = loop.listen(net.address(Family.IPV4), Echo::new);
      try (SocketChannel client = SocketChannel.open(listener.localAddress());
          LoopThread thread = LoopThread.start(loop)) {
        ByteBuffer message = ByteBuffer.allocateDirect(64);
        echo(client, message, 20_000);
        long before = threads.getThreadAllocatedBytes(thread.thread().getId());
        int count = 20_000;
        echo(client, message, count);
        long allocated = threads.getThreadAllocatedBytes(thread.thread().getId()) - before;

        assertThat((double) allocated / count).as("bytes per echo").isLessThanOrEqualTo(16);
      }
    }
  }

  private static void echo(SocketChannel client, ByteBuffer message, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      message.clear();
      client.write(message);
      message.clear();
      while (message.hasRemaining()) {
        client.read(message);
      }
    }
  }

  private static final class Echo extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      send(recv());
    }
  }
}
