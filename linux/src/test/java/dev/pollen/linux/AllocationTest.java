package dev.pollen.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.Listener;
import dev.pollen.Loop;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an echo allocates when the JIT compiler has done its work: nothing, where it sees through
 * all of java.lang.foreign; how deep it looks differs from run to run. Else the JDK makes one small
 * object for each system call, a slice of the memory for the number of an error.
 */
final class AllocationTest {
  private static final int ECHOES = 10_000;

  /** Of such an object of the JDK. */
  private static final int SLICE_BYTES = 40;

  /** Until the JIT compiler has compiled all of the loop. */
  private static final int WARM_UP_TURNS = 15;

  private static final class Echo extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      send(recv());
    }
  }

  /** What is larger is not copied once more for the system call. */
  @ParameterizedTest
  @Timeout(120)
  @CsvSource({
    "epoll, 64, 3",
    "poll, 64, 3",
    "io_uring, 64, 1",
    "epoll, 4096, 3",
    "poll, 4096, 3",
    "io_uring, 4096, 1"
  })
  void aWarmEchoAllocatesNothingOfItsOwn(String transport, int bytes, int calls) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocation");
    try (Loop loop = Loop.open(transport, Limits.DEFAULT)) {
      Listener listener =
          loop.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Echo::new);
      Thread thread = new Thread(loop::run, "loop");
      thread.start();
      try (SocketChannel client = SocketChannel.open(listener.localAddress())) {
        double perEcho = Double.MAX_VALUE;
        for (int turn = 0; turn < WARM_UP_TURNS && !isOfTheJdk(perEcho, calls); turn++) {
          long before = threads.getThreadAllocatedBytes(thread.threadId());
          echo(client, bytes, ECHOES);
          long allocated = threads.getThreadAllocatedBytes(thread.threadId()) - before;
          perEcho = (double) allocated / ECHOES;
        }
        assertThat(perEcho)
            .as("bytes per echo")
            .matches(last -> isOfTheJdk(last, calls), "whole objects of the JDK");
      } finally {
        loop.stop();
        thread.join();
      }
    }
  }

  /** Each call has its object in every echo or in none, so anything else is our own. */
  private static boolean isOfTheJdk(double perEcho, int calls) {
    double slices = Math.rint(perEcho / SLICE_BYTES);
    return slices <= calls && Math.abs(perEcho - slices * SLICE_BYTES) <= 1;
  }

  private static void echo(SocketChannel client, int bytes, int count) throws IOException {
    ByteBuffer message = ByteBuffer.allocateDirect(bytes);
    for (int i = 0; i < count; i++) {
      client.write(message.clear());
      message.clear();
      while (message.hasRemaining()) {
        client.read(message);
      }
    }
  }
}
