package dev.pollen.linux.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClosingTest {

  /** Sends until neither the peer nor the ring takes more. */
  private static void fill(RingBed bed, StreamSocket socket) throws IOException {
    while (socket.send(ByteBuffer.allocate(4096)) > 0) {
      bed.transport.await(0);
    }
  }

  @Test
  void bytesThatNobodyTakesResetThePeer() throws Exception {
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      socket.register(readiness -> {}, Readiness.READ);
      peer.write(ByteBuffer.wrap(new byte[10]));
      bed.settle();
      socket.close();
      bed.settle();
      assertThatThrownBy(() -> peer.read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void bytesThatComeTooLateResetThePeer() throws Exception {
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      socket.register(readiness -> {}, Readiness.READ);
      bed.settle();
      peer.write(ByteBuffer.wrap(new byte[10]));
      socket.close();
      bed.settle();
      assertThatThrownBy(() -> peer.read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aClosedSocketIsToldNothing() throws Exception {
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      int[] told = new int[1];
      socket.register(readiness -> told[0]++, Readiness.READ);
      bed.settle();
      peer.write(ByteBuffer.wrap(new byte[10]));
      socket.close();
      bed.settle();
      assertThat(told[0]).isZero();
    }
  }

  @Test
  void closingFreesTheDescriptorInTheNextCall() throws Exception {
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      socket.register(readiness -> {}, Readiness.READ);
      bed.settle();
      int descriptors = RingBed.openDescriptors();
      socket.close();
      socket.close();
      bed.transport.releaseClosed();
      assertThat(RingBed.openDescriptors()).isEqualTo(descriptors - 1);
      assertThat(peer.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPeerThatNeverReadsKeepsNoDescriptor(boolean isUnix, @TempDir Path directory)
      throws Exception {
    SocketAddress address =
        isUnix
            ? UnixDomainSocketAddress.of(directory.resolve("socket"))
            : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (RingBed bed = new RingBed(address, Duration.ofMillis(50));
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      socket.register(readiness -> {}, Readiness.READ);
      fill(bed, socket);
      int descriptors = RingBed.openDescriptors();
      socket.close();
      while (RingBed.openDescriptors() >= descriptors) {
        bed.transport.await(TimeUnit.MILLISECONDS.toNanos(5));
      }
      assertThat(RingBed.openDescriptors()).isEqualTo(descriptors - 1);
      assertThat(peer.isOpen()).isTrue();
    }
  }

  @Test
  void aSocketThatWaitsForRoomWithNothingLeftToSendIsClosedAtOnce() throws Exception {
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      socket.register(readiness -> {}, Readiness.READ | Readiness.WRITE);
      assertThat(socket.send(ByteBuffer.allocateDirect(10_000_000))).isLessThan(10_000_000);
      bed.settle();
      int descriptors = RingBed.openDescriptors();
      socket.close();
      bed.settle();
      assertThat(RingBed.openDescriptors()).isEqualTo(descriptors - 1);
      assertThat(peer.isOpen()).isTrue();
    }
  }

  @Test
  void abortingTellsNoEndOfWhatWasNotSentAsAWhole() throws Exception {
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      socket.register(readiness -> {}, Readiness.READ);
      fill(bed, socket);
      socket.shutdownOutput();
      bed.settle();
      socket.abort();
      peer.configureBlocking(false);
      ByteBuffer received = ByteBuffer.allocate(64 * 1024);
      int count = peer.read(received);
      while (count > 0) {
        count = peer.read(received.clear());
      }
      assertThat(count).as("no end").isZero();
      bed.settle();
      assertThatThrownBy(() -> peer.read(received.clear())).isInstanceOf(IOException.class);
    }
  }

  @Test
  void peersThatWaitAreRefusedWhenTheListenerCloses() throws Exception {
    int descriptors = RingBed.openDescriptors();
    List<SocketChannel> peers = new ArrayList<>();
    try (RingBed bed = new RingBed()) {
      for (int i = 0; i < 80; i++) {
        peers.add(bed.connect());
      }
      bed.settle();
    }
    assertThat(RingBed.openDescriptors()).isEqualTo(descriptors + 80);
    for (SocketChannel peer : peers) {
      assertThatThrownBy(() -> peer.read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
      peer.close();
    }
  }

  @Test
  void nothingIsLeftWhateverHappens() throws Exception {
    int descriptors = RingBed.openDescriptors();
    Random random = new Random(42);
    List<SocketChannel> outside = new ArrayList<>();
    try (RingBed bed = new RingBed()) {
      List<StreamSocket> inside = new ArrayList<>();
      for (int i = 0; i < 3000; i++) {
        if (inside.size() < 20) {
          SocketChannel peer = bed.connect();
          peer.configureBlocking(false);
          outside.add(peer);
          StreamSocket socket = bed.accept();
          socket.register(new Sink(socket), random.nextInt(4));
          inside.add(socket);
        }
        act(random, inside, outside);
        if (random.nextInt(3) == 0) {
          bed.transport.await(0);
        }
      }
      inside.forEach(StreamSocket::close);
    }
    for (SocketChannel peer : outside) {
      peer.close();
    }
    assertThat(RingBed.openDescriptors()).isEqualTo(descriptors);
  }

  private static void act(Random random, List<StreamSocket> inside, List<SocketChannel> outside)
      throws IOException {
    int place = random.nextInt(inside.size());
    StreamSocket socket = inside.get(place);
    SocketChannel peer = outside.get(random.nextInt(outside.size()));
    try {
      switch (random.nextInt(9)) {
        case 0, 1 -> peer.write(ByteBuffer.allocate(random.nextInt(5000)));
        case 2 -> socket.send(ByteBuffer.allocate(1 + random.nextInt(40_000)));
        case 3, 4 -> socket.interest(random.nextInt(4));
        case 5 -> peer.read(ByteBuffer.allocate(random.nextInt(10_000)));
        case 6 -> {
          peer.setOption(StandardSocketOptions.SO_LINGER, random.nextBoolean() ? 0 : -1);
          peer.close();
          outside.remove(peer);
        }
        case 7 -> {
          socket.shutdownOutput();
        }
        default -> {
          inside.remove(place);
          if (random.nextBoolean()) {
            socket.abort();
          } else {
            socket.close();
          }
        }
      }
    } catch (IOException e) {
      // Whatever was done to it before.
      inside.remove(socket);
      socket.close();
    }
  }
}
