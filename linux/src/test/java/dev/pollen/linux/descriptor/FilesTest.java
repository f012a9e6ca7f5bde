package dev.pollen.linux.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Connection;
import dev.pollen.linux.OpenFile;
import dev.pollen.linux.system.FileCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** Files and devices that never have to be waited for. */
final class FilesTest {
  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("file"), text);
  }

  @EveryTransport
  void aFileIsReadFromWhereItsOwnerIsToItsEnd(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      Path path = file("0123456789" + "x".repeat(500_000));
      int descriptor = bed.closeLater(bed.program.open(path, FileCalls.O_RDONLY));
      Diary diary = bed.connect(descriptor);
      bed.until(diary::isClosed);

      assertThat(diary.received()).hasSize(500_010).startsWith("0123456789x");
      assertThat(diary.events()).endsWith("read", "close:PEER");
      assertThat(bed.program.read(descriptor)).as("where both are now").isEmpty();
    }
  }

  @EveryTransport
  void aFileIsWrittenTo(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      Path path = file("");
      Diary diary = new Diary();
      Connection connection;
      try (OpenFile file = OpenFile.forWriting(path)) {
        connection = bed.loop.connect(file.descriptor(), diary);
      }
      bed.until(diary::isOpen);
      connection.send("y".repeat(400_000));
      connection.send("z");
      connection.close();
      bed.until(diary::isClosed);

      assertThat(path).content().hasSize(400_001).endsWith("yz");
      assertThat(diary.reason().undeliveredBytes()).isZero();
    }
  }

  @EveryTransport
  void devicesWithoutEndAndWithoutBeginningAreServed(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport);
        OpenFile nothing = OpenFile.forReadingAndWriting(Path.of("/dev/null"));
        OpenFile zeros = OpenFile.forReading(Path.of("/dev/zero"))) {
      Diary empty = new Diary();
      bed.loop.connect(nothing.descriptor(), empty).send("into nothing");
      bed.until(empty::isClosed);
      Diary full = new Diary();
      Connection endless = bed.loop.connect(zeros.descriptor(), full);
      bed.until(() -> full.receivedBytes().length > 1_000_000);
      endless.close();
      bed.until(full::isClosed);

      assertThat(empty.events()).containsExactly("connect", "close:PEER");
      assertThat(empty.reason().undeliveredBytes()).isZero();
      assertThat(full.events()).endsWith("close:LOCAL");
    }
  }

  @EveryTransport
  void aFileOfWhichNothingIsWantedLetsTheLoopWait(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      Diary diary = new Diary();
      Connection connection;
      try (OpenFile file = OpenFile.forReading(file("later"))) {
        connection = bed.loop.connect(file.descriptor(), diary);
      }
      connection.pauseReading();
      bed.until(diary::isOpen);
      bed.settle();
      assertThat(bed.loop.poll(Duration.ofMillis(20))).isZero();
      assertThat(diary.events()).containsExactly("connect");
      connection.resumeReading();
      bed.until(diary::isClosed);

      assertThat(diary.received()).isEqualTo("later");
    }
  }

  @EveryTransport
  void whoeverIsWaitedForHasHisTurnBesideAFileThatIsAlwaysReady(String transport)
      throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport);
        OpenFile zeros = OpenFile.forReading(Path.of("/dev/zero"))) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      bed.loop.connect(zeros.descriptor(), new Devourer());
      Diary diary = bed.connect(pipe[0]);
      bed.program.write(pipe[1], "me too");
      bed.until(() -> diary.received().equals("me too"));
      assertThat(bed.loop.channels()).hasSize(2);
    }
  }
}
