package dev.pollen.example.http.protocol;

/**
 * Which characters the grammar of HTTP allows where: one look into a table for each. Only for
 * octets, and for text that was made of them.
 */
final class Syntax {
  private static final int TOKEN = 1;
  private static final int HOST = 2;
  private static final int TARGET = 4;
  private static final int DIGIT = 8;
  private static final int CONTROL = 16;

  private static final String ALPHANUMERIC =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** In which of the classes each octet is. */
  private static final byte[] CLASSES = new byte[256];

  static {
    add(TOKEN, ALPHANUMERIC + "!#$%&'*+-.^_`|~");
    add(HOST, ALPHANUMERIC + "-._~!$&'()*+,;=:%[]");
    add(DIGIT, "0123456789");
    for (int c = 0; c < ' '; c++) {
      CLASSES[c] |= CONTROL;
    }
    CLASSES['\t'] = 0;
    CLASSES[0x7f] = CONTROL;
    for (int c = ' ' + 1; c < 0x7f; c++) {
      CLASSES[c] |= TARGET;
    }
    CLASSES['#'] &= ~TARGET;
  }

  private Syntax() {}

  private static void add(int characterClass, String members) {
    for (int i = 0; i < members.length(); i++) {
      CLASSES[members.charAt(i)] |= (byte) characterClass;
    }
  }

  /** Where the token ends that begins a range: a method or the name of a field; may be empty. */
  static int tokenEnd(byte[] bytes, int from, int to) {
    return endOf(TOKEN, bytes, from, to);
  }

  /** Where that ends which can stand in the line of a request between two spaces; no fragment. */
  static int targetEnd(byte[] bytes, int from, int to) {
    return endOf(TARGET, bytes, from, to);
  }

  /** A host with or without a port; may be empty. Coarse, but nothing else hides in it. */
  static boolean isHost(String text) {
    return areAll(HOST, text);
  }

  static boolean isNumber(String text) {
    return !text.isEmpty() && areAll(DIGIT, text);
  }

  static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  /** A control character; not the tab, the only one that may stand within a line. */
  static boolean isControl(byte octet) {
    return (CLASSES[octet & 0xff] & CONTROL) != 0;
  }

  private static int endOf(int characterClass, byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (CLASSES[bytes[i] & 0xff] & characterClass) != 0) {
      i++;
    }
    return i;
  }

  private static boolean areAll(int characterClass, String text) {
    for (int i = 0; i < text.length(); i++) {
      if ((CLASSES[text.charAt(i)] & characterClass) == 0) {
        return false;
      }
    }
    return true;
  }

  /** A part of a text without the spaces and tabs at both ends. */
  static String trim(String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
