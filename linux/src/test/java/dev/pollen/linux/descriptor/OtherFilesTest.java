package dev.pollen.linux.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Connection;
import dev.pollen.linux.system.FileCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Files that can be waited for, but not be opened a second time. */
final class OtherFilesTest {
  private static long number(byte[] eightBytes) {
    return ByteBuffer.wrap(eightBytes).order(ByteOrder.nativeOrder()).getLong();
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(number).array();
  }

  @EveryTransport
  void aCounterIsReadAndWritten(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int counter = bed.closeLater(bed.program.counter());
      Diary diary = new Diary();
      Connection connection = bed.connect(counter, diary);
      bed.until(diary::isOpen);
      bed.settle();
      assertThat(bed.loop.poll(Duration.ofMillis(20))).as("nothing to read").isZero();
      bed.program.write(counter, bytes(5));
      bed.until(() -> diary.receivedBytes().length == Long.BYTES);
      assertThat(number(diary.receivedBytes())).isEqualTo(5);
      connection.send(bytes(7));
      bed.until(() -> diary.receivedBytes().length == 2 * Long.BYTES);

      assertThat(diary.events()).containsExactly("connect", "read", "read");
    }
  }

  @EveryTransport
  void aTimerIsToldWhenItExpires(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int timer = bed.closeLater(bed.program.timer(TimeUnit.MILLISECONDS.toNanos(20)));
      Diary diary = bed.connect(timer);
      bed.until(() -> diary.receivedBytes().length > 0);

      assertThat(number(diary.receivedBytes())).isEqualTo(1);
    }
  }

  @EveryTransport
  void whoSharesTheFileFindsItAsItWasWhenTheChannelIsClosed(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int counter = bed.closeLater(bed.program.counter());
      int flags = bed.program.flags(counter);
      assertThat(flags & FileCalls.O_NONBLOCK).isZero();
      Diary first = new Diary();
      Diary second = new Diary();
      Connection one = bed.connect(counter, first);
      Connection other = bed.connect(counter, second);
      bed.until(() -> first.isOpen() && second.isOpen());
      bed.program.write(counter, bytes(1));
      bed.until(() -> first.receivedBytes().length + second.receivedBytes().length > 0);
      one.close();
      bed.until(first::isClosed);

      // Reading must not wait now, although the first has let calls wait again.
      bed.program.write(counter, bytes(2));
      int before = second.receivedBytes().length;
      bed.until(() -> second.receivedBytes().length == before + Long.BYTES);
      other.close();
      bed.until(second::isClosed);

      assertThat(bed.program.flags(counter)).isEqualTo(flags);
    }
  }

  @EveryTransport
  void whatDidNotWaitBeforeDoesNotWaitAfterwards(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int counter = bed.closeLater(bed.program.counter());
      bed.program.forbidWaiting(counter);
      int flags = bed.program.flags(counter);
      Diary diary = new Diary();
      Connection connection = bed.connect(counter, diary);
      bed.until(diary::isOpen);
      connection.abort();
      bed.until(diary::isClosed);

      assertThat(bed.program.flags(counter)).isEqualTo(flags);
    }
  }
}
