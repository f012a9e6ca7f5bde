package dev.pollen.linux.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OutgoingTest {
  private static final int LARGE = 16 * 1024;

  private final Arena arena = Arena.ofConfined();
  private final Outgoing outgoing = new Outgoing(arena);

  @AfterEach
  void closeArena() {
    arena.close();
  }

  private static ByteBuffer direct(String text) {
    return ByteBuffer.allocateDirect(LARGE).put(bytes(text)).flip();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static long placeOf(ByteBuffer direct) {
    return MemorySegment.ofBuffer(direct).address();
  }

  /** What the system would find there. */
  private static String textAt(long address, int size) {
    byte[] found =
        MemorySegment.ofAddress(address).reinterpret(size).toArray(ValueLayout.JAVA_BYTE);
    return new String(found, StandardCharsets.US_ASCII);
  }

  @Test
  void whatIsInTheHeapIsCopiedHoweverOftenItComes() {
    ByteBuffer data = ByteBuffer.wrap(bytes("in the heap"));

    for (int i = 0; i < 3; i++) {
      assertThat(textAt(outgoing.address(data), Outgoing.size(data))).isEqualTo("in the heap");
    }
  }

  @Test
  void aSmallDirectBufferIsCopiedAtFirstAndThenStaysWhereItIs() {
    ByteBuffer data = direct("first");
    long first = outgoing.address(data);
    assertThat(first).isNotEqualTo(placeOf(data));
    assertThat(textAt(first, Outgoing.size(data))).isEqualTo("first");

    data.clear().put(bytes("the second time")).flip();
    assertThat(outgoing.address(data)).isEqualTo(placeOf(data));
    assertThat(textAt(outgoing.address(data), Outgoing.size(data))).isEqualTo("the second time");
  }

  @Test
  void aBufferThatIsKnownIsFoundFromWhereverItsPositionIs() {
    ByteBuffer data = direct("0123456789");
    outgoing.address(data.position(4));
    outgoing.address(data.position(4));

    assertThat(textAt(outgoing.address(data.position(2)), Outgoing.size(data)))
        .isEqualTo("23456789");
    assertThat(textAt(outgoing.address(data.position(7)), Outgoing.size(data))).isEqualTo("789");
  }

  @Test
  void smallBuffersThatTakeTurnsAreCopied() {
    ByteBuffer one = direct("one");
    ByteBuffer other = direct("other");

    for (int i = 0; i < 3; i++) {
      assertThat(outgoing.address(one)).isNotEqualTo(placeOf(one));
      assertThat(outgoing.address(other)).isNotEqualTo(placeOf(other));
      assertThat(textAt(outgoing.address(other.duplicate()), Outgoing.size(other)))
          .isEqualTo("other");
    }
  }

  @Test
  void aLargeDirectBufferStaysWhereItIs() {
    ByteBuffer data = ByteBuffer.allocateDirect(LARGE);

    assertThat(outgoing.address(data)).isEqualTo(placeOf(data));
    assertThat(Outgoing.size(data)).isEqualTo(LARGE);
  }

  @Test
  void memoryThatIsGoneIsRefusedAlsoIfItsPlaceIsKnown() {
    Arena gone = Arena.ofConfined();
    ByteBuffer data = gone.allocate(LARGE).asByteBuffer().limit(64);
    outgoing.address(data);
    outgoing.address(data);
    gone.close();

    assertThatThrownBy(() -> outgoing.address(data)).isInstanceOf(IllegalStateException.class);
  }
}
