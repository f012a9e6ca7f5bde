package dev.pollen.linux.uring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BufferExhaustionTest {
  private static final int SIZE = 100_000;

  private static byte[] pattern(int size, int seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void aSocketThatPausesStarvesNobody() throws Exception {
    byte[] sent = pattern(SIZE, 1);
    try (RingBed bed = new RingBed();
        SocketChannel first = bed.connect()) {
      StreamSocket pausing = bed.accept();
      Sink paused = new Sink(pausing);
      pausing.register(readiness -> {}, Readiness.READ);
      first.write(ByteBuffer.wrap(sent));
      bed.settle();
      pausing.interest(Readiness.NONE);

      try (SocketChannel second = bed.connect()) {
        StreamSocket other = bed.accept();
        Sink sink = new Sink(other);
        other.register(sink, Readiness.READ);
        second.write(ByteBuffer.wrap(pattern(SIZE, 2)));
        bed.until(() -> sink.size() == SIZE);
        assertThat(sink.bytes()).isEqualTo(pattern(SIZE, 2));
        other.close();
      }

      pausing.interest(Readiness.READ);
      bed.until(
          () -> {
            paused.ready(Readiness.READ);
            return paused.size() == SIZE;
          });
      assertThat(paused.bytes()).isEqualTo(sent);
      pausing.close();
    }
  }

  @Test
  void thereAreMoreBuffersWhenMoreArrivesAtATime() throws Exception {
    List<SocketChannel> outside = new ArrayList<>();
    Set<StreamSocket> told = new HashSet<>();
    try (RingBed bed = new RingBed(new BufferCounts(2, 32, RingBed.BUFFER_BYTES))) {
      List<StreamSocket> inside = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        outside.add(bed.connect());
        StreamSocket socket = bed.accept();
        // Takes nothing, so that each one keeps a buffer.
        socket.register(readiness -> told.add(socket), Readiness.READ);
        inside.add(socket);
      }
      for (SocketChannel peer : outside) {
        peer.write(ByteBuffer.wrap(new byte[1]));
      }
      bed.until(() -> told.size() == 20);
      for (int i = 0; i < 20; i++) {
        inside.get(i).close();
        outside.get(i).close();
      }
    }
  }

  @Test
  void everybodyGetsAllInOrder() throws Exception {
    List<SocketChannel> outside = new ArrayList<>();
    List<StreamSocket> inside = new ArrayList<>();
    List<Sink> sinks = new ArrayList<>();
    try (RingBed bed = new RingBed()) {
      for (int i = 0; i < 20; i++) {
        outside.add(bed.connect());
        StreamSocket socket = bed.accept();
        Sink sink = new Sink(socket);
        socket.register(sink, Readiness.READ);
        inside.add(socket);
        sinks.add(sink);
      }
      for (int i = 0; i < 20; i++) {
        outside.get(i).write(ByteBuffer.wrap(pattern(SIZE, i)));
        outside.get(i).shutdownOutput();
      }
      Random random = new Random(7);
      bed.until(
          () -> {
            // Interest comes and goes while requests are under way.
            StreamSocket socket = inside.get(random.nextInt(inside.size()));
            socket.interest(Readiness.NONE);
            inside.get(random.nextInt(inside.size())).interest(Readiness.READ);
            socket.interest(random.nextInt(4) > 0 ? Readiness.READ : Readiness.NONE);
            return sinks.stream().allMatch(sink -> sink.hasEnded);
          });
      for (int i = 0; i < 20; i++) {
        assertThat(sinks.get(i).bytes()).isEqualTo(pattern(SIZE, i));
        inside.get(i).close();
        outside.get(i).close();
      }
    }
  }

  @Test
  void whatIsLentStaysUntilTheNextReceive() throws Exception {
    try (RingBed bed = new RingBed();
        SocketChannel peer = bed.connect()) {
      StreamSocket socket = bed.accept();
      int[] told = new int[1];
      socket.register(readiness -> told[0]++, Readiness.READ);
      peer.write(ByteBuffer.wrap(pattern(10 * RingBed.BUFFER_BYTES, 3)));
      bed.until(() -> told[0] > 0);

      ByteBuffer lent = Objects.requireNonNull(socket.receive());
      assertThat(lent.isReadOnly()).isTrue();
      assertThat(lent.limit()).isEqualTo(lent.capacity());
      byte[] copy = new byte[lent.remaining()];
      lent.get(copy);
      assertThat(pattern(10 * RingBed.BUFFER_BYTES, 3)).startsWith(copy);
      socket.close();
    }
  }
}
