package dev.pollen.linux.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.Connection;
import dev.pollen.linux.OpenFile;
import dev.pollen.linux.system.FileCalls;
import dev.pollen.transport.Descriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A descriptor stays its owner's, whatever becomes of the channel, and nothing is left open. */
final class OwnershipTest {
  private static final int SOCK_STREAM = 1;

  @TempDir Path directory;

  @EveryTransport
  void aClosedChannelIsToldNothingThatItsOwnersStillOpenFileHasToTell(String transport)
      throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int counter = bed.closeLater(bed.program.counter());
      Diary diary = new Diary();
      Connection connection = bed.connect(counter, diary);
      bed.until(diary::isOpen);
      connection.close();
      bed.until(diary::isClosed);
      bed.program.write(counter, new byte[] {1, 0, 0, 0, 0, 0, 0, 0});

      assertThat(bed.loop.poll(Duration.ofMillis(20))).as("ready for nobody").isZero();
      assertThat(diary.events()).containsExactly("connect", "close:LOCAL");
    }
  }

  @EveryTransport
  void aNumberThatIsUsedAgainIsAnotherChannel(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] old = bed.closeLater(bed.program.pipe());
      Diary before = bed.connect(old[0]);
      bed.close(old[0]);
      bed.close(old[1]);
      bed.until(before::isClosed);
      int[] pipe = bed.closeLater(bed.program.pipe());
      assertThat(pipe).as("the numbers").isEqualTo(old);
      Diary after = bed.connect(pipe[0]);
      bed.program.write(pipe[1], "new");
      bed.until(() -> after.received().equals("new"));

      assertThat(before.events()).containsExactly("connect", "close:PEER");
    }
  }

  @EveryTransport
  void anOwnerWhoClosesHisDoesNotCloseTheChannel(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      Diary diary = bed.connect(pipe[0]);
      bed.close(pipe[0]);
      bed.program.write(pipe[1], "goes on");
      bed.until(() -> diary.received().equals("goes on"));

      assertThat(diary.events()).containsExactly("connect", "read");
    }
  }

  @EveryTransport
  void nothingIsLeftOpen(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      int[] pair = bed.closeLater(bed.program.socketPair(SOCK_STREAM));
      int counter = bed.closeLater(bed.program.counter());
      long pipes = DescriptorBed.count("pipe:");
      long sockets = DescriptorBed.count("socket:");
      long others = DescriptorBed.count("anon_inode:");
      for (int descriptor : new int[] {pipe[0], pipe[1], pair[0], counter}) {
        for (int i = 0; i < 20; i++) {
          Diary diary = new Diary();
          Connection connection = bed.connect(descriptor, diary);
          bed.until(diary::isOpen);
          connection.close();
          bed.until(diary::isClosed);
        }
      }
      bed.settle();

      assertThat(DescriptorBed.count("pipe:")).isEqualTo(pipes);
      assertThat(DescriptorBed.count("socket:")).isEqualTo(sockets);
      assertThat(DescriptorBed.count("anon_inode:")).isEqualTo(others);
    }
  }

  @EveryTransport
  void whatIsNoStreamIsRefusedAtOnceAndLeavesNothing(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport);
        OpenFile folder = OpenFile.forReading(directory)) {
      int listening = bed.closeLater(bed.program.listener());
      int unconnected = bed.closeLater(bed.program.unconnected());
      int path = bed.closeLater(bed.program.open(directory, FileCalls.O_PATH));
      long sockets = DescriptorBed.count("socket:");
      long folders = DescriptorBed.count(directory.toString());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bed.loop.connect(folder.descriptor(), new Diary()))
          .withMessageContaining("directory")
          .withMessageContaining(directory.toString());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bed.connect(path, new Diary()))
          .withMessageContaining("neither to read nor to write");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bed.connect(listening, new Diary()))
          .withMessageContaining("listens");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bed.connect(unconnected, new Diary()))
          .withMessageContaining("not connected");

      assertThat(bed.loop.channels()).isEmpty();
      assertThat(DescriptorBed.count("socket:")).isEqualTo(sockets);
      assertThat(DescriptorBed.count(directory.toString())).isEqualTo(folders);
    }
  }

  @EveryTransport
  void aNumberUnderWhichNothingIsOpenIsRefused(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.program.pipe();
      assertThat(bed.program.close(pipe[0]) && bed.program.close(pipe[1])).isTrue();

      assertThatThrownBy(() -> bed.connect(pipe[0], new Diary()))
          .isInstanceOf(IOException.class)
          .hasMessage("No file is open as descriptor " + pipe[0]);
      assertThatThrownBy(() -> bed.connect(Integer.MAX_VALUE, new Diary()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No file is open");
      assertThat(bed.loop.channels()).isEmpty();
    }
  }

  @EveryTransport
  void aDispatcherThatServesAlreadyIsRefusedAndLeavesNothing(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      Diary diary = bed.connect(pipe[0]);
      long pipes = DescriptorBed.count("pipe:");

      assertThatIllegalStateException().isThrownBy(() -> bed.connect(pipe[0], diary));
      assertThat(DescriptorBed.count("pipe:")).isEqualTo(pipes);
    }
  }

  @Test
  void noNumberIsNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Descriptor.of(-1))
        .withMessageContaining("-1");
  }
}
