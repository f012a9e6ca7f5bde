package dev.pollen.example.http.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A stream in pieces, presented as a connection does: what is left unread comes again. */
final class Pieces {
  private Pieces() {}

  /** What a reader makes of a stream: a line for each request, and one for a refusal. */
  static List<String> read(RequestReader reader, byte[]... pieces) {
    List<String> results = new ArrayList<>();
    ByteBuffer unread = ByteBuffer.allocate(0);
    for (byte[] piece : pieces) {
      ByteBuffer input = ByteBuffer.allocate(unread.remaining() + piece.length);
      input.put(unread).put(piece).flip();
      try {
        for (Request next = reader.next(input); next != null; next = reader.next(input)) {
          results.add(next.method() + " " + next.target());
        }
      } catch (Refusal refusal) {
        results.add(refusal.status().line());
        return results;
      }
      unread = input;
    }
    return results;
  }

  /** All ways to cut a stream into three pieces, of which some may be empty. */
  static Stream<byte[][]> cutTwice(String stream) {
    byte[] bytes = bytes(stream);
    return IntStream.rangeClosed(0, bytes.length)
        .boxed()
        .flatMap(
            first ->
                IntStream.rangeClosed(first, bytes.length)
                    .mapToObj(
                        second ->
                            new byte[][] {
                              Arrays.copyOfRange(bytes, 0, first),
                              Arrays.copyOfRange(bytes, first, second),
                              Arrays.copyOfRange(bytes, second, bytes.length)
                            }));
  }

  /** Every byte by itself. */
  static byte[][] each(String stream) {
    return stream.chars().mapToObj(c -> new byte[] {(byte) c}).toArray(byte[][]::new);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
