package dev.pollen.example.http.protocol;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The content of a reply, which comes in pieces and is used once. */
public interface Body extends Closeable {

  /** How many bytes all pieces have together. */
  long length();

  /**
   * The next piece.
   *
   * @return bytes that are valid until the next call, of this or of another body; {@code null} when
   *     there are no more
   * @throws IOException if fewer bytes than promised can be had
   */
  @Nullable ByteBuffer next() throws IOException;

  @Override
  void close();

  /** Text that is at hand. */
  static Body of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes that are at hand; they must not change until the reply is closed. */
  static Body of(byte[] bytes) {
    return new Body() {
      private @Nullable ByteBuffer rest = bytes.length == 0 ? null : ByteBuffer.wrap(bytes);

      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public @Nullable ByteBuffer next() {
        ByteBuffer piece = rest;
        rest = null;
        return piece;
      }

      @Override
      public void close() {}
    };
  }
}
