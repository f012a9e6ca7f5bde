package dev.pollen.example.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What an answer costs. */
final class ConversationTest {
  private static final int REQUESTS = 1000;

  /** With room for a virtual machine that interprets; one that compiles stays below 800. */
  private static final long MAX_BYTES_PER_REQUEST = 1200;

  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final Conversation conversation =
      new Conversation(
          HttpLimits.DEFAULT,
          request -> new Reply(Status.OK, "text/plain", Body.of("Hello, World!")),
          new ReplyWriter(Clock.systemUTC()));

  private int answerAll(ByteBuffer input) throws IOException {
    int answered = 0;
    for (OutgoingReply reply = conversation.next(input);
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
}
