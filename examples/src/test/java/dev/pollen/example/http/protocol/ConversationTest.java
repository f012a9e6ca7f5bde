package dev.pollen.example.http.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an answer costs, and when it is dated. */
final class ConversationTest {
  private static final int REQUESTS = 1000;

  /** With room for a virtual machine that interprets; one that compiles stays below 500. */
  private static final long MAX_BYTES_PER_REQUEST = 700;

  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private Instant now = Instant.parse("1994-11-06T08:49:37Z");

  private final Conversation conversation =
      new Conversation(
          HttpLimits.DEFAULT,
          request -> new Reply(Status.OK, ContentType.TEXT, Body.of("Hello, World!")),
          new ReplyWriter(() -> now));

  private int answerAll(ByteBuffer input) throws IOException {
    int answered = 0;
    for (OutgoingReply reply = conversation.first(input);
        reply != null;
        reply = conversation.next(input)) {
      while (reply.next() != null) {
        answered++;
      }
      reply.close();
    }
    return answered;
  }

  @Test
  void leavesLittleGarbage() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer input = ByteBuffer.wrap(Pieces.bytes(REQUEST.repeat(REQUESTS)));
    // Classes are loaded once, and the date is formatted.
    answerAll(ByteBuffer.wrap(Pieces.bytes(REQUEST)));
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(answerAll(input)).isEqualTo(REQUESTS);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated / REQUESTS).isLessThan(MAX_BYTES_PER_REQUEST);
  }

  private static String text(@Nullable OutgoingReply reply) throws IOException {
    return StandardCharsets.ISO_8859_1
        .decode(requireNonNull(requireNonNull(reply).next()))
        .toString();
  }

  @Test
  void datesAllRepliesOfATurnAlike() throws IOException {
    ByteBuffer input = ByteBuffer.wrap(Pieces.bytes(REQUEST.repeat(3)));
    now = now.plusSeconds(1);
    assertThat(text(conversation.first(input))).contains("08:49:38 GMT");
    now = now.plusSeconds(1);
    assertThat(text(conversation.next(input))).contains("08:49:38 GMT");
    assertThat(text(conversation.first(input))).contains("08:49:39 GMT");
    now = now.plusSeconds(1);
    assertThat(text(conversation.tooSlow())).contains("08:49:40 GMT");
  }
}
