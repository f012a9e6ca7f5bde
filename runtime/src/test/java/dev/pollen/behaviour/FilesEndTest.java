package dev.pollen.behaviour;

import static dev.pollen.behaviour.SentFile.LARGE;
import static dev.pollen.behaviour.SentFile.MEGABYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.CloseReason;
import dev.pollen.Event;
import dev.pollen.FileProducer;
import dev.pollen.Loop;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not sent as they were to be. As for {@link FilesTest}, one style is enough. */
@OnAnyNetwork
final class FilesEndTest {
  @TempDir Path directory;

  private SentFile file(int size) throws IOException {
    return SentFile.in(directory, size);
  }

  @Everywhere(styles = Style.BY_HAND)
  void oneThatHasShrunkIsAFailureAfterWhatIsLeft(Testbed bed) throws IOException {
    SentFile file = file(MEGABYTE);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    FileProducer producer = file.open(bed);
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
      channel.truncate(400_000);
    }
    script.connection().send("head");
    script.connection().send(producer);
    script.connection().send("behind");
    peer.awaitReceived("head" + file.text().substring(0, 400_000)).awaitEnd().close();
    bed.until(script::isClosed);

    assertThat(script.events())
        .containsExactly("accept", "error:EOFException", "close:HANDLER_FAILED");
    assertThat(script.reason().cause()).isInstanceOf(EOFException.class);
    assertThat(script.reason().undeliveredBytes()).isEqualTo("behind".length());
    assertThat(file.isOpen()).isFalse();
  }

  @Everywhere(styles = Style.BY_HAND)
  void oneThatHasGrownIsSentAsFarAsItWentBefore(Testbed bed) throws IOException {
    SentFile file = file(100_000);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    FileProducer producer = file.open(bed);
    Files.write(file.path(), new byte[5000], StandardOpenOption.APPEND);
    script.connection().send(producer);
    script.connection().close();
    peer.awaitReceived(file.text()).awaitEnd();
  }

  @Everywhere(styles = Style.BY_HAND)
  void abortingInTheMiddleClosesTheFile(Testbed bed) throws IOException {
    SentFile file = file(LARGE);
    SentFile behind = file(1);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().send(file.open(bed));
    script.connection().send(behind.open(bed));
    bed.settle();
    script.connection().abort();
    bed.until(script::isClosed);
    peer.awaitGone();

    assertThat(script.events()).containsExactly("accept", "close:ABORTED");
    assertThat(peer.received().length()).isLessThan(LARGE);
    assertThat(file.isOpen() || behind.isOpen()).isFalse();
  }

  @Everywhere(styles = Style.BY_HAND)
  void aPeerThatIsGoneInTheMiddleIsTheEndWithItsCause(Testbed bed) throws IOException {
    SentFile file = file(LARGE);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().pauseReading();
    script.connection().send(file.open(bed));
    bed.settle();
    peer.close();
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("accept", "close:BROKEN");
    assertThat(script.reason().cause()).isInstanceOf(IOException.class);
    assertThat(file.isOpen()).isFalse();
    assertThat(bed.reports().messages()).isEmpty();
  }

  @Everywhere(styles = Style.BY_HAND)
  void closingDeliversItThenEndsTheStream(Testbed bed) throws IOException {
    SentFile file = file(LARGE);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().send(file.open(bed));
    script.connection().close();
    peer.awaitReceived(file.text()).awaitEnd().close();
    bed.until(script::isClosed);

    assertThat(script.events()).containsExactly("accept", "close:LOCAL");
    assertThat(script.reason()).isEqualTo(new CloseReason(CloseReason.Kind.LOCAL, null, 0));
  }

  @Everywhere(styles = Style.BY_HAND)
  void aPeerThatTakesNothingIsNotWaitedForLongerThanTheLimit(Testbed bed) throws IOException {
    bed.limits(limits -> limits.drainTimeout(Duration.ofMillis(50)));
    SentFile file = file(LARGE);
    Script script = bed.script();
    bed.accept(script);
    script.connection().send(file.open(bed));
    script.connection().close();
    bed.until(script::isClosed);

    assertThat(file.isOpen()).isFalse();
  }

  @Everywhere(styles = Style.BY_HAND)
  void closingAllClosesTheFile(Testbed bed) throws IOException {
    SentFile file = file(LARGE);
    Script script = bed.script();
    bed.accept(script);
    script.connection().send(file.open(bed));
    bed.settle();
    bed.loop().closeAll();

    assertThat(script.events()).containsExactly("accept", "close:LOOP_CLOSED");
    assertThat(file.isOpen()).isFalse();
  }

  @Everywhere(styles = Style.BY_HAND, families = Family.UNIX)
  void oneThatIsNotSentOutlivesItsLoopAndCanBeClosed(Testbed bed) throws IOException {
    SentFile file = file(10);
    Loop loop = bed.openLoop();
    FileProducer producer = FileProducer.open(loop, file.path());
    loop.close();
    producer.close();
    producer.close();

    assertThat(file.isOpen()).isFalse();
  }

  @Everywhere(styles = Style.BY_HAND)
  void oneThatIsSentTooLateIsClosed(Testbed bed) throws IOException {
    SentFile file = file(10);
    Script script = bed.script();
    script.on(Event.CLOSE, connection -> assertThat(connection.send(file.open(bed))).isFalse());
    bed.accept(script).close();
    bed.until(script::isClosed);

    assertThat(file.isOpen()).isFalse();
  }

  @Everywhere(styles = Style.BY_HAND, families = Family.UNIX)
  void whatIsNoRegularFileIsRefusedAtOnce(Testbed bed) throws IOException {
    SentFile file = file(10);
    Loop loop = bed.loop();
    Path missing = directory.resolve("missing");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file.path());
    assertThatThrownBy(() -> FileProducer.open(loop, missing))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> FileProducer.open(loop, directory))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(directory + ": Not a regular file");
    assertThatThrownBy(() -> FileProducer.open(loop, link, LinkOption.NOFOLLOW_LINKS))
        .isInstanceOf(FileSystemException.class);
    try (FileProducer unlinked = FileProducer.open(loop, file.path(), LinkOption.NOFOLLOW_LINKS);
        FileProducer linked = FileProducer.open(loop, link)) {
      assertThat(unlinked.size()).isEqualTo(linked.size()).isEqualTo(10);
    }
    assertThat(file.isOpen()).isFalse();
  }

  @Everywhere(styles = Style.BY_HAND, families = Family.UNIX)
  void oneOfAnotherLoopIsRefused(Testbed bed) throws IOException {
    Script script = bed.script();
    bed.accept(script);
    try (Loop other = bed.openLoop();
        FileProducer producer = FileProducer.open(other, file(10).path())) {
      assertThatIllegalArgumentException().isThrownBy(() -> script.connection().send(producer));
    }
  }
}
