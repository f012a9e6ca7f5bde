package dev.pollen.linux.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Connection;
import dev.pollen.FileProducer;
import dev.pollen.linux.LinuxSocketOptions;
import dev.pollen.linux.system.FileCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sockets that a library or another process has opened. */
final class SocketsTest {
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_SEQPACKET = 5;

  @EveryTransport
  void aConnectedSocketSendsAndReceivesAndIsStillOnesOwnAfterwards(String transport)
      throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pair = bed.closeLater(bed.program.socketPair(SOCK_STREAM));
      Diary diary = new Diary();
      Connection connection = bed.connect(pair[0], diary);
      connection.send("early");
      bed.until(diary::isOpen);
      bed.program.write(pair[1], "hello");
      bed.until(() -> diary.received().equals("hello"));
      assertThat(bed.program.flags(pair[0]) & FileCalls.O_NONBLOCK).as("shared flag").isZero();
      assertThat(connection.option(LinuxSocketOptions.SO_PEERCRED).process())
          .isEqualTo((int) ProcessHandle.current().pid());
      connection.close();
      bed.until(diary::isClosed);
      bed.program.write(pair[0], " and late");
      bed.program.write(pair[1], "for the owner");

      assertThat(bed.program.read(pair[1])).isEqualTo("early and late");
      assertThat(bed.program.read(pair[0])).isEqualTo("for the owner");
      assertThat(diary.events()).containsExactly("connect", "read", "close:LOCAL");
    }
  }

  @EveryTransport
  void abortingResetsNothingThatIsShared(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pair = bed.closeLater(bed.program.socketPair(SOCK_STREAM));
      Diary diary = new Diary();
      Connection connection = bed.connect(pair[0], diary);
      bed.until(diary::isOpen);
      connection.abort();
      bed.until(diary::isClosed);
      bed.program.write(pair[0], "still here");

      assertThat(bed.program.read(pair[1])).isEqualTo("still here");
    }
  }

  @EveryTransport
  void itsEndIsToldToThePeerIfThatIsAskedFor(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pair = bed.closeLater(bed.program.socketPair(SOCK_STREAM));
      Diary diary = new Diary();
      Connection connection = bed.connect(pair[0], diary);
      connection.send("last");
      connection.shutdownOutput();
      bed.until(diary::isOpen);
      bed.settle();

      assertThat(bed.program.read(pair[1])).isEqualTo("last");
      assertThat(bed.program.read(pair[1])).as("the end").isEmpty();
      bed.program.write(pair[1], "answer");
      bed.until(() -> diary.received().equals("answer"));
    }
  }

  @EveryTransport
  void aFullSocketTakesTheRestWhenThereIsRoom(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pair = bed.closeLater(bed.program.socketPair(SOCK_STREAM));
      bed.program.forbidWaiting(pair[1]);
      Diary diary = new Diary();
      Connection connection = bed.connect(pair[0], diary);
      connection.send(new byte[900_000]);
      bed.until(diary::isOpen);
      bed.settle();
      assertThat(connection.queuedBytes()).isPositive();
      int[] arrived = new int[1];
      bed.until(() -> (arrived[0] += bed.program.read(pair[1]).length()) == 900_000);
    }
  }

  @EveryTransport
  void ofASocketForMessagesOneIsTakenAtATimeAndAnEmptyOneIsNoEnd(String transport)
      throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pair = bed.closeLater(bed.program.socketPair(SOCK_DGRAM));
      Diary diary = bed.connect(pair[0]);
      bed.program.write(pair[1], "one");
      bed.program.write(pair[1], "");
      bed.program.write(pair[1], "two");
      bed.until(() -> diary.received().equals("onetwo"));

      assertThat(diary.events()).containsExactly("connect", "read", "read");
    }
  }

  @EveryTransport
  void ofASocketForMessagesThatEndsTheEndIsTold(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pair = bed.closeLater(bed.program.socketPair(SOCK_SEQPACKET));
      Diary diary = bed.connect(pair[0]);
      bed.program.write(pair[1], "one");
      bed.program.write(pair[1], "");
      bed.until(() -> diary.received().equals("one"));
      bed.settle();
      assertThat(diary.events()).containsExactly("connect", "read");
      bed.program.write(pair[1], "");
      bed.program.write(pair[1], "");
      bed.program.write(pair[1], "two");
      bed.program.write(pair[1], "");
      bed.close(pair[1]);
      bed.until(diary::isClosed);

      assertThat(diary.received()).isEqualTo("onetwo");
      assertThat(diary.events()).containsExactly("connect", "read", "read", "close:PEER");
    }
  }

  @EveryTransport
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aFileIsSentWithoutWaitingForThePeer(String transport, @TempDir Path directory)
      throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[900_000]);
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int[] pair = bed.closeLater(bed.program.socketPair(SOCK_STREAM));
      bed.program.forbidWaiting(pair[1]);
      Diary diary = new Diary();
      Connection connection = bed.connect(pair[0], diary);
      bed.until(diary::isOpen);
      connection.send(FileProducer.open(bed.loop, file));
      bed.settle();
      int[] arrived = new int[1];
      bed.until(() -> (arrived[0] += bed.program.read(pair[1]).length()) == 900_000);
    }
  }
}
