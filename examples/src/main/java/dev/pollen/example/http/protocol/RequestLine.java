package dev.pollen.example.http.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first line of a request.
 *
 * @param method what to do
 * @param target with what
 * @param minorVersion the version behind {@code HTTP/1.}
 */
record RequestLine(String method, String target, int minorVersion) {
  private static final byte[] GET = ascii("GET");
  private static final byte[] HEAD = ascii("HEAD ");
  private static final byte[] VERSION_PREFIX = ascii("HTTP/");

  static RequestLine parse(byte[] head, int start, int end) throws Refusal {
    int methodEnd = Syntax.tokenEnd(head, start, end);
    int targetEnd = Syntax.targetEnd(head, methodEnd + 1, end);
    boolean isInParts =
        isSpaceBehind(start, methodEnd, head, end)
            && isSpaceBehind(methodEnd + 1, targetEnd, head, end);
    if (!isInParts) {
      throw Refusal.badRequest("the first line is not method, target and version");
    }
    return new RequestLine(
        method(head, start, methodEnd),
        text(head, methodEnd + 1, targetEnd),
        minorVersion(head, targetEnd + 1, end));
  }

  /** Whether a first line is about the method HEAD, be it right or wrong otherwise. */
  static boolean isHead(byte[] head, int start, int end) {
    return startsWith(HEAD, head, start, end);
  }

  private static boolean isSpaceBehind(int partStart, int partEnd, byte[] head, int end) {
    return partStart < partEnd && partEnd < end && head[partEnd] == ' ';
  }

  /** The method; since it is nearly always the same, that is not made anew each time. */
  private static String method(byte[] head, int start, int end) {
    return Arrays.equals(GET, 0, GET.length, head, start, end) ? "GET" : text(head, start, end);
  }

  private static int minorVersion(byte[] head, int start, int end) throws Refusal {
    int major = start + VERSION_PREFIX.length;
    boolean wellFormed =
        end == major + 3
            && startsWith(VERSION_PREFIX, head, start, end)
            && Syntax.isDigit(head[major])
            && head[major + 1] == '.'
            && Syntax.isDigit(head[major + 2]);
    if (!wellFormed) {
      throw Refusal.badRequest("the first line ends with no version of HTTP");
    }
    if (head[major] != '1') {
      throw new Refusal(Status.VERSION_NOT_SUPPORTED, text(head, start, end));
    }
    return head[major + 2] - '0';
  }

  private static boolean startsWith(byte[] prefix, byte[] bytes, int start, int end) {
    return end - start >= prefix.length
        && Arrays.equals(prefix, 0, prefix.length, bytes, start, start + prefix.length);
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
