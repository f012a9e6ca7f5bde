package dev.pollen.example.keyvalue;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bytes as text, each as the character of that number: nothing is lost, and nothing malformed. */
final class Text {
  private Text() {}

  static String of(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The name of an option, in capitals. */
  static String option(byte[] bytes) {
    return of(bytes).toUpperCase(Locale.ROOT);
  }
}
