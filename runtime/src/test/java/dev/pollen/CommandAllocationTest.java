package dev.pollen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.pollen.behaviour.subject.protocol.Meter;
import dev.pollen.behaviour.subject.protocol.MeterDispatcher;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A generated dispatcher finds and serves a command without making garbage. */
@Timeout(60)
final class CommandAllocationTest {
  private static final int COMMANDS_PER_MESSAGE = 51;
  private static final int MESSAGES = 1_000;

  @RegisterExtension final Net net = new Net();

  @Test
  void aCommandWithoutArgumentsCostsNothing() throws IOException {
    assertThat(bytesPerCommand("TICK\r\n")).isLessThanOrEqualTo(1);
  }

  @Test
  void aCommandWithANumberCostsNothing() throws IOException {
    assertThat(bytesPerCommand("add 1\r\n")).isLessThanOrEqualTo(1);
  }

  private double bytesPerCommand(String command) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocation");
    String message = command.repeat(COMMANDS_PER_MESSAGE - 1) + "SUM\r\n";
    try (Loop loop = Loop.open()) {
      Listener listener =
          loop.listen(net.address(Family.IPV4), () -> new MeterDispatcher(new Meter()));
      try (SocketChannel client = SocketChannel.open(listener.localAddress());
          LoopThread thread = LoopThread.start(loop)) {
        exchange(client, message, 0, 3_000);
        long id = thread.thread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        exchange(client, message, 3_000, MESSAGES);
        long allocated = threads.getThreadAllocatedBytes(id) - before;
        return (double) allocated / (MESSAGES * COMMANDS_PER_MESSAGE);
      }
    }
  }

  private static void exchange(SocketChannel client, String message, int before, int messages)
      throws IOException {
    byte[] bytes = message.getBytes(US_ASCII);
    ByteBuffer request = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    ByteBuffer answer = ByteBuffer.allocateDirect(1);
    for (int i = before + 1; i <= before + messages; i++) {
      request.clear();
      while (request.hasRemaining()) {
        client.write(request);
      }
      answer.clear();
      while (answer.hasRemaining()) {
        client.read(answer);
      }
      assertThat(answer.get(0)).isEqualTo((byte) (i * (COMMANDS_PER_MESSAGE - 1)));
    }
  }
}
