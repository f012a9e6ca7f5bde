package dev.pollen.linux.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.Connection;
import dev.pollen.linux.OpenFile;
import dev.pollen.linux.system.FileCalls;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PipesTest {
  @TempDir Path directory;

  @EveryTransport
  void whatIsInAPipeIsReadThenItsEndIsTold(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      bed.program.write(pipe[1], "x".repeat(50_000));
      bed.close(pipe[1]);
      Diary diary = new Diary();
      Connection connection = bed.connect(pipe[0], diary);
      assertThat(diary.events()).as("inside the call").isEmpty();
      bed.until(diary::isClosed);

      assertThat(diary.events()).startsWith("connect", "read").endsWith("read", "close:PEER");
      assertThat(diary.received()).hasSize(50_000);
      assertThat(connection.remoteAddress())
          .hasToString("descriptor " + pipe[0] + " (" + DescriptorBed.target(pipe[0]) + ")");
    }
  }

  @EveryTransport
  void whatIsSentIntoAPipeArrivesAndTheRestWhenThereIsRoom(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      bed.program.forbidWaiting(pipe[0]);
      Diary diary = new Diary();
      Connection connection = bed.connect(pipe[1], diary);
      byte[] much = new byte[300_000];
      much[much.length - 1] = '.';
      assertThat(connection.send(much)).as("more than the pipe takes").isFalse();
      bed.until(diary::isOpen);
      bed.settle();
      assertThat(connection.queuedBytes()).isPositive();
      assertThat(bed.loop.poll(Duration.ofMillis(20))).as("a full pipe").isZero();
      StringBuilder arrived = new StringBuilder();
      bed.until(
          () -> {
            arrived.append(bed.program.read(pipe[0]));
            return arrived.length() == much.length;
          });
      connection.send("one ");
      connection.send("two");
      connection.close();
      bed.until(diary::isClosed);

      assertThat(arrived).endsWith(".");
      assertThat(bed.program.read(pipe[0])).isEqualTo("one two");
      assertThat(diary.events()).containsExactly("connect", "write", "close:LOCAL");
      assertThat(diary.reason().undeliveredBytes()).isZero();
    }
  }

  @EveryTransport
  void anEmptyPipeIsWaitedForWithoutWork(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      Diary diary = bed.connect(pipe[0]);
      bed.settle();
      assertThat(bed.loop.poll(Duration.ofMillis(20))).isZero();
      bed.program.write(pipe[1], "hello");
      bed.until(() -> diary.received().equals("hello"));

      assertThat(diary.events()).containsExactly("connect", "read");
    }
  }

  @EveryTransport
  void aPipeNobodyReadsAnyMoreIsTheEndWithItsCause(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      Diary diary = new Diary();
      Connection connection = bed.connect(pipe[1], diary);
      bed.until(diary::isOpen);
      bed.close(pipe[0]);
      connection.send("nobody reads this");
      bed.until(diary::isClosed);

      assertThat(diary.events()).containsExactly("connect", "close:BROKEN");
      assertThat(diary.reason().cause()).hasMessage("Broken pipe (write)");
      assertThat(diary.reason().undeliveredBytes()).isEqualTo(17);
    }
  }

  @EveryTransport
  void whatIsLeftInAPipeWhenItsChannelClosesIsTheOwners(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      Diary diary = new Diary();
      Connection connection = bed.connect(pipe[0], diary);
      bed.until(diary::isOpen);
      connection.pauseReading();
      bed.settle();
      bed.program.write(pipe[1], "for the owner");
      connection.close();
      bed.until(diary::isClosed);
      bed.settle();

      assertThat(diary.events()).containsExactly("connect", "close:LOCAL");
      assertThat(bed.program.read(pipe[0])).isEqualTo("for the owner");
    }
  }

  @EveryTransport
  void theFlagsThatOthersShareStayAsTheyAre(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      int ofSource = bed.program.flags(pipe[0]);
      int ofSink = bed.program.flags(pipe[1]);
      Diary source = bed.connect(pipe[0]);
      bed.connect(pipe[1]);
      bed.program.write(pipe[1], "x");
      bed.until(() -> source.received().equals("x"));

      assertThat(bed.program.flags(pipe[0])).isEqualTo(ofSource);
      assertThat(bed.program.flags(pipe[1])).isEqualTo(ofSink);
    }
  }

  @EveryTransport
  void whatIsOnlyReadRefusesToSendAndWhatIsNoSocketHasNoOptions(String transport)
      throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      Connection connection = bed.connect(pipe[0], new Diary());

      assertThatIllegalStateException()
          .isThrownBy(() -> connection.send("x"))
          .withMessageContaining("only be read from");
      assertThatThrownBy(() -> connection.option(StandardSocketOptions.SO_RCVBUF))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("only sockets have options")
          .hasMessageContaining("descriptor " + pipe[0]);
    }
  }

  @EveryTransport
  void endingTheOutputOfWhatOnlyWritesClosesItsDuplicate(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pipe = bed.closeLater(bed.program.pipe());
      Diary diary = new Diary();
      Connection connection = bed.connect(pipe[1], diary);
      connection.send("last");
      connection.shutdownOutput();
      bed.until(diary::isOpen);
      bed.settle();
      bed.close(pipe[1]);
      assertThat(bed.program.read(pipe[0])).isEqualTo("last");
      assertThat(bed.program.read(pipe[0])).as("the end").isEmpty();
      connection.close();
      bed.until(diary::isClosed);

      assertThat(diary.events()).containsExactly("connect", "close:LOCAL");
    }
  }

  // ---- FIFOs ----

  @EveryTransport
  void aFifoIsReadFromItsFirstWriterToItsLastAndCanBeOpenedAgain(String transport)
      throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      Path path = bed.program.fifo(directory.resolve("fifo"));
      for (String text : new String[] {"first", "second"}) {
        Diary diary = new Diary();
        try (OpenFile fifo = OpenFile.forReading(path)) {
          bed.loop.connect(fifo.descriptor(), diary);
        }
        bed.until(diary::isOpen);
        bed.settle();
        assertThat(diary.events()).as("before anybody writes").containsExactly("connect");
        Files.writeString(path, text);
        bed.until(diary::isClosed);

        assertThat(diary.received()).isEqualTo(text);
        assertThat(diary.events()).containsExactly("connect", "read", "close:PEER");
      }
    }
  }

  @EveryTransport
  void aFifoWhoseWriterIsGoneBeforeItIsTakenOverEnds(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport);
        OpenFile fifo = OpenFile.forReading(bed.program.fifo(directory.resolve("fifo")))) {
      Files.writeString(directory.resolve("fifo"), "early");
      Diary diary = new Diary();
      bed.loop.connect(fifo.descriptor(), diary);
      bed.until(diary::isClosed);

      assertThat(diary.received()).isEqualTo("early");
    }
  }

  @EveryTransport
  void aFifoIsWrittenToWhileSomebodyReads(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      Path path = bed.program.fifo(directory.resolve("fifo"));
      int reader =
          bed.closeLater(bed.program.open(path, FileCalls.O_RDONLY | FileCalls.O_NONBLOCK));
      Diary diary = new Diary();
      try (OpenFile fifo = OpenFile.forWriting(path)) {
        bed.loop.connect(fifo.descriptor(), diary).send("written");
      }
      bed.until(diary::isOpen);
      bed.settle();

      assertThat(bed.program.read(reader)).isEqualTo("written");
    }
  }

  @Test
  void aFifoThatNobodyReadsAndAFileThatIsNotThereAreRefused() throws IOException {
    try (DescriptorBed bed = new DescriptorBed("poll")) {
      Path path = bed.program.fifo(directory.resolve("fifo"));

      assertThatThrownBy(() -> OpenFile.forWriting(path))
          .isInstanceOf(FileSystemException.class)
          .hasMessage(path + ": There is nobody at the other end");
      assertThatThrownBy(() -> OpenFile.forReading(directory.resolve("none")))
          .isInstanceOf(NoSuchFileException.class);
    }
  }
}
