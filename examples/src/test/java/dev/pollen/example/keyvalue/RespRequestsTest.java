package dev.pollen.example.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pollen.Words;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How requests are found, however they arrive. */
@Timeout(60)
final class RespRequestsTest {
  private static final String STREAM =
      String.join(
          "",
          "*2\r\n$3\r\nGET\r\n$1\r\na\r\n",
          "*0\r\n*-1\r\n\r\nPING\r\n",
          "*3\r\n$3\r\nSET\r\n$0\r\n\r\n$4\r\n\r\n*1\r\n",
          "SET \"a \\x41\" 'it\\'s' b\"c\"\n",
          "*1\r\n$4\r\nQUIT\r\n");

  private static final List<List<String>> REQUESTS =
      List.of(
          List.of("GET", "a"),
          List.of("PING"),
          List.of("SET", "", "\r\n*1"),
          List.of("SET", "a A", "it's", "bc"),
          List.of("QUIT"));

  /** What is found if the bytes arrive up to these places, one after the other. */
  private static List<List<String>> read(String stream, List<Integer> ends) throws Refusal {
    RespRequests requests = new RespRequests();
    byte[] bytes = Text.bytes(stream);
    List<List<String>> found = new ArrayList<>();
    int read = 0;
    for (int end : ends) {
      // Each time at another place of another buffer, as it may be.
      ByteBuffer input = ByteBuffer.allocate(end + ends.size()).position(end % ends.size());
      int start = input.position();
      input.put(bytes, read, end - read).flip().position(start);
      for (Words words = requests.decode(input); words != null; words = requests.decode(input)) {
        List<String> request = new ArrayList<>(List.of(Text.of(words.command())));
        for (byte[] word : words.arrays()) {
          request.add(Text.of(word));
        }
        found.add(request);
      }
      read = end - input.remaining();
    }
    assertThat(read).isEqualTo(bytes.length);
    return found;
  }

  @Test
  void cutsMakeNoDifference() throws Refusal {
    int length = STREAM.length();
    for (int one = 0; one <= length; one++) {
      for (int two = one; two <= length; two++) {
        assertThat(read(STREAM, List.of(one, two, length))).isEqualTo(REQUESTS);
      }
    }
    List<Integer> all = new ArrayList<>();
    for (int i = 1; i <= length; i++) {
      all.add(i);
    }
    assertThat(read(STREAM, all)).isEqualTo(REQUESTS);
  }

  @Test
  void aZeroEndsWhatIsTyped() throws Refusal {
    String stream = "\0\nPING\0\nGET a\0b c\n \0 x\nSET 'a b'\0\nQUIT\n";

    assertThat(read(stream, List.of(stream.length())))
        .containsExactly(
            List.of("PING"), List.of("GET", "a"), List.of("SET", "a b"), List.of("QUIT"));
  }

  @Test
  void manyArgumentsInManyPiecesCostNoMore() throws Refusal {
    int count = 1 << 20;
    String request = "*" + count + "\r\n" + "$1\r\na\r\n".repeat(count);
    byte[] bytes = Text.bytes(request);
    RespRequests requests = new RespRequests();
    Words words = null;
    // To begin anew with each piece would take hours.
    for (int end = 64; words == null; end = Math.min(bytes.length, end + 64)) {
      words = requests.decode(ByteBuffer.wrap(bytes, 0, end));
    }
    assertThat(words.count()).isEqualTo(count);
  }

  @Test
  void announcementsCostNothing() throws Refusal {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer input = ByteBuffer.wrap(Text.bytes("*1048576\r\n$67108864\r\nx"));
    RespRequests requests = new RespRequests();
    requests.decode(input);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      assertThat(new RespRequests().decode(input.rewind()) == null).isTrue();
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100 * 2000L);
  }
}
