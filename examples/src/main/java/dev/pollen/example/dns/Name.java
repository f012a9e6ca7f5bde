package dev.pollen.example.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pollen.wire.WireWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The name of a host, as it is sent (section 3.1): labels, each behind its length, and 0 at the
 * end.
 *
 * @param octets those bytes, each as a character
 */
record Name(String octets) {
  /** What all names are within. */
  static final Name ROOT = new Name("\0");

  private static final int MAX_LABEL = 63;
  private static final int MAX_NAME = 255;

  /**
   * Reads a name.
   *
   * @return the name; {@code null} if there is none: a question has nothing before it to refer to,
   *     so a compressed one is none either
   */
  static @Nullable Name read(ByteBuffer input) {
    int start = input.position();
    while (input.hasRemaining()) {
      int length = input.get();
      if (length < 0 || length > MAX_LABEL || length > input.remaining()) {
        return null;
      }
      input.position(input.position() + length);
      int size = input.position() - start;
      if (size > MAX_NAME) {
        return null;
      }
      if (length == 0) {
        byte[] octets = new byte[size];
        input.get(start, octets);
        return new Name(new String(octets, ISO_8859_1));
      }
    }
    return null;
  }

  /**
   * The name that people write with dots.
   *
   * @throws IllegalArgumentException if that is none
   */
  static Name of(String text) {
    StringBuilder octets = new StringBuilder();
    String rest = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    for (String label : rest.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > MAX_LABEL || !label.matches("[!-~]+")) {
        throw new IllegalArgumentException("'" + text + "' is no name");
      }
      octets.append((char) label.length()).append(label);
    }
    octets.append('\0');
    if (octets.length() > MAX_NAME) {
      throw new IllegalArgumentException("'" + text + "' is too long for a name");
    }
    return new Name(octets.toString());
  }

  /** The same name for all ways to write it: only the letters of ASCII are capital or small. */
  Name folded() {
    StringBuilder folded = new StringBuilder(octets);
    for (int i = 0; i < folded.length(); i++) {
      char octet = folded.charAt(i);
      if (octet >= 'A' && octet <= 'Z') {
        folded.setCharAt(i, (char) (octet + ('a' - 'A')));
      }
    }
    return new Name(folded.toString());
  }

  /** The name without its first label. */
  Name parent() {
    return new Name(octets.substring(1 + octets.charAt(0)));
  }

  int size() {
    return octets.length();
  }

  void write(WireWriter out) {
    out.putText(octets, ISO_8859_1);
  }
}
