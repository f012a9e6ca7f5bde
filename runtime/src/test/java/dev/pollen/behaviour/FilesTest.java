package dev.pollen.behaviour;

import static dev.pollen.behaviour.SentFile.LARGE;
import static dev.pollen.behaviour.SentFile.MEGABYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.Connection;
import dev.pollen.FileProducer;
import dev.pollen.Limits;
import dev.pollen.Producer;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** How files are sent. Nothing of it depends on the style of dispatchers, so one is enough. */
@OnAnyNetwork
final class FilesTest {
  @TempDir Path directory;

  private SentFile file(int size) throws IOException {
    return SentFile.in(directory, size);
  }

  @Everywhere(styles = Style.BY_HAND)
  void oneArrivesAsItIsAndIsClosed(Testbed bed) throws IOException {
    SentFile file = file(5 * MEGABYTE + 7);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    FileProducer producer = file.open(bed);
    assertThat(producer.size()).isEqualTo(file.content().length);
    assertThat(script.connection().send(producer)).isTrue();
    peer.awaitReceived(file.text());
    bed.until(() -> !file.isOpen());

    assertThat(script.events()).containsExactly("accept");
  }

  @Everywhere(styles = Style.BY_HAND)
  void eachKeepsItsPlaceAmongWhatIsSent(Testbed bed) throws IOException {
    SentFile one = file(300_000);
    SentFile two = file(17);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    Connection connection = script.connection();
    connection.send("head");
    connection.send(one.open(bed));
    connection.send(two.open(bed));
    connection.send("between");
    connection.send(one.open(bed));
    connection.send(Producer.of(ByteBuffer.wrap(two.content())));
    connection.send(two.open(bed));
    connection.send("tail");

    String expected = "head" + one.text() + two.text() + "between" + one.text();
    peer.awaitReceived(expected + two.text() + two.text() + "tail");
  }

  @Everywhere(styles = Style.BY_HAND)
  void aRegionIsSentAndNothingElse(Testbed bed) throws IOException {
    SentFile file = file(200_000);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().send(file.open(bed).region(70_000, 100_001));
    script.connection().send(file.open(bed).region(100, 0));
    script.connection().send(file.open(bed).region(file.content().length, 0));
    script.connection().send(file.open(bed).region(199_999, 1));
    peer.awaitReceived(file.text().substring(70_000, 170_001) + file.text().substring(199_999));

    try (FileProducer producer = file.open(bed)) {
      assertThatThrownBy(() -> producer.region(100_000, 100_001))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    bed.until(() -> !file.isOpen());
  }

  @Everywhere(styles = Style.BY_HAND)
  void anEmptyOneIsNothing(Testbed bed) throws IOException {
    SentFile file = file(0);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().send(file.open(bed));
    script.connection().send("behind");
    script.connection().send(file.open(bed));
    script.connection().close();
    peer.awaitReceived("behind").awaitEnd();
    bed.until(() -> !file.isOpen());
  }

  @Everywhere(styles = Style.BY_HAND)
  void aSlowPeerCostsNoMemory(Testbed bed) throws IOException {
    bed.limits(limits -> limits.maxMemory(MEGABYTE));
    SentFile file = file(LARGE);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().send(file.open(bed));
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(100_000);
    bed.until(
        () -> {
          assertThat(script.connection().queuedBytes())
              .isLessThanOrEqualTo(Limits.DEFAULT.outputLowMark());
          try {
            peer.channel().read(buffer.clear());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          received.write(buffer.array(), 0, buffer.position());
          return received.size() == LARGE;
        });

    assertThat(received.toByteArray()).isEqualTo(file.content());
  }

  @Everywhere(styles = Style.BY_HAND)
  void readingGoesOnMeanwhileOrIsPaused(Testbed bed) throws IOException {
    SentFile file = file(LARGE);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().pauseReading();
    script.connection().send(file.open(bed));
    peer.send("hello");
    bed.settle();
    assertThat(script.received()).isEmpty();
    script.connection().resumeReading();
    bed.until(() -> script.received().equals("hello"));
    assertThat(file.isOpen()).isEqualTo(SentFile.canTellIfOpen());
    peer.awaitReceived(file.text());
  }

  @Everywhere(styles = Style.BY_HAND)
  void oneThatIsSentWhileConnectingFollowsTheBytesBeforeIt(Testbed bed) throws IOException {
    SentFile file = file(100_000);
    PlainServer server = bed.server();
    Connection connection = bed.connect(server.address(), bed.script());
    connection.send("head");
    connection.send(file.open(bed));
    connection.send("tail");

    server.accept().awaitReceived("head" + file.text() + "tail");
  }

  @Everywhere(styles = Style.BY_HAND, families = Family.UNIX)
  void oneGoesIntoAPipeAsWell(Testbed bed) throws IOException {
    SentFile file = file(MEGABYTE);
    bed.loop();
    Pipe pipe = bed.channels().openPipe();
    bed.closeLater(pipe.source());
    pipe.source().configureBlocking(false);
    Script script = bed.script();
    Connection connection = bed.loop().connect(pipe.sink(), script.dispatcher());
    connection.send(file.open(bed));
    bed.until(script::isOpen);
    connection.close();
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(100_000);
    bed.until(
        () -> {
          try {
            int count = pipe.source().read(buffer.clear());
            received.write(buffer.array(), 0, buffer.position());
            return count < 0;
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });

    assertThat(received.toByteArray()).isEqualTo(file.content());
    assertThat(file.isOpen()).isFalse();
  }

  /** As for bytes that are changed on their way, in a buffer of whoever changes them. */
  @Everywhere(styles = Style.BY_HAND, families = Family.UNIX)
  void oneCanBeReadByAnotherProducer(Testbed bed) throws IOException {
    SentFile file = file(MEGABYTE);
    Script script = bed.script();
    Peer peer = bed.accept(script);
    try (FileProducer producer = file.open(bed)) {
      script
          .connection()
          .send(
              room -> {
                ByteBuffer own = ByteBuffer.allocate(room.remaining()).position(5);
                Producer.Outcome outcome = producer.produce(own);
                room.put(own.flip().position(5));
                return outcome;
              });
      peer.awaitReceived(file.text());
    }
  }
}
