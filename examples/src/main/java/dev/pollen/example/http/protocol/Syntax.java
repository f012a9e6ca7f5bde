package dev.pollen.example.http.protocol;

/** Which characters the grammar of HTTP allows where. */
final class Syntax {
  private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";
  private static final String HOST_PUNCTUATION = "-._~!$&'()*+,;=:%[]";

  private Syntax() {}

  /** A method or the name of a field. */
  static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> isAlphanumeric(c) || TOKEN_PUNCTUATION.indexOf(c) >= 0);
  }

  /** What can stand in the line of a request between two spaces. A fragment stays at home. */
  static boolean isTarget(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
  }

  /** A host with or without a port; may be empty. Coarse, but nothing else hides in it. */
  static boolean isHost(String text) {
    return text.chars().allMatch(c -> isAlphanumeric(c) || HOST_PUNCTUATION.indexOf(c) >= 0);
  }

  static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(Syntax::isDigit);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** What may not stand within a line: a tab is the only control character that may. */
  static boolean isForbidden(int octet) {
    return (octet < ' ' && octet != '\t') || octet == 0x7f;
  }

  /** Removes spaces and tabs from both ends, and nothing else. */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
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

  private static boolean isAlphanumeric(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
