package dev.pollen.benchmark.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server something, to see that all of them answer with the same bytes. */
public final class WireCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_REPLY_BYTES = 1024 * 1024;

  /** What differs from second to second. */
  private static final Pattern DATE = Pattern.compile("(?<=\r\nDate: )[^\r]*");

  private final byte[] request;
  private final byte[] replyEnd;

  /**
   * Prepares a question.
   *
   * @param request what is sent
   * @param replyEnd what the reply ends with
   */
  public WireCheck(String request, String replyEnd) {
    this.request = request.getBytes(StandardCharsets.ISO_8859_1);
    this.replyEnd = replyEnd.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * The reply of a server, with zeros where it may differ from one time to the next.
   *
   * @throws IOException if it does not come
   */
  public byte[] reply(InetSocketAddress server) throws IOException {
    byte[] reply = new byte[MAX_REPLY_BYTES];
    int size = 0;
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request);
      while (!endsWith(reply, size)) {
        int count = socket.getInputStream().read(reply, size, reply.length - size);
        if (count <= 0) {
          throw new IOException("The reply ends too early: " + text(reply, size));
        }
        size += count;
      }
    } catch (SocketTimeoutException e) {
      throw new IOException("This is not the end of a reply: " + text(reply, size), e);
    }
    return withoutDates(text(reply, size)).getBytes(StandardCharsets.ISO_8859_1);
  }

  private boolean endsWith(byte[] reply, int size) {
    return size >= replyEnd.length
        && Arrays.equals(reply, size - replyEnd.length, size, replyEnd, 0, replyEnd.length);
  }

  private static String text(byte[] bytes, int size) {
    return new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
  }

  private static String withoutDates(String reply) {
    return DATE.matcher(reply)
        .replaceAll(date -> Matcher.quoteReplacement("\0".repeat(date.group().length())));
  }
}
