package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputQueueTest {
  private static final IntUnaryOperator EVERYTHING = IntUnaryOperator.identity();

  private final SegmentPool pool = new SegmentPool(new MemoryBudget(Long.MAX_VALUE), () -> 0);
  private final OutputQueue queue = new OutputQueue(pool);

  private static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void whatIsAddedIsCopiedAndReadToItsLimit() throws IOException {
    byte[] data = {1, 2, 3};
    ByteBuffer added = ByteBuffer.wrap(data, 1, 1);
    queue.add(added);
    data[1] = 99;
    StubSocket socket = new StubSocket(EVERYTHING);
    queue.flushTo(socket);

    assertThat(added.remaining()).isZero();
    assertThat(added.limit()).isEqualTo(2);
    assertThat(socket.taken.toByteArray()).containsExactly(2);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void manySmallAdditionsLeaveInOneCall() throws IOException {
    for (int i = 0; i < 1000; i++) {
      queue.add(ByteBuffer.wrap(new byte[] {(byte) i}));
    }
    StubSocket socket = new StubSocket(EVERYTHING);
    queue.flushTo(socket);

    assertThat(socket.calls).isEqualTo(1);
    assertThat(socket.taken.size()).isEqualTo(1000);
  }

  @Test
  void severalSegmentsLeaveInOneCallAndNotMoreThanTheSystemCanGather() throws IOException {
    byte[] data = bytes(SegmentPool.SEGMENT_BYTES * 40, 1);
    queue.add(ByteBuffer.wrap(data));
    StubSocket socket = new StubSocket(EVERYTHING);
    queue.flushTo(socket);

    assertThat(socket.taken.toByteArray()).isEqualTo(data);
    assertThat(socket.largestGather).isEqualTo(OutputQueue.MAX_GATHERED);
    assertThat(socket.calls).isEqualTo(3);
  }

  @Test
  void aSocketThatTakesLessIsNotAskedAgainInThisFlush() throws IOException {
    queue.add(ByteBuffer.wrap(bytes(100, 1)));
    StubSocket socket = new StubSocket(offered -> offered - 1);
    queue.flushTo(socket);

    assertThat(socket.calls).isEqualTo(1);
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void oneFlushIsBoundedSoThatOthersHaveTheirTurn() throws IOException {
    int much = 8 * 1024 * 1024;
    queue.add(ByteBuffer.wrap(new byte[much]));
    StubSocket socket = new StubSocket(EVERYTHING);
    queue.flushTo(socket);

    assertThat(socket.taken.size()).isPositive().isLessThan(much);
    assertThat(queue.size()).isEqualTo(much - socket.taken.size());
  }

  @Test
  void clearingDropsEverything() throws IOException {
    queue.add(ByteBuffer.wrap(bytes(100_000, 1)));
    queue.clear();
    StubSocket socket = new StubSocket(EVERYTHING);
    queue.flushTo(socket);

    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.size()).isZero();
    assertThat(socket.calls).isZero();
  }

  @Test
  void segmentsThatWereDrainedOrClearedAreUsedAgain() throws IOException {
    Set<Segment> first = takeAndGiveBack(5);
    queue.add(ByteBuffer.wrap(new byte[3 * SegmentPool.SEGMENT_BYTES]));
    queue.flushTo(new StubSocket(EVERYTHING));
    queue.add(ByteBuffer.wrap(new byte[2 * SegmentPool.SEGMENT_BYTES]));
    queue.clear();

    assertThat(takeAndGiveBack(5)).isEqualTo(first);
  }

  private Set<Segment> takeAndGiveBack(int count) {
    Set<Segment> segments = new HashSet<>();
    for (int i = 0; i < count; i++) {
      segments.add(pool.take());
    }
    segments.forEach(pool::giveBack);
    return segments;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverTheSocketTakesTheBytesLeaveInOrder(long seed) throws IOException {
    Random random = new Random(seed);
    StubSocket socket =
        new StubSocket(
            offered ->
                switch (random.nextInt(4)) {
                  case 0 -> 0;
                  case 1 -> offered;
                  default -> random.nextInt(offered + 1);
                });
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    for (int step = 0; step < 2000; step++) {
      if (random.nextInt(3) > 0) {
        byte[] data = bytes(random.nextInt(random.nextInt(10) == 0 ? 60_000 : 500), step);
        queue.add(random.nextBoolean() ? direct(data) : ByteBuffer.wrap(data));
        added.writeBytes(data);
      } else {
        queue.flushTo(socket);
      }
      assertThat(queue.size()).isEqualTo(added.size() - socket.taken.size());
      assertThat(queue.isEmpty()).isEqualTo(added.size() == socket.taken.size());
    }
    while (!queue.isEmpty()) {
      queue.flushTo(socket);
    }

    assertThat(socket.taken.toByteArray()).isEqualTo(added.toByteArray());
  }

  private static ByteBuffer direct(byte[] data) {
    return ByteBuffer.allocateDirect(data.length).put(data).flip().asReadOnlyBuffer();
  }
}
