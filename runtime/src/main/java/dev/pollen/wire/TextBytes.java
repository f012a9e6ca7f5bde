package dev.pollen.wire;

import dev.pollen.text.StrictText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns text into bytes and back, and never into question marks. */
final class TextBytes {
  private static final int LAST_OF_ONE = 0x7F;
  private static final int LAST_OF_TWO = 0x7FF;

  private TextBytes() {}

  /** Reads a text of so many bytes. */
  static String get(ByteBuffer input, int length, Charset charset, String part)
      throws MalformedMessageException {
    int from = input.position();
    input.position(from + length);
    try {
      return StrictText.decode(input, from, from + length, charset);
    } catch (CharacterCodingException malformed) {
      throw new MalformedMessageException(part, "is no text in " + charset);
    }
  }

  /** Writes the text of a part of a message. */
  static void put(CharSequence text, Charset charset, String part, WireWriter out) {
    try {
      put(text, charset, out);
    } catch (IllegalArgumentException unmappable) {
      throw new IllegalArgumentException(part + ": " + unmappable.getMessage(), unmappable);
    }
  }

  static void put(CharSequence text, Charset charset, WireWriter out) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      putUtf8(text, out);
    } else if (charset.equals(StandardCharsets.ISO_8859_1)) {
      putSingle(text, 0xFF, charset, out);
    } else if (charset.equals(StandardCharsets.US_ASCII)) {
      putSingle(text, LAST_OF_ONE, charset, out);
    } else {
      putOther(text, charset, out);
    }
  }

  private static void putUtf8(CharSequence text, WireWriter out) {
    ByteBuffer to = out.room(utf8Length(text));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= LAST_OF_ONE) {
        to.put((byte) c);
      } else if (c <= LAST_OF_TWO) {
        to.put((byte) (0xC0 | (c >> 6))).put(last(c));
      } else if (Character.isHighSurrogate(c)) {
        int code = Character.toCodePoint(c, text.charAt(++i));
        to.put((byte) (0xF0 | (code >> 18))).put(last(code >> 12)).put(last(code >> 6));
        to.put(last(code));
      } else {
        to.put((byte) (0xE0 | (c >> 12))).put(last(c >> 6)).put(last(c));
      }
    }
  }

  /** A byte that is not the first of its character. */
  private static byte last(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private static int utf8Length(CharSequence text) {
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= LAST_OF_ONE) {
        length++;
      } else if (c <= LAST_OF_TWO) {
        length += 2;
      } else if (!Character.isSurrogate(c)) {
        length += 3;
      } else if (isPair(text, i)) {
        i++;
        length += 4;
      } else {
        throw unmappable(StandardCharsets.UTF_8, null);
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, length);
  }

  private static boolean isPair(CharSequence text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private static void putSingle(CharSequence text, int last, Charset charset, WireWriter out) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > last) {
        throw unmappable(charset, null);
      }
    }
    ByteBuffer to = out.room(text.length());
    for (int i = 0; i < text.length(); i++) {
      to.put((byte) text.charAt(i));
    }
  }

  private static void putOther(CharSequence text, Charset charset, WireWriter out) {
    try {
      out.putBytes(charset.newEncoder().encode(CharBuffer.wrap(text)));
    } catch (CharacterCodingException e) {
      throw unmappable(charset, e);
    }
  }

  private static IllegalArgumentException unmappable(Charset charset, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "The text has a character for which " + charset + " has no bytes", cause);
  }
}
