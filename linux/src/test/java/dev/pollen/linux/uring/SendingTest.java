package dev.pollen.linux.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SendingTest {
  private static final int PIECE = 700;

  /** Sends until the system takes no more; says how much it took. */
  private static int fill(RingBed bed, StreamSocket socket, byte[] bytes) throws IOException {
    return fill(bed, socket, bytes, 8192);
  }

  private static int fill(RingBed bed, StreamSocket socket, byte[] bytes, int sendBuffer)
      throws IOException {
    socket.setOption(StandardSocketOptions.SO_SNDBUF, sendBuffer);
    int sent = 0;
    int refusals = 0;
    while (refusals < 3) {
      int size = Math.min(PIECE, bytes.length - sent);
      int taken = socket.send(ByteBuffer.wrap(bytes, sent, size));
      sent += taken;
      refusals = taken == 0 ? refusals + 1 : 0;
      if (taken == 0) {
        bed.settle();
      }
    }
    assertThat(sent).isLessThan(bytes.length);
    return sent;
  }

  /** One that was told, by a receive, that what it has sent has failed. */
  private static StreamSocket failed(RingBed bed) throws IOException {
    SocketChannel peer = bed.connect();
    StreamSocket socket = bed.accept();
    Sink sink = new Sink(socket);
    socket.register(sink, Readiness.READ);
    peer.setOption(StandardSocketOptions.SO_LINGER, 0);
    peer.close();
    socket.send(ByteBuffer.wrap(new byte[10]));
    bed.until(() -> sink.failure != null);
    return socket;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] receiveAll(RingBed bed, SocketChannel peer) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(10_000);
    peer.configureBlocking(false);
    bed.until(
        () -> {
          try {
            buffer.clear();
            int count = peer.read(buffer);
            received.write(buffer.array(), 0, Math.max(count, 0));
            return count < 0;
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    return received.toByteArray();
  }

  @Test
  void whatTheSystemDoesNotTakeAtOnceFollowsInOrder() throws Exception {
    byte[] bytes = random(20_000_000);
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      int[] writable = new int[1];
      socket.register(
          readiness -> writable[0] += (readiness & Readiness.WRITE) >> 1, Readiness.READ);
      int sent = fill(bed, socket, bytes);
      socket.interest(Readiness.READ | Readiness.WRITE);
      bed.settle();
      assertThat(writable[0]).isZero();

      peer.configureBlocking(false);
      ByteBuffer received = ByteBuffer.allocate(sent);
      bed.until(
          () -> {
            try {
              peer.read(received);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            return !received.hasRemaining();
          });
      assertThat(received.array()).isEqualTo(Arrays.copyOf(bytes, sent));
      assertThat(writable[0]).isPositive();
      socket.close();
    }
  }

  @Test
  void roomIsToldAsSoonAsThereIsSome() throws Exception {
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      int[] told = new int[1];
      socket.register(readiness -> told[0] |= readiness, Readiness.READ);
      bed.settle();
      assertThat(socket.send(ByteBuffer.allocate(PIECE))).isEqualTo(PIECE);
      assertThat(socket.send(ByteBuffer.allocate(100_000))).isBetween(1, 99_999);
      socket.interest(Readiness.READ | Readiness.WRITE);
      long start = System.nanoTime();
      bed.transport.await(TimeUnit.SECONDS.toNanos(10));
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
      assertThat(told[0]).isEqualTo(Readiness.WRITE);
      assertThat(peer.read(ByteBuffer.allocate(1))).isEqualTo(1);
      socket.close();
    }
  }

  @Test
  void aSocketThatIsClosedSendsTheRest() throws Exception {
    byte[] bytes = random(20_000_000);
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      socket.register(readiness -> {}, Readiness.READ);
      int sent = fill(bed, socket, bytes);
      int descriptors = RingBed.openDescriptors();
      socket.close();
      socket.abort();
      bed.settle();
      assertThat(receiveAll(bed, peer)).isEqualTo(Arrays.copyOf(bytes, sent));
      assertThat(RingBed.openDescriptors()).isEqualTo(descriptors - 1);
    }
  }

  @Test
  void theEndOfTheStreamIsBehindTheRest() throws Exception {
    byte[] bytes = random(20_000_000);
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      socket.register(readiness -> {}, Readiness.READ);
      int sent = fill(bed, socket, bytes);
      socket.shutdownOutput();
      assertThat(receiveAll(bed, peer)).isEqualTo(Arrays.copyOf(bytes, sent));
      socket.close();
    }
  }

  @Test
  void aTransportThatClosesResetsWhoDoesNotTakeTheRest() throws Exception {
    byte[] bytes = random(20_000_000);
    int descriptors = RingBed.openDescriptors();
    SocketChannel peer;
    try (RingBed bed = new RingBed()) {
      peer = bed.connect();
      StreamSocket socket = bed.accept();
      socket.register(readiness -> {}, Readiness.READ);
      fill(bed, socket, bytes);
      socket.close();
    }
    assertThat(RingBed.openDescriptors()).isEqualTo(descriptors + 1);
    assertThatThrownBy(
            () -> {
              ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
              while (peer.read(buffer) >= 0) {
                // Until the reset.
              }
            })
        .isInstanceOf(IOException.class);
    peer.close();
  }

  /** There is room again when the transport closes, but a Unix socket takes only half of it. */
  @Test
  void aTransportThatClosesWhileTheRestLeavesKeepsNoDescriptor(@TempDir Path directory)
      throws Exception {
    byte[] bytes = random(20_000_000);
    int descriptors = RingBed.openDescriptors();
    SocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
    SocketChannel peer;
    try (RingBed bed = new RingBed(address, Patience.DEFAULT)) {
      peer = bed.connect();
      StreamSocket socket = bed.accept();
      socket.register(readiness -> {}, Readiness.READ);
      fill(bed, socket, bytes, 1);
      socket.close();
      bed.settle();
      peer.configureBlocking(false);
      while (peer.read(ByteBuffer.allocate(bytes.length)) > 0) {
        // What has arrived, so that more can.
      }
    }
    assertThat(RingBed.openDescriptors()).isEqualTo(descriptors + 1);
    peer.close();
  }

  @Test
  void oneThatHasFailedIsNotUsedForOthers() throws Exception {
    try (RingBed bed = new RingBed()) {
      StreamSocket broken = failed(bed);
      try (SocketChannel peer = bed.connect()) {
        StreamSocket whole = bed.accept();
        whole.register(readiness -> {}, Readiness.READ);
        assertThat(whole.send(ByteBuffer.wrap(new byte[] {1, 2, 3}))).isEqualTo(3);
        bed.settle();
        assertThat(peer.read(ByteBuffer.allocate(10))).isEqualTo(3);
        assertThatThrownBy(() -> broken.send(ByteBuffer.wrap(new byte[10])))
            .isInstanceOf(IOException.class);
        whole.close();
      }
      broken.close();
    }
  }

  /** Its number is that of the next socket, which has its own bytes to send in the same pass. */
  @Test
  void oneThatIsClosedAsItSendsLeavesNothingToTheNext() throws Exception {
    try (RingBed bed = new RingBed();
        SocketChannel first = bed.connect();
        SocketChannel second = bed.connect()) {
      StreamSocket one = bed.accept();
      StreamSocket two = bed.accept();
      one.register(readiness -> {}, Readiness.READ);
      two.register(readiness -> {}, Readiness.READ);
      bed.settle();
      one.send(ByteBuffer.wrap(new byte[] {1}));
      one.close();
      two.send(ByteBuffer.wrap(new byte[] {2, 2}));
      bed.settle();
      ByteBuffer received = ByteBuffer.allocate(10);
      assertThat(first.read(received)).isEqualTo(1);
      assertThat(first.read(received)).isEqualTo(-1);
      assertThat(second.read(received.clear())).isEqualTo(2);
      two.send(ByteBuffer.wrap(new byte[] {3}));
      bed.settle();
      assertThat(second.read(received.clear())).isEqualTo(1);
      assertThat(received.get(0)).isEqualTo((byte) 3);
      two.close();
    }
  }

  @Test
  void aFailureIsToldByTheNextReceive() throws Exception {
    try (RingBed bed = new RingBed()) {
      StreamSocket socket = failed(bed);
      assertThatThrownBy(() -> socket.send(ByteBuffer.wrap(new byte[10])))
          .isInstanceOf(IOException.class);
      socket.close();
    }
  }
}
