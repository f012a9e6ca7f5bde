package dev.pollen.example.http.protocol;

/**
 * Which characters the grammar of HTTP allows where: one look into a table for each. Only for
 * octets, and for text that was made of them.
 */
final class Syntax {
  private static final int TOKEN = 1;
  private static final int HOST = 2;
  private static final int TARGET = 4;
  private static final int CONTROL = 8;

  private static final String ALPHANUMERIC =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** In which of the classes each octet is. */
  private static final byte[] CLASSES = new byte[256];

  static {
    add(TOKEN, ALPHANUMERIC + "!#$%&'*+-.^_`|~");
    add(HOST, ALPHANUMERIC + "-._~!$&'()*+,;=:%[]");
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

  /**
   * Where the host ends that begins a range, with or without a port; may be empty. Coarse, but
   * nothing else hides in it.
   */
  static int hostEnd(byte[] bytes, int from, int to) {
    return endOf(HOST, bytes, from, to);
  }

  /** Where the spaces and tabs end that begin a range. */
  static int spaceEnd(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isSpace(bytes[i])) {
      i++;
    }
    return i;
  }

  static boolean isSpace(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  /** Whether a range is the name of a field, in any case. */
  static boolean isName(String name, byte[] bytes, int from, int to) {
    if (to - from != name.length()) {
      return false;
    }
    int i = 0;
    while (i < name.length()
        && toLowerCase(name.charAt(i)) == toLowerCase((char) bytes[from + i])) {
      i++;
    }
    return i == name.length();
  }

  private static int toLowerCase(char c) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }

  static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(Syntax::isDigit);
  }

  static boolean isDigit(int octet) {
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
}
