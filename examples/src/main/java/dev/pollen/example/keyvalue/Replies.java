package dev.pollen.example.keyvalue;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes replies. Each is valid until the next one is written: it is sent at once, and sending
 * copies it, so that all of them can be written to the same memory.
 */
final class Replies {
  private static final Pattern LINE_ENDS = Pattern.compile("[\r\n]+\\z");
  private static final int FIRST_BYTES = 4096;

  /** More is given back after the reply that needed it. */
  private static final int MOST_BYTES_KEPT = 1024 * 1024;

  private final int max;
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BYTES);

  /** Writes replies of so many bytes at most: a short request may ask for something very long. */
  Replies(int max) {
    this.max = max;
  }

  // ---- whole replies ----

  ByteBuffer ok() {
    return status("OK");
  }

  ByteBuffer status(String text) {
    return begin().line('+', text).end();
  }

  /** An error, which may have parts of the request in it, and must stay one line. */
  ByteBuffer error(Refusal refusal) {
    String text = LINE_ENDS.matcher(refusal.text()).replaceFirst("");
    return begin().line('-', text.replace('\r', ' ').replace('\n', ' ')).end();
  }

  ByteBuffer number(long number) {
    return begin().addNumber(number).end();
  }

  ByteBuffer flag(boolean flag) {
    return number(flag ? 1 : 0);
  }

  /** A string, or that there is none. */
  ByteBuffer bulk(byte @Nullable [] bytes) {
    return begin().addBulk(bytes).end();
  }

  ByteBuffer bulk(String text) {
    return begin().addBulk(text).end();
  }

  ByteBuffer bulks(Collection<byte[]> all) {
    begin().addArray(all.size());
    all.forEach(this::addBulk);
    return end();
  }

  ByteBuffer noArray() {
    return begin().head('*', -1).end();
  }

  // ---- parts of them ----

  Replies begin() {
    if (buffer.capacity() > MOST_BYTES_KEPT) {
      buffer = ByteBuffer.allocate(FIRST_BYTES);
    }
    buffer.clear();
    return this;
  }

  /** As many parts belong to the array. */
  Replies addArray(int parts) {
    return head('*', parts);
  }

  Replies addNumber(long number) {
    return head(':', number);
  }

  Replies addBulk(byte @Nullable [] bytes) {
    if (bytes == null) {
      return head('$', -1);
    }
    head('$', bytes.length);
    room(bytes.length + 2).put(bytes);
    return lineEnd();
  }

  Replies addBulk(String text) {
    return addBulk(Text.bytes(text));
  }

  ByteBuffer end() {
    return buffer.flip();
  }

  private Replies line(char kind, String text) {
    int length = text.length();
    ByteBuffer room = room(length + 3).put((byte) kind);
    for (int i = 0; i < length; i++) {
      room.put((byte) text.charAt(i));
    }
    return lineEnd();
  }

  private Replies head(char kind, long number) {
    ByteBuffer room = room(32).put((byte) kind);
    if (number >= 0 && number < 10) {
      room.put((byte) ('0' + number));
    } else {
      room.put(Numbers.bytes(number));
    }
    return lineEnd();
  }

  private Replies lineEnd() {
    buffer.put((byte) '\r').put((byte) '\n');
    return this;
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      long needed = buffer.position() + (long) bytes;
      if (needed > max) {
        throw new IllegalStateException("A reply may have " + max + " bytes at most");
      }
      long doubled = Math.min(max, 2L * buffer.capacity());
      buffer = ByteBuffer.allocate((int) Math.max(needed, doubled)).put(buffer.flip());
    }
    return buffer;
  }
}
