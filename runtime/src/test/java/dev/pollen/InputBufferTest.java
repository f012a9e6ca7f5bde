package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InputBufferTest {
  private final InputBuffer buffer = new InputBuffer(new MemoryBudget(Long.MAX_VALUE));

  /** As the transport lends: read-only, from a memory that it fills with something else later. */
  private final ByteBuffer transportMemory = ByteBuffer.allocate(64 * 1024);

  private void present(byte... bytes) {
    transportMemory.clear().put(bytes).flip();
    buffer.present(transportMemory.asReadOnlyBuffer());
  }

  /** The event is over: what was lent is overwritten. */
  private void endEvent() {
    buffer.keepUnread();
    transportMemory.clear();
    for (int i = 0; i < transportMemory.capacity(); i++) {
      transportMemory.put(i, (byte) 0xEE);
    }
  }

  private byte[] readAll() {
    byte[] bytes = new byte[buffer.presented().remaining()];
    buffer.presented().get(bytes);
    return bytes;
  }

  @Nested
  class WhatIsRead {
    @Test
    void isGone() {
      present((byte) 1, (byte) 2);
      assertThat(readAll()).containsExactly(1, 2);
      endEvent();

      assertThat(buffer.unread()).isZero();
      present((byte) 3);
      assertThat(readAll()).containsExactly(3);
    }

    @Test
    void isLentWithoutACopy() {
      ByteBuffer lent = ByteBuffer.wrap(new byte[] {1}).asReadOnlyBuffer();
      buffer.present(lent);

      assertThat(buffer.presented()).isSameAs(lent);
    }
  }

  @Nested
  class WhatIsLeft {
    @Test
    void comesAgainBeforeWhatFollows() {
      present((byte) 1, (byte) 2, (byte) 3);
      buffer.presented().get();
      endEvent();

      assertThat(buffer.unread()).isEqualTo(2);
      present((byte) 4);
      assertThat(readAll()).containsExactly(2, 3, 4);
    }

    @Test
    void includesWhatLiesBehindALimitThatTheHandlerNarrowed() {
      present((byte) 1, (byte) 2, (byte) 3);
      buffer.presented().limit(1);
      assertThat(readAll()).containsExactly(1);
      endEvent();

      present((byte) 4);
      assertThat(readAll()).containsExactly(2, 3, 4);
    }

    @Test
    void includesWhatLiesBehindALimitThatTheHandlerNarrowedTwice() {
      present((byte) 1, (byte) 2, (byte) 3);
      endEvent();
      buffer.presented().limit(buffer.presented().position() + 1);
      assertThat(readAll()).containsExactly(1);
      endEvent();

      assertThat(readAll()).containsExactly(2, 3);
    }

    @Test
    void beginsAtTheBeginningOfTheBufferWhereverItLies() {
      present((byte) 1, (byte) 2, (byte) 3);
      buffer.presented().get();
      endEvent();
      present((byte) 4);
      buffer.presented().get();
      endEvent();
      present((byte) 5);

      assertThat(buffer.presented().position()).isZero();
      assertThat(buffer.presented().get(0)).isEqualTo((byte) 3);
    }

    /** Look for a delimiter, find none, rewind: the natural way to leave everything. */
    @Test
    void isWhatTheHandlerSawWhenItRewinds() {
      present((byte) 1, (byte) 2, (byte) 3);
      buffer.presented().get();
      endEvent();
      present((byte) 4);
      buffer.presented().get();
      endEvent();
      present((byte) 5);

      readAll();
      buffer.presented().rewind();
      endEvent();

      assertThat(readAll()).containsExactly(3, 4, 5);
    }

    @Test
    void isForgottenWhenTheConnectionIsClosed() {
      present((byte) 1);
      endEvent();
      buffer.clear();

      assertThat(buffer.unread()).isZero();
      present((byte) 2);
      assertThat(readAll()).containsExactly(2);
    }

    @Test
    void isReadOnly() {
      present((byte) 1);
      endEvent();

      assertThat(buffer.presented().isReadOnly()).isTrue();
    }
  }

  @Nested
  class TheByteOrder {
    @Test
    void isBigEndianAgainWhenBytesFollow() {
      present((byte) 0, (byte) 1);
      endEvent();
      buffer.presented().order(ByteOrder.LITTLE_ENDIAN);
      endEvent();
      present((byte) 2);

      assertThat(buffer.presented().order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    }

    @Test
    void isBigEndianAgainWhenTheSameBytesArePresentedAgain() {
      present((byte) 0, (byte) 1);
      endEvent();
      buffer.presented().order(ByteOrder.LITTLE_ENDIAN);
      endEvent();

      assertThat(buffer.presented().order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyChunkingAndEveryWayOfReadingGivesTheSameBytes(long seed) {
    Random random = new Random(seed);
    byte[] stream = new byte[300_000];
    random.nextBytes(stream);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    int sent = 0;
    int largestChunk = 1 + random.nextInt(5000);
    while (read.size() < stream.length) {
      if (sent < stream.length) {
        int chunk = Math.min(1 + random.nextInt(largestChunk), stream.length - sent);
        byte[] bytes = new byte[chunk];
        System.arraycopy(stream, sent, bytes, 0, chunk);
        present(bytes);
        sent += chunk;
      }
      ByteBuffer presented = buffer.presented();
      assertThat(presented.remaining()).isEqualTo(sent - read.size());
      readSome(presented, random, sent == stream.length, read);
      endEvent();
      assertThat(buffer.unread()).isEqualTo(sent - read.size());
    }

    assertThat(read.toByteArray()).isEqualTo(stream);
  }

  private static void readSome(
      ByteBuffer presented, Random random, boolean all, ByteArrayOutputStream read) {
    int available = presented.remaining();
    int count = all || random.nextInt(3) == 0 ? available : random.nextInt(available + 1);
    if (available > 20_000) {
      count = available;
    }
    byte[] bytes = new byte[count];
    switch (random.nextInt(3)) {
      case 0 -> presented.get(bytes);
      case 1 -> {
        // Through a view of the first bytes, as a parser of frames does.
        presented.limit(presented.position() + count);
        presented.get(bytes);
      }
      default -> {
        // A look at everything first, then back.
        int position = presented.position();
        presented.position(presented.limit());
        presented.position(position);
        presented.get(bytes);
      }
    }
    read.writeBytes(bytes);
  }
}
