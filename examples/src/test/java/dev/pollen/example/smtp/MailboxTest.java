package dev.pollen.example.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailboxTest {
  private static final Message MESSAGE =
      new Message("a@b", List.of("c@d", "e@f"), new byte[] {1, 2, 3});

  @TempDir private Path directory;

  @Test
  void keepsEachMessageAsAFile() throws IOException {
    Mailbox mailbox = Mailbox.in(directory);
    mailbox.deliver(MESSAGE);
    mailbox.deliver(MESSAGE);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files)
          .hasSize(2)
          .allSatisfy(
              file -> {
                assertThat(file).hasBinaryContent(MESSAGE.bytes());
                assertThat(file.toString()).endsWith(".eml");
              });
    }
  }

  @Test
  void tellsWhatHasCome() throws IOException {
    StringWriter out = new StringWriter();
    Mailbox.summary(new PrintWriter(out)).deliver(MESSAGE);
    assertThat(out.toString().strip()).isEqualTo("3 bytes from <a@b> for <c@d>, <e@f>");
  }

  @Test
  void needsADirectory() {
    assertThatThrownBy(() -> Mailbox.in(directory.resolve("missing")))
        .isInstanceOf(NotDirectoryException.class)
        .hasMessageContaining("There is no directory");
  }
}
