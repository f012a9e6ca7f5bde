package dev.pollen.linux.uring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.Listener;
import dev.pollen.Loop;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel ties requests to the thread that has made them; a loop belongs to whoever runs it. */
final class ThreadChangeTest {
  private static final class Echo extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      send(recv());
    }
  }

  private static void exchange(SocketChannel peer, byte value) throws Exception {
    peer.write(ByteBuffer.wrap(new byte[] {value}));
    ByteBuffer answer = ByteBuffer.allocate(1);
    peer.read(answer);
    assertThat(answer.get(0)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherThreadGoesOn(boolean firstOneEnds) throws Exception {
    CountDownLatch isOver = new CountDownLatch(1);
    try (Loop loop = Loop.open("io_uring", Limits.DEFAULT)) {
      Listener listener = loop.listen(new InetSocketAddress(0), Echo::new);
      try (SocketChannel early = SocketChannel.open(listener.localAddress())) {
        CountDownLatch isUsed = new CountDownLatch(1);
        Thread first =
            new Thread(
                () -> {
                  // Long enough to accept the peer and to wait for what it sends.
                  loop.run(Duration.ofMillis(20), 3);
                  isUsed.countDown();
                  if (!firstOneEnds) {
                    await(isOver);
                  }
                });
        first.start();
        await(isUsed);
        if (firstOneEnds) {
          first.join();
        }

        Thread second = new Thread(loop::run);
        second.start();
        exchange(early, (byte) 1);
        exchange(early, (byte) 2);
        try (SocketChannel late = SocketChannel.open(listener.localAddress())) {
          exchange(late, (byte) 3);
        }
        loop.stop();
        second.join();
        isOver.countDown();
        first.join();
      }
    }
  }

  @Test
  void aLoopThatIsClosedElsewhereLeavesNoDescriptor() throws Exception {
    int descriptors = RingBed.openDescriptors();
    for (int i = 0; i < 20; i++) {
      Loop loop = Loop.open("io_uring", Limits.DEFAULT);
      loop.listen(new InetSocketAddress(0), Echo::new);
      loop.poll(Duration.ofMillis(1));
      Thread other = new Thread(loop::close);
      other.start();
      other.join();
    }
    assertThat(RingBed.openDescriptors()).isEqualTo(descriptors);
  }

  @Test
  void aVirtualThreadRunsIt() throws Exception {
    try (Loop loop = Loop.open("io_uring", Limits.DEFAULT)) {
      Listener listener = loop.listen(new InetSocketAddress(0), Echo::new);
      Thread runner = Thread.ofVirtual().start(loop::run);
      try (SocketChannel peer = SocketChannel.open(listener.localAddress())) {
        exchange(peer, (byte) 1);
      }
      loop.stop();
      runner.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
