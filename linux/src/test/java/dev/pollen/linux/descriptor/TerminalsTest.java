package dev.pollen.linux.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Connection;
import dev.pollen.linux.OpenFile;
import dev.pollen.linux.system.FileCalls;
import java.io.IOException;

final class TerminalsTest {

  @EveryTransport
  void bothEndsSendAndReceive(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int terminal = bed.closeLater(bed.program.terminal());
      Diary master = new Diary();
      Diary slave = new Diary();
      Connection typing = bed.connect(terminal, master);
      Connection program;
      try (OpenFile file = OpenFile.forReadingAndWriting(bed.program.slave(terminal))) {
        program = bed.loop.connect(file.descriptor(), slave);
      }
      bed.until(() -> master.isOpen() && slave.isOpen());
      typing.send("who\n");
      bed.until(() -> slave.received().equals("who\n"));
      program.send("me\n");

      // What is typed is echoed, and lines end as terminals have it.
      bed.until(() -> master.received().equals("who\r\nme\r\n"));
      assertThat(slave.events()).containsExactly("connect", "read");
    }
  }

  @EveryTransport
  void aMasterEndsWhenNobodyHasTheTerminalOpen(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int terminal = bed.closeLater(bed.program.terminal());
      int slave = bed.program.open(bed.program.slave(terminal), FileCalls.O_RDWR);
      bed.closeLater(slave);
      bed.program.write(slave, "bye");
      Diary master = bed.connect(terminal);
      bed.until(() -> master.received().equals("bye"));
      bed.close(slave);
      bed.until(master::isClosed);

      assertThat(master.events()).containsExactly("connect", "read", "close:PEER");
    }
  }

  @EveryTransport
  void aTerminalEndsWhenItsMasterHangsUp(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int terminal = bed.closeLater(bed.program.terminal());
      int slave = bed.program.open(bed.program.slave(terminal), FileCalls.O_RDWR);
      Diary diary = bed.connect(bed.closeLater(slave));
      bed.close(terminal);
      bed.until(diary::isClosed);

      assertThat(diary.events()).containsExactly("connect", "close:PEER");
    }
  }

  @EveryTransport
  void othersWhoHaveTheTerminalOpenDoNotNotice(String transport) throws IOException {
    try (DescriptorBed bed = new DescriptorBed(transport)) {
      int terminal = bed.closeLater(bed.program.terminal());
      int slave = bed.closeLater(bed.program.open(bed.program.slave(terminal), FileCalls.O_RDWR));
      int flags = bed.program.flags(slave);
      Diary diary = new Diary();
      Connection connection = bed.connect(slave, diary);
      bed.until(diary::isOpen);
      bed.program.write(terminal, "a\n");
      bed.until(() -> diary.received().equals("a\n"));
      assertThat(bed.program.flags(slave)).isEqualTo(flags);
      connection.close();
      bed.until(diary::isClosed);
      bed.program.write(terminal, "b\n");

      assertThat(bed.program.read(slave)).isEqualTo("b\n");
    }
  }
}
